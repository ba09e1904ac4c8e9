using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>Puts questions to the rule book: gathers the facts for all of them at once, then lets each rule answer.</summary>
internal sealed class RuleBooks(Evaluator evaluator, EventReader events, Facts facts, LocalTime localTime, TimeProvider clock)
{
    public RuleBook Book => evaluator.Book;

    /// <summary>The rules that look at a life event. Most events concern none.</summary>
    public IReadOnlyList<Rule> RulesFor(InboxEvent life) => CalendarRegistry.RuleOf(life) is { } named
        ? Book.Rule(named) is { } rule ? [rule] : []
        : DossierRegistry.OutcomeOf(life) is { } outcome ? Book.RulesForOutcome(outcome.Procedure, outcome.Result)
        : Book.RulesFor(life.Kind);

    /// <summary>In one sentence, why a life event that rules look at cannot be read; null when it can.</summary>
    public string? Flaw(InboxEvent life) => events.Read(life).Flaw;

    /// <summary>What a life event says, or why it cannot be read.</summary>
    public EventReading Read(InboxEvent life) => events.Read(life);

    /// <summary>Answers all questions. Their number changes how long it takes, but not how often the registries are asked.</summary>
    public async Task<IReadOnlyList<DecidedQuestion>> Decide(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        var occasions = questions.GroupBy(question => question.Event.Key).SelectMany(Occasions).ToList();
        var gathered = await facts.Gather([.. occasions.Select(occasion => occasion.Request)], cancellation);
        var today = localTime.Today;
        var now = clock.GetUtcNow();

        return
        [
            .. occasions.Zip(gathered)
                .SelectMany(pair => pair.First.Questions.Select(question =>
                    (Question: question, Finding: Routed(evaluator.Evaluate(question.Rule, pair.Second.Event, pair.Second.Subject, today, cancellation)))))
                .GroupBy(asked => asked.Question.Event.Key)
                .SelectMany(Settled)
                .Select(asked => new DecidedQuestion { Id = Guid.CreateVersion7(now), Question = asked.Question, Finding = asked.Finding }),
        ];
    }

    /// <summary>The rules of an exclusive group are settled together, as far as they are asked on one occasion; the gate sees to all others.</summary>
    private static IEnumerable<(Question Question, Finding Finding)> Settled(IEnumerable<(Question Question, Finding Finding)> occasion)
    {
        var asked = occasion.ToList();
        return asked.Select(one => one.Question).Zip(ExclusiveGroups.Settle([.. asked.Select(one => (one.Question.Rule, one.Finding))]));
    }

    /// <summary>Work for which no agency is competent must not vanish: it fails aloud, and is asked again.</summary>
    private static Finding Routed(Finding finding) => finding is Finding.Due { Opening: { Agency: null } opening }
        ? new Finding.Failed(
            opening.Area is null
                ? $"It is due, but no area is on record for an agency of kind '{opening.AgencyKind}': record the residence, or route the work by hand."
                : $"It is due, but no agency of kind '{opening.AgencyKind}' is competent for '{opening.Area}': add it to rules/catalogue/agencies.yaml.")
        {
            Explanation = finding.Explanation,
        }
        : finding;

    // The rules that look at one event share what was gathered for it. When only some of them ask, only their facts are gathered.
    private IEnumerable<Occasion> Occasions(IGrouping<EventKey, Question> asked)
    {
        var life = asked.First().Event;
        var reading = events.Read(life);
        if (CalendarRegistry.RuleOf(life) is null && DossierRegistry.OutcomeOf(life) is null && Book.RulesFor(life.Kind).Count == asked.Count())
        {
            yield return new Occasion(Request(life, reading, asked.First().Rule.Subject, Book.FactsFor(life.Kind)), [.. asked]);
            yield break;
        }

        foreach (var question in asked)
        {
            yield return new Occasion(Request(life, reading, question.Rule.Subject, question.Rule.Facts), [question]);
        }
    }

    private static FactRequest Request(InboxEvent life, EventReading reading, Entity subject, FactPlan plan) => new()
    {
        Plan = plan,
        EventShape = reading.Shape,
        EventValues = reading.Values,
        EventSource = reading.Source,
        SubjectEntity = subject,
        Subject = life.Subject,
    };

    private sealed record Occasion(FactRequest Request, IReadOnlyList<Question> Questions);
}
