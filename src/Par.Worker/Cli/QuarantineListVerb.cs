using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Par.Worker.Quarantine;

namespace Par.Worker.Cli;

/// <summary><c>quarantine list</c> and <c>quarantine show</c>: what is kept aside, and why. No personal data is printed.</summary>
internal static class QuarantineListVerb
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command List()
    {
        var (settings, registry, kind) = (Settings.Option(), QuarantineVerb.Registry(), QuarantineVerb.Kind());
        var json = new Option<bool>("--json") { Description = "As JSON, for other programs." };
        var verb = new Command("list", "What is in quarantine, the longest there first, and why.") { registry, kind, json, settings };
        verb.SetAction((read, cancellation) => QuarantineVerb.On(read.GetValue(settings), async quarantine =>
        {
            if (await QuarantineVerb.Unknown(read.GetValue(registry), quarantine, cancellation) is { } unknown)
            {
                await Console.Error.WriteLineAsync(unknown);
                return CommandLine.Misused;
            }

            var kept = quarantine.ListAll(read.GetValue(registry), read.GetValue(kind), cancellation);
            if (read.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(await kept.Select(Json).ToListAsync(cancellation), Written));
                return 0;
            }

            var count = 0;
            await foreach (var one in kept)
            {
                count++;
                Console.WriteLine($"{one.Name}  {one.Kind}  since {Moment(one.ReceivedAt)}");
                Console.WriteLine($"    {Masked.Error(one.Error!)}");
                if (Mend.Correction(one) is { } correction)
                {
                    Console.WriteLine($"    {correction.En} {Mend.Of(one).En}");
                }
            }

            Console.WriteLine(count == 0 ? "Nothing is in quarantine." : $"{Count.Of(count, "life event")} in quarantine.");
            return 0;
        }, cancellation));
        return verb;
    }

    public static Command Show()
    {
        var settings = Settings.Option();
        var name = new Argument<string>("event") { Description = "The life event as the list shows it, such as land/0f8fad5b-d9cb-469f-a165-70867728950e.", HelpName = "REGISTRY/EVENT-UID" };
        var verb = new Command("show", "One life event: what is wrong, what mends it, and its body with every value masked.") { name, settings };
        verb.SetAction((read, cancellation) =>
        {
            var (keys, problems) = QuarantineVerb.Read([read.GetValue(name)!]);
            return problems.Count > 0 ? Misused(problems) : QuarantineVerb.On(read.GetValue(settings), async quarantine =>
            {
                if (await quarantine.Find(keys[0], cancellation) is not { } one)
                {
                    Console.WriteLine($"There is no life event '{QuarantinedEvent.NameOf(keys[0])}': see './par quarantine list'.");
                    return 1;
                }

                foreach (var (title, text) in Lines(one))
                {
                    Console.WriteLine($"{title,-9} {text}");
                }

                Console.WriteLine(Masked.Body(one.Body));
                return 0;
            }, cancellation);
        });
        return verb;
    }

    public static async Task<int> Misused(IReadOnlyList<string> problems)
    {
        await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
        return CommandLine.Misused;
    }

    public static string Moment(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"{moment:yyyy-MM-dd HH:mm:ss}Z");

    private static IEnumerable<(string Title, string Text)> Lines(QuarantinedEvent one)
    {
        yield return ("Event", one.Name);
        yield return ("Kind", one.Kind);
        yield return ("Received", Moment(one.ReceivedAt));
        yield return ("State", one.DismissedAt is { } at ? $"dismissed {Moment(at)} by {one.DismissedBy}: {one.DismissedBecause}" : one.State);
        yield return ("Attempts", one.Attempt.ToString(CultureInfo.InvariantCulture));
        if (one.Error is { } error)
        {
            yield return ("Error", Masked.Error(error));
        }

        if (Mend.Correction(one) is { } correction)
        {
            yield return ("Corrected", correction.En);
        }

        if (one.IsInQuarantine)
        {
            yield return ("Mend", Mend.Of(one).En);
        }
    }

    private static object Json(QuarantinedEvent one) => new
    {
        one.Registry,
        one.EventUid,
        one.Kind,
        one.ReceivedAt,
        one.Attempt,
        Error = Masked.Error(one.Error!),
        Mend = Mend.Of(one).En,
        MayBeReplayed = one.Flaw is null,
        one.CorrectedBy,
        one.Corrects,
    };
}
