using System.CommandLine;
using System.Globalization;
using Par.Worker.Audits;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>audit</c>: whether histories of dossiers and the roots of days are as they were written.</summary>
internal static class AuditVerb
{
    private const int Shown = 100;

    public static Command Command() => new("audit", "Checks that the histories of dossiers are as they were written.") { Verify() };

    private static Command Verify()
    {
        var settings = Settings.Option();
        var dossier = new Option<string?>("--dossier") { Description = "Only the history of this dossier; no roots.", HelpName = "NUMBER" };
        var from = new Option<string?>("--from") { Description = "Roots from this UTC day on, and the histories that got a row since.", HelpName = "DAY" };
        var json = new Option<string?>("--json") { Description = "Writes what was found to this file.", HelpName = "FILE" };
        var verb = new Command("verify", "Recomputes every hash from the rows alone; ends with code 1 when anything differs.") { dossier, from, json, settings };
        verb.SetAction((read, cancellation) => On(read.GetValue(settings), async (audit, clock) =>
        {
            if (await Read(audit, clock, read.GetValue(dossier), read.GetValue(from), cancellation) is not { } asked)
            {
                return CommandLine.Misused;
            }

            var first = new List<Flaw>();
            var result = await audit.Verify(asked, flaw => Tell(flaw, first), cancellation);
            foreach (var line in AuditReport.Lines(result, Shown))
            {
                Console.WriteLine(line);
            }

            if (read.GetValue(json) is { } file)
            {
                await AuditReport.Write(file, asked, result, first, cancellation);
            }

            return result.Flaws == 0 ? 0 : 1;
        }, cancellation));
        return verb;
    }

    private static void Tell(Flaw flaw, List<Flaw> first)
    {
        if (first.Count < AuditReport.Kept)
        {
            first.Add(flaw);
        }

        if (first.Count <= Shown)
        {
            Console.WriteLine(flaw);
        }
    }

    private static async Task<AuditAsked?> Read(HistoryAudit audit, TimeProvider clock, string? number, string? from, CancellationToken cancellation)
    {
        DateOnly? since = null;
        if (from is not null)
        {
            if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                await Console.Error.WriteLineAsync($"--from is '{from}': write a day as year-month-day, such as 2026-08-26.");
                return null;
            }

            if (day > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            {
                await Console.Error.WriteLineAsync($"--from is {from}, which is yet to come: nothing was written since. Write a day of before.");
                return null;
            }

            since = day;
        }

        if (number is null)
        {
            return new AuditAsked(From: since);
        }

        if (await audit.Find(number.Trim(), cancellation) is not { } dossier)
        {
            await Console.Error.WriteLineAsync($"There is no dossier '{number.Trim()}': write its number as the desk shows it, such as H17.1-260826-0001.");
            return null;
        }

        return new AuditAsked(dossier, since);
    }

    private static async Task<int> On(string? settingsFile, Func<HistoryAudit, TimeProvider, Task<int>> act, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settingsFile);
        builder.Services.AddStorage().AddAudits();
        await using var host = builder.Build();
        Settings.Validate(host.Services);
        await host.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
        return await act(host.Services.GetRequiredService<HistoryAudit>(), host.Services.GetRequiredService<TimeProvider>());
    }
}
