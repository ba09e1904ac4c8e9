using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads what makes a rule be looked at, and what <c>event</c> and <c>subject</c> stand for because of it.</summary>
internal static class TriggerReader
{
    /// <summary>The key that says which kind of trigger it is, what it needs beside the subject, and what it may have.</summary>
    private static readonly (string Key, string[] Needed, string[] Allowed)[] Forms =
    [
        ("event", [], []),
        ("date", [], ["plus"]),
        ("missing", ["after", "within"], ["same"]),
        ("outcome", [], ["result"]),
    ];

    private static readonly Dictionary<string, int> Results =
        new[] { "approved", "rejected", "declined", "expired", "withdrawn" }.Select((word, place) => (word, place)).ToDictionary(pair => pair.word, pair => pair.place, StringComparer.Ordinal);

    public static List<Trigger> Read(MapReader rule, RuleReading reading)
    {
        var nodes = rule.RequiredList("trigger");
        var triggers = nodes.Select(node => One(node, reading)).OfType<Trigger>().ToList();
        reading.RefuseEmpty(rule, "trigger");

        for (var i = 1; i < triggers.Count; i++)
        {
            if (triggers[i].Subject != triggers[0].Subject)
            {
                reading.Problems.Add(RuleTexts.OtherSubject(
                    nodes[i].At, triggers[i].Subject.Name, "in the trigger before", triggers[0].Subject.Name));
            }
        }

        return triggers;
    }

    /// <summary>The fields that the events of all triggers share.</summary>
    public static RecordShape SharedShape(IReadOnlyList<Trigger> triggers, SourcePosition at, RuleReading reading)
    {
        var first = triggers[0].EventShape;
        if (triggers.All(trigger => trigger.EventShape == first))
        {
            return first;
        }

        var shared = new List<ShapeField>();
        foreach (var known in first.Fields.Where(known => triggers.All(trigger => trigger.EventShape.IndexOf(known.Name) >= 0)))
        {
            var other = triggers.FirstOrDefault(trigger =>
                !SameType(trigger.EventShape.Fields[trigger.EventShape.IndexOf(known.Name)].Type, known.Type));
            if (other is not null)
            {
                reading.Problems.Add(RuleTexts.NothingInCommon(at, first.Name, other.EventShape.Name, known.Name));
            }

            shared.Add(known);
        }

        return new RecordShape(string.Join(" or ", triggers.Select(trigger => trigger.EventShape.Name).Distinct())).Define(shared);
    }

    /// <summary>The links that lead from any of the triggers' life events.</summary>
    public static List<EntityLink> EventLinks(IEnumerable<Trigger> triggers) =>
        [.. triggers.SelectMany(trigger => Reported(trigger)?.Links ?? []).DistinctBy(link => link.Name)];

    /// <summary>The life event that <c>event</c> stands for; null when no registry reported it.</summary>
    public static LifeEvent? Reported(Trigger trigger) => trigger switch
    {
        Trigger.OnLifeEvent onLifeEvent => onLifeEvent.LifeEvent,
        Trigger.WhenMissing missing => missing.After,
        _ => null,
    };

    private static bool SameType(FeelType a, FeelType b) => a == b || a.ToString() == b.ToString();

    private static Trigger? One(YamlNode node, RuleReading reading)
    {
        var before = reading.Problems.Count;
        if (MapReader.Of(node, RuleKeys.Trigger, reading.Problems) is not { } entry)
        {
            return null;
        }

        var isMisspelt = reading.Problems.Count > before;
        var subject = Listed(reading.Catalogue.Entities, entry.RequiredScalar("subject"), "entity", "entities.yaml", reading);
        var forms = Forms.Where(form => entry.Has(form.Key)).ToList();
        if (forms is not [var (form, needed, allowed)]
            || needed.Any(key => !entry.Has(key))
            || Forms.SelectMany(other => (string[])[other.Key, .. other.Needed, .. other.Allowed]).Any(key => entry.Has(key) && key != form && !needed.Contains(key) && !allowed.Contains(key)))
        {
            // A key that is misspelt was told already.
            if (!isMisspelt)
            {
                reading.Problems.Add(RuleTexts.TriggerForm(entry.At));
            }

            return null;
        }

        return form switch
        {
            "event" => OnLifeEvent(entry.Scalar("event")!, subject, entry, reading),
            "date" => OnDay(entry.Scalar("date")!, subject, entry, reading),
            "missing" => MissingReader.Read(subject, entry, reading),
            _ => OnOutcome(subject, entry, reading),
        };
    }

    private static Trigger.OnOutcome? OnOutcome(Entity? subject, MapReader entry, RuleReading reading)
    {
        var procedure = Listed(reading.Catalogue.Procedures, entry.Scalar("outcome"), "procedure", "procedures.yaml", reading);
        var result = entry.Has("result") ? entry.OneOf("result", Results) is { } place ? Results.Keys.ElementAt(place) : null : "approved";
        return procedure is null || subject is null || result is null
            ? null
            : new Trigger.OnOutcome(procedure, result) { Subject = subject, At = entry.At };
    }

    private static Trigger.OnLifeEvent? OnLifeEvent(YamlScalar kind, Entity? subject, MapReader entry, RuleReading reading)
    {
        var lifeEvent = Listed(reading.Catalogue.LifeEvents, kind, "life event", "life-events.yaml", reading);
        if (lifeEvent is null || subject is null)
        {
            return null;
        }

        if (lifeEvent.Subject != subject)
        {
            reading.Problems.Add(RuleTexts.OtherSubject(
                entry.Scalar("subject")!.At, subject.Name, $"of '{lifeEvent.Kind}' it is", lifeEvent.Subject.Name));
        }

        return new Trigger.OnLifeEvent(lifeEvent) { Subject = lifeEvent.Subject, At = entry.At };
    }

    private static Trigger.OnDay? OnDay(YamlScalar date, Entity? subject, MapReader entry, RuleReading reading)
    {
        var plus = entry.Scalar("plus");
        var span = new CalendarSpan(0, 0);
        if (plus is not null && !CalendarSpan.TryParse(plus.Text, out span))
        {
            reading.Problems.Add(YamlTexts.NotADuration(plus.At, plus.Text, "P75Y or -P60D"));
        }

        if (subject is null)
        {
            return null;
        }

        var name = date.Text.StartsWith("subject.", StringComparison.Ordinal) ? date.Text["subject.".Length..] : "";
        var found = subject.Field(name);
        if (found is null || found.Type != FeelType.Date)
        {
            var days = subject.Fields.Where(known => known.Type == FeelType.Date).Select(known => known.Name);
            reading.Problems.Add(RuleTexts.NotASubjectDay(date.At, date.Text, subject.Name, days));
            return null;
        }

        return new Trigger.OnDay(found, span) { Subject = subject, At = entry.At };
    }

    internal static T? Listed<T>(IReadOnlyDictionary<string, T> among, YamlScalar? written, string what, string listedIn, RuleReading reading)
        where T : class
    {
        if (written is null)
        {
            return null;
        }

        if (among.TryGetValue(written.Text, out var found))
        {
            return found;
        }

        reading.Problems.Add(CatalogueTexts.Unlisted(written.At, what, written.Text, listedIn, Nearest.Name(written.Text, among.Keys)));
        return null;
    }
}
