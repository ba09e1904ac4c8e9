using System.CommandLine;
using Par.Worker.Intake;
using Par.Worker.Quarantine;

namespace Par.Worker.Cli;

/// <summary><c>quarantine replay</c> and <c>quarantine dismiss</c>: what a human decides about life events that are kept aside.</summary>
internal static class QuarantineDecideVerb
{
    public static Command Replay()
    {
        var chosen = new Chosen();
        var verb = new Command("replay", "Makes life events wait again, as if they had just come, in their person's order.") { chosen.Names, chosen.All, chosen.Registry, chosen.Kind, chosen.Settings };
        verb.SetAction((read, cancellation) => Decide(chosen, read, "Replayed", (quarantine, keys) => quarantine.Replay(keys, cancellation), [], cancellation));
        return verb;
    }

    public static Command Dismiss()
    {
        var chosen = new Chosen();
        var by = new Option<string>("--by") { Description = "Who decides; kept for ever.", HelpName = "NAME" };
        var reason = new Option<string>("--reason") { Description = "Why; kept for ever.", HelpName = "TEXT" };
        var verb = new Command("dismiss", "Ends the quarantine of life events for good: they are kept with who said so and why, and never decided.")
        {
            chosen.Names, chosen.All, chosen.Registry, chosen.Kind, by, reason, chosen.Settings,
        };
        verb.SetAction((read, cancellation) =>
        {
            var (who, why) = (read.GetValue(by)?.Trim() ?? "", read.GetValue(reason)?.Trim() ?? "");
            string[] missing = who.Length > 0 && why.Length > 0 ? [] : ["Give the name of who decides with --by and the reason with --reason: both are kept with the life event for ever."];
            return Decide(chosen, read, "Dismissed", (quarantine, keys) => quarantine.Dismiss(keys, who, why, cancellation), missing, cancellation);
        });
        return verb;
    }

    private static Task<int> Decide(
        Chosen chosen,
        ParseResult read,
        string done,
        Func<Quarantine.Quarantine, IReadOnlyList<EventKey>, Task<IReadOnlyList<Decided>>> decide,
        IReadOnlyList<string> missing,
        CancellationToken cancellation)
    {
        var (names, all) = (read.GetValue(chosen.Names) ?? [], read.GetValue(chosen.All));
        var (registry, kind) = (read.GetValue(chosen.Registry), read.GetValue(chosen.Kind));
        var (keys, problems) = QuarantineVerb.Read(names);
        problems = [.. problems, .. Chosen.Problems(names.Length > 0, all, registry, kind), .. missing];
        if (problems.Count > 0)
        {
            return QuarantineListVerb.Misused(problems);
        }

        return QuarantineVerb.On(read.GetValue(chosen.Settings), async quarantine =>
        {
            if (await QuarantineVerb.Unknown(registry, quarantine, cancellation) is { } unknown)
            {
                return await QuarantineListVerb.Misused([unknown]);
            }

            var decided = all ? await DecideAll(quarantine, registry, kind, decide, cancellation) : await decide(quarantine, keys);
            var (count, stay) = (decided.Count(one => one is Decided.Done), decided.Where(one => one is not Decided.Done).ToList());
            foreach (var sentence in stay.Select(Sentence))
            {
                Console.WriteLine(sentence);
            }

            Console.WriteLine(decided.Count == 0 ? "Nothing of that is in quarantine." : $"{done} {Count.Of(count, "life event")}.");
            return count > 0 && stay.Count == 0 ? 0 : 1;
        }, cancellation);
    }

    // Page by page, past what was decided, so that none comes round twice even when a worker puts it aside again meanwhile.
    private static async Task<IReadOnlyList<Decided>> DecideAll(
        Quarantine.Quarantine quarantine,
        string? registry,
        string? kind,
        Func<Quarantine.Quarantine, IReadOnlyList<EventKey>, Task<IReadOnlyList<Decided>>> decide,
        CancellationToken cancellation)
    {
        var decided = new List<Decided>();
        IReadOnlyList<QuarantinedEvent> page = [];
        do
        {
            page = await quarantine.List(registry, kind, page.Count > 0 ? page[^1] : null, Quarantine.Quarantine.Page, cancellation);
            decided.AddRange(await decide(quarantine, [.. page.Select(one => one.Key)]));
        }
        while (page.Count == Quarantine.Quarantine.Page);
        return decided;
    }

    private static string Sentence(Decided decided)
    {
        var name = QuarantinedEvent.NameOf(decided.Event);
        return decided switch
        {
            Decided.Unknown => $"There is no life event '{name}': see './par quarantine list'.",
            Decided.NotInQuarantine { State: var state } => $"Life event '{name}' is not in quarantine: it is {state}.",
            Decided.Unusable { Flaw: var flaw } => $"Life event '{name}' stays, for it cannot be used as it is. {flaw} Dismiss this one when it has.",
            _ => throw new InvalidOperationException($"A decision ended as {decided}."),
        };
    }

    /// <summary>Which life events a decision is about: those named, or all of a registry.</summary>
    private sealed class Chosen
    {
        public Argument<string[]> Names { get; } = new("events")
        {
            Description = "Life events as the list shows them.",
            HelpName = "REGISTRY/EVENT-UID",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
        };

        public Option<bool> All { get; } = new("--all") { Description = "All of a registry; needs --registry." };

        public Option<string?> Registry { get; } = QuarantineVerb.Registry();

        public Option<string?> Kind { get; } = QuarantineVerb.Kind();

        public Option<string?> Settings { get; } = Cli.Settings.Option();

        public static IEnumerable<string> Problems(bool named, bool all, string? registry, string? kind) => (named, all) switch
        {
            (false, false) => ["Say which life events: name them as './par quarantine list' shows them, or give --all --registry NAME."],
            (true, true) => ["Name life events or give --all, not both."],
            (true, false) when registry is not null || kind is not null => ["--registry and --kind choose from --all: leave them out where life events are named."],
            (false, true) when registry is null => ["--all needs --registry NAME: what is decided at once is of one registry."],
            _ => [],
        };
    }
}
