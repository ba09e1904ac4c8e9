using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>Puts questions to the rule book: gathers the facts for all of them at once, then lets each rule answer.</summary>
internal sealed class RuleBooks
{
    private readonly Evaluator evaluator;
    private readonly EventReader events;
    private readonly Facts facts;
    private readonly TimeProvider clock;
    private readonly HashSet<string> correctable;

    /// <summary>One book answers, whatever is put in service meanwhile.</summary>
    public RuleBooks(RuleBook book, Facts facts, TimeProvider clock)
    {
        (this.facts, this.clock) = (facts, clock);
        LocalTime = new LocalTime(book.Catalogue, clock);
        evaluator = new Evaluator(book);
        events = new EventReader(book.Catalogue, LocalTime);
        correctable = book.Catalogue.LifeEvents.Values
            .Where(kind => kind.Changes.Count > 0)
            .Select(kind => kind.Subject.Name)
            .ToHashSet(StringComparer.Ordinal);
    }

    public RuleBook Book => evaluator.Book;

    public LocalTime LocalTime { get; }

    /// <summary>The rules that look at a life event. Most events concern none.</summary>
    public IReadOnlyList<Rule> RulesFor(InboxEvent life) => CalendarRegistry.RuleOf(life) is { } named
        ? Book.Rule(named) is { } rule ? [rule] : []
        : Book.RulesFor(life.Kind);

    /// <summary>In one sentence, why a life event that rules look at cannot be read; null when it can.</summary>
    public string? Flaw(InboxEvent life) => events.Read(life).Flaw;

    /// <summary>Answers all questions. Their number changes how long it takes, but not how often the registries are asked.</summary>
    public async Task<IReadOnlyList<DecidedQuestion>> Decide(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        var occasions = questions.GroupBy(question => question.Event.Key).SelectMany(Occasions).ToList();
        var gathered = await facts.Gather([.. occasions.Select(occasion => occasion.Request)], LocalTime, cancellation);
        var now = clock.GetUtcNow();
        return [.. occasions.Zip(gathered).SelectMany(pair => pair.First.Questions.Select(question => Decide(question, pair.Second, now, cancellation)))];
    }

    private DecidedQuestion Decide(Question question, GatheredFacts facts, DateTimeOffset now, CancellationToken cancellation)
    {
        var (today, day) = (LocalTime.Today, question.IsAskedAgain ? MovedDay.Of(question, facts.Subject) : null);
        var occasion = day is { } moved ? OnDay(facts.Event, moved) : facts.Event;
        var finding = Routed(evaluator.Evaluate(question.Rule, occasion, facts.Subject, today, cancellation));
        if (day > today && finding is Finding.Due)
        {
            finding = new Finding.NotDue([]) { Explanation = finding.Explanation };
        }

        return new DecidedQuestion
        {
            Id = Guid.CreateVersion7(now),
            Question = question,
            Finding = finding,
            Linked = finding is Finding.NotDue or Finding.NotInForce ? [] : LinkedRecord.Along(question.Rule.Facts, facts, correctable),
        };
    }

    private static Record OnDay(Record calendar, DateOnly day) => new(calendar.Shape, [Value.Of(day)], calendar.Source);

    /// <summary>
    /// True when the life event's body was emptied because it is long done: then nothing can be derived from it any more.
    /// </summary>
    public bool IsEmptied(InboxEvent life) => life.Body == "{}"
        && (CalendarRegistry.RuleOf(life) is not null
            || (Book.Catalogue.LifeEvents.TryGetValue(life.Kind, out var kind) && kind.Fields.Any(field => field.From == FeedColumn.Body)));

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
        if (Book.RulesFor(life.Kind).Count == asked.Count())
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
        EventSource = new FactSource(life.Registry, life.RecordedAt),
        SubjectEntity = subject,
        Subject = life.Subject,
    };

    private sealed record Occasion(FactRequest Request, IReadOnlyList<Question> Questions);
}
