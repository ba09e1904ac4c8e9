using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Par.Worker.ServiceLevels.Proofs;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>sla</c>: why a dossier is due when it is due.</summary>
internal static class SlaVerb
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Command Command() => new("sla", "Shows how the due dates of a dossier come about.") { Prove() };

    private static Command Prove()
    {
        var settings = Settings.Option();
        var dossier = new Argument<string>("dossier") { Description = "The number of the dossier, such as H17.5-260313-0001, or its id.", HelpName = "dossier" };
        var json = new Option<FileInfo?>("--json") { Description = "The file for the proof as JSON.", HelpName = "FILE" };
        var verb = new Command("prove", "Counts every clock of a dossier again from what is kept, and says whether it agrees with what is stored.") { dossier, json, settings };
        verb.SetAction(async (read, cancellation) =>
        {
            var builder = WorkerHost.Builder(read.GetValue(settings));
            builder.Services.AddStorage().AddSingleton<Proofs>();
            await using var worker = builder.Build();
            Settings.Validate(worker.Services);
            await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
            var written = read.GetValue(dossier)!.Trim();
            if (await worker.Services.GetRequiredService<Proofs>().Of(written, cancellation) is not { } proof)
            {
                await Console.Error.WriteLineAsync($"There is no dossier '{written}': write its number as the desk shows it, such as H17.5-260313-0001.");
                return CommandLine.Misused;
            }

            if (read.GetValue(json) is { } file)
            {
                await Write(file.FullName, JsonSerializer.Serialize(proof, Readable), cancellation);
            }

            foreach (var line in Lines(proof))
            {
                Console.WriteLine(line);
            }

            return proof.Agrees ? 0 : 1;
        });
        return verb;
    }

    private static async Task Write(string file, string proof, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, proof, cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"The proof '{file}' cannot be written ({refused.Message.TrimEnd('.')}): name a file that may be."]);
        }
    }

    internal static IEnumerable<string> Lines(DossierProof proof)
    {
        yield return $"Dossier {proof.Number}";
        foreach (var line in proof.Clocks.SelectMany(Lines))
        {
            yield return line;
        }

        foreach (var difference in proof.Differences)
        {
            yield return $"DIFFERS: {difference}";
        }

        if (proof.Clocks.Count == 0)
        {
            yield return "It has no clock: it is held, or nothing was promised.";
        }
    }

    private static IEnumerable<string> Lines(ClockProof clock)
    {
        var zone = clock.TimeZone is { } known ? TimeZoneInfo.FindSystemTimeZoneById(known) : TimeZoneInfo.Utc;
        string At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        yield return "";
        yield return $"{clock.Clock}: {clock.Term}{(clock.Law is null ? "" : $", {clock.Law}")}";
        yield return $"  started   {At(clock.Start)} ({zone.Id}){(clock.CutOff is { } cutOff ? string.Create(CultureInfo.InvariantCulture, $", cut-off {cutOff:HH:mm}") : "")}";
        foreach (var pause in clock.Pauses)
        {
            yield return $"  paused    {At(pause.PausedAt)} until {(pause.ResumedAt is { } resumed ? At(resumed) : "now")}: {pause.Reason} ({pause.PausedBy})";
        }

        if (clock.StoppedAt is { } stopped)
        {
            yield return $"  stopped   {At(stopped)}";
        }

        yield return $"  calendar  {clock.Calendar}{(clock.Edition is { } edition ? string.Create(CultureInfo.InvariantCulture, $", edition {edition}") : "")}";
        if (clock.DueAt is { } due)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  counted   {clock.Counted.Count} working days, that of the start and that of the end among them, {clock.Used} of its time kept as used");
            foreach (var days in clock.Counted.GroupBy(day => day.Hours))
            {
                yield return $"            {days.Key}: {string.Join(' ', days.Select(day => day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))}";
            }

            foreach (var off in clock.MovedBy)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"  moved by  {off.Day:yyyy-MM-dd} {off.Vietnamese} / {off.English}{(off.PublishedOn is { } on ? $", published on {on:yyyy-MM-dd}" : "")}");
            }
        }

        foreach (var move in clock.Moves)
        {
            yield return $"  moved     on {At(move.MovedAt)} from {At(move.FromDue)} ({move.FromVersion}) to {At(move.ToDue)} ({move.ToVersion})";
        }

        yield return clock.DueAt is { } counted ? $"  due       {At(counted)}" : $"  due       {At(clock.StoredDueAt)} as stored; not counted";
        if (clock.Agrees)
        {
            yield return "  agrees with the stored due date";
        }

        foreach (var difference in clock.Differences)
        {
            yield return $"  DIFFERS: {difference}";
        }
    }
}
