using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Feel;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>
/// Life events are held against the lives of their subjects, before anything is decided on them: somebody who had died does not enrol
/// at a school. One of the two days is wrong then, and nobody can say which. What no registry says of a life is held against nothing.
/// </summary>
internal sealed class Lifetimes(RuleBook book, EventReader events, LocalTime localTime)
{
    private const string Before = "It occurred before the birth of its subject";
    private const string After = "It occurred after the death of its subject";

    private readonly Dictionary<Entity, FactPlan?> plans = book.Catalogue.LifeEvents.Values
        .Select(kind => kind.Subject)
        .Distinct()
        .ToDictionary(subject => subject, FactPlan.LifeOf);

    /// <summary>How the sentences begin by which such an event is kept aside, as SQL's like reads it.</summary>
    public static readonly string[] Sentences = [Before + " %", After + " %"];

    /// <summary>What must be known of the subjects: of each event that is decided for the first time and may not occur at any time whatever.</summary>
    public IReadOnlyList<(InboxEvent Event, FactRequest Request)> Ask(IReadOnlyList<Question> questions) =>
    [
        .. from question in questions
           where !question.IsAskedAgain || question.AskedBefore > 0
           group question by question.Event.Key into asked
           let life = asked.First().Event
           let kind = KindOf(life)
           where kind is not ({ MayBeBeforeBirth: true, MayBeAfterDeath: true } or null) && plans[kind.Subject] is not null
           select (life, Request(life, kind)),
    ];

    /// <summary>Those of the events that lie outside of the lives of their subjects, each with the sentence that says so.</summary>
    public IReadOnlyDictionary<EventKey, string> Outside(IReadOnlyList<((InboxEvent Event, FactRequest Request) Asked, GatheredFacts Facts)> answered)
    {
        var outside = new Dictionary<EventKey, string>();
        foreach (var ((life, _), facts) in answered)
        {
            if (facts.Subject.Kind == ValueKind.Context && Outside(life, KindOf(life)!, facts.Subject.AsContext) is { } sentence)
            {
                outside.Add(life.Key, sentence);
            }
        }

        return outside;
    }

    private string? Outside(InboxEvent life, LifeEvent kind, FeelContext subject)
    {
        var (day, lifetime) = (localTime.Day(life.OccurredAt), kind.Subject.Life!);
        return !kind.MayBeBeforeBirth && day < Day(subject, lifetime.From, last: false) ? Sentence(Before, kind)
            : !kind.MayBeAfterDeath && day > Day(subject, lifetime.Until, last: true) ? Sentence(After, kind)
            : null;
    }

    private static string Sentence(string what, LifeEvent kind) =>
        $"{what} that the registry '{kind.Subject.Registry.Id}' has on record: when that is corrected, the event goes on by itself; when the event's own "
        + "day is wrong, the registry must send it again; then dismiss this one.";

    // Of a year or a month the day counts on which nothing is wrong yet.
    private static DateOnly? Day(FeelContext subject, EntityField field, bool last) => !subject.TryGet(field.Name, out var date) ? null : date.Kind switch
    {
        ValueKind.Date => date.AsDate,
        ValueKind.Unknown when date.Missing.Between is { } between => last ? between.Last : between.First,
        _ => null,
    };

    // Days that came and outcomes are none that a registry reported.
    private LifeEvent? KindOf(InboxEvent life) =>
        CalendarRegistry.RuleOf(life) is null && DossierRegistry.OutcomeOf(life) is null ? book.Catalogue.LifeEvents.GetValueOrDefault(life.Kind) : null;

    private FactRequest Request(InboxEvent life, LifeEvent kind)
    {
        var reading = events.Read(life);
        return new FactRequest
        {
            Plan = plans[kind.Subject]!,
            EventShape = reading.Shape,
            EventValues = reading.Values,
            EventSource = reading.Source,
            SubjectEntity = kind.Subject,
            Subject = life.Subject,
        };
    }
}
