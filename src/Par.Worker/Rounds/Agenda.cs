using Par.Worker.Decisions;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>What a part of a round has to do: which questions to put, and which events need nothing more.</summary>
internal sealed class Agenda
{
    private readonly Dictionary<(EventKey Event, string Rule), Question> questions = [];

    public IReadOnlyList<Question> Questions => [.. questions.Values];

    /// <summary>Events whose turn is over when the round is, each with a note where nothing was decided.</summary>
    public List<(EventKey Event, string? Note)> Done { get; } = [];

    /// <summary>Events that cannot be read, each with the sentence that says why.</summary>
    public List<(EventKey Event, string Flaw)> Unreadable { get; } = [];

    /// <summary>Events that never happened, as a later one says: whatever stands on them has lost its ground.</summary>
    public Dictionary<EventKey, string> Annulled { get; } = [];

    /// <summary>Questions that need no answer any more.</summary>
    public List<(EventKey Event, string Rule)> Moot { get; } = [];

    /// <summary>Questions that cannot be asked again, because their life event is no longer kept: whatever stands on them needs a person's eyes.</summary>
    public HashSet<(EventKey Event, string Rule)> Underivable { get; } = [];

    public static Agenda Of(IReadOnlyList<WorkItem> items, IReadOnlyDictionary<EventKey, Correction> corrections, RuleBooks rules)
    {
        var agenda = new Agenda();
        foreach (var item in items)
        {
            var correction = corrections.GetValueOrDefault(item.Event.Key);
            if (item.IsNew)
            {
                agenda.AddNew(item.Event, correction, rules);
            }
            else
            {
                agenda.AddOpen(item, correction, rules);
            }
        }

        return agenda;
    }

    /// <summary>An event that cannot be decided on, as its facts say: it is kept aside, and what was asked of it is not asked.</summary>
    public void SetAside(WorkItem item, string flaw)
    {
        Done.RemoveAll(one => one.Event == item.Event.Key);
        Unreadable.Add((item.Event.Key, flaw));
        Moot.AddRange(item.Open.Select(open => (item.Event.Key, open.Rule)));
    }

    private void AddNew(InboxEvent life, Correction? correction, RuleBooks rules)
    {
        // A correction that cannot be read is kept aside by itself: what it corrects is decided as it came.
        var own = correction is not null && correction.Root.Key == life.Key && (IsUsable(correction, rules) || rules.Flaw(life) is not null);
        if (own && correction!.IsAnnulment)
        {
            Done.Add((life.Key, "Annulled before anything was decided."));
            return;
        }

        var asItIsRight = own ? correction!.Corrected : life;
        var listening = rules.RulesFor(life);
        if ((listening.Count > 0 || IsReported(life)) && rules.Flaw(asItIsRight) is { } flaw)
        {
            Unreadable.Add((life.Key, flaw));
            return;
        }

        foreach (var rule in listening)
        {
            Ask(new Question { Event = asItIsRight, Rule = rule });
        }

        if (correction is { RootIsDone: true } && !own)
        {
            LookAgain(correction, rules);
        }

        Done.Add((life.Key, own ? null : Note(correction)));
    }

    private static bool IsUsable(Correction correction, RuleBooks rules) =>
        rules.Book.Catalogue.LifeEvents.ContainsKey(correction.LastKind) && (correction.IsAnnulment || rules.Flaw(correction.Corrected) is null);

    // What a registry reports is looked at even where no rule asks for it now: a kind that is misspelt has no rules.
    private static bool IsReported(InboxEvent life) => life.Registry is not (CalendarRegistry.Name or DossierRegistry.Name);

    private static string? Note(Correction? correction) => correction?.RootState switch
    {
        "quarantined" => $"What it corrects is in quarantine: replay {correction.Root.Registry}/{correction.Root.EventUid}, and it is decided as corrected.",
        "dismissed" => $"What it corrects was dismissed: nothing was decided on {correction.Root.Registry}/{correction.Root.EventUid}.",
        _ => null,
    };

    /// <summary>An event that was decided on has been corrected: its rules are asked again, on what is right.</summary>
    private void LookAgain(Correction correction, RuleBooks rules)
    {
        var root = correction.Root;
        var listening = rules.RulesFor(root);
        if (correction.IsAnnulment)
        {
            Annulled[root.Key] = correction.LastKind;
            Moot.AddRange(listening.Select(rule => (root.Key, rule.Id)));
            return;
        }

        if (listening.Count > 0 && rules.Flaw(correction.Corrected) is { } flaw)
        {
            Unreadable.Add((new EventKey(root.Registry, correction.LastEventUid), flaw));
            return;
        }

        foreach (var rule in listening)
        {
            Ask(new Question { Event = correction.Corrected, Rule = rule, IsAskedAgain = true });
        }
    }

    private void AddOpen(WorkItem item, Correction? correction, RuleBooks rules)
    {
        foreach (var open in item.Open)
        {
            // A rule that left the book, or an event that was annulled, leaves nobody to answer.
            if (rules.Book.Rule(open.Rule) is not { } rule || correction is { IsAnnulment: true })
            {
                Moot.Add((item.Event.Key, open.Rule));
                continue;
            }

            var asItIsRight = correction is not null && correction.Root.Key == item.Event.Key ? correction.Corrected : item.Event;
            if (rules.IsEmptied(asItIsRight))
            {
                Moot.Add((item.Event.Key, open.Rule));
                Underivable.Add((item.Event.Key, open.Rule));
            }
            else
            {
                Ask(open.Of(asItIsRight, rule));
            }
        }
    }

    // A question that is due anyway and one that a correction asks again are one question.
    private void Ask(Question question) => questions.TryAdd((question.Event.Key, question.Rule.Id), question);
}
