using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Feel;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>Puts questions to the rule book: gathers the facts for all of them at once, then lets each rule answer.</summary>
internal sealed class RuleBooks
{
    private readonly Evaluator evaluator;
    private readonly EventReader events;
    private readonly Lifetimes lifetimes;
    private readonly Facts facts;
    private readonly TimeProvider clock;
    private readonly HashSet<string> correctable;

    /// <summary>One book answers, whatever is put in service meanwhile.</summary>
    public RuleBooks(RuleBook book, Facts facts, TimeProvider clock)
    {
        (this.facts, this.clock) = (facts, clock);
        LocalTime = new LocalTime(book.Catalogue, clock);
        evaluator = new Evaluator(book);
        events = new EventReader(book, LocalTime);
        lifetimes = new Lifetimes(book, events, LocalTime);
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
        : DossierRegistry.OutcomeOf(life) is { } outcome ? Book.RulesForOutcome(outcome.Procedure, outcome.Result)
        : Book.RulesFor(life.Kind);

    /// <summary>What a life event says, or why it cannot be read.</summary>
    public EventReading Read(InboxEvent life) => events.Read(life);

    /// <summary>In one sentence, why a life event that rules look at cannot be read; null when it can.</summary>
    public string? Flaw(InboxEvent life) => events.Read(life).Flaw;

    /// <summary>Answers all questions. Their number changes how long it takes, but not how often the registries are asked.</summary>
    public async Task<Answers> Decide(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        var occasions = WithCompanions(questions).GroupBy(question => question.Event.Key).SelectMany(Occasions).ToList();
        var lives = lifetimes.Ask(questions);
        var all = await facts.Gather(
            [.. occasions.Select(occasion => occasion.Request), .. lives.Select(life => life.Request)], LocalTime, cancellation);
        var (gathered, outside) = (all.Take(occasions.Count), lifetimes.Outside([.. lives.Zip(all.Skip(occasions.Count))]));
        var now = clock.GetUtcNow();

        var answers = occasions.Zip(gathered)
            .SelectMany(pair => pair.First.Questions.Select(question => new Answered(question, pair.Second, Evaluate(question, pair.Second, cancellation))))
            .ToList();
        var asked = questions.ToHashSet(ReferenceEqualityComparer.Instance);
        var decided = (
            from occasion in answers.GroupBy(answer => answer.Question.Event.Key)
            where !outside.ContainsKey(occasion.Key)
            let settled = Settled([.. occasion]).ToLookup(answer => asked.Contains(answer.Question))
            from answer in settled[true]
            select Decided(answer with { Finding = Routed(answer.Finding) }, settled[false], now)).ToList();
        return new Answers(decided, outside);
    }

    private Finding Evaluate(Question question, GatheredFacts facts, CancellationToken cancellation)
    {
        var (today, day) = (LocalTime.Today, question.IsAskedAgain ? MovedDay.Of(question, facts.Subject, LocalTime) : null);
        var occasion = day is { } moved ? OnDay(facts.Event, moved) : facts.Event;
        var finding = evaluator.Evaluate(question.Rule, occasion, facts.Subject, today, cancellation);
        return day > today && finding is Finding.Due ? new Finding.NotDue([]) { Explanation = finding.Explanation } : finding;
    }

    private DecidedQuestion Decided(Answered answer, IEnumerable<Answered> beside, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Question = answer.Question,
        Finding = answer.Finding,
        Rivals = answer.Question.IsAskedAgain
            ? [.. beside.Select(other => Rival.Of(other.Question.Rule.Id, other.Finding)).OfType<Rival>()]
            : [],
        Linked = answer.Finding is Finding.NotDue or Finding.NotInForce ? [] : LinkedRecord.Along(answer.Question.Rule.Facts, answer.Facts, correctable),
    };

    private static Record OnDay(Record calendar, DateOnly day) => new(calendar.Shape, [Value.Of(day)], calendar.Source);

    /// <summary>
    /// True when the life event's body was emptied because it is long done: then nothing can be derived from it any more. A day
    /// that came says all it has to say by its moment.
    /// </summary>
    public bool IsEmptied(InboxEvent life) => life.Body == "{}"
        && (CalendarRegistry.MissingOf(life) is not null
            || DossierRegistry.OutcomeOf(life) is not null
            || (Book.Catalogue.LifeEvents.TryGetValue(life.Kind, out var kind) && kind.Fields.Any(field => field.From == FeedColumn.Body)));

    /// <summary>
    /// Of an exclusive group every rule that looks at the event is heard, though only one of them is asked: a rule must not open
    /// while a better-ranked one waits for a registry.
    /// </summary>
    private IEnumerable<Question> WithCompanions(IReadOnlyList<Question> questions)
    {
        var asked = questions.Select(question => (question.Event.Key, question.Rule.Id)).ToHashSet();
        var companions =
            from question in questions
            let groups = Groups(question.Rule).ToList()
            where groups.Count > 0
            from rule in RulesFor(question.Event)
            where Groups(rule).Intersect(groups, StringComparer.Ordinal).Any() && asked.Add((question.Event.Key, rule.Id))
            select new Question { Event = question.Event, Rule = rule };
        return [.. questions, .. companions];
    }

    private static IEnumerable<string> Groups(Rule rule) =>
        rule.Versions.Select(version => version.Exclusive?.Group).OfType<string>().Distinct(StringComparer.Ordinal);

    // One that is undecided is on trial where its version is in shadow everywhere; in which area it would open is not known.
    private static bool IsOnTrial(Answered answer) => answer.Finding is Finding.Due due
        ? due.Opening.InShadow
        : answer.Question.Rule.Versions.FirstOrDefault(version => version.Number == answer.Finding.Explanation.Version) is { Pilot.Shadow: true };

    // A rule that is only tried out stands in nobody's way.
    private static IEnumerable<Answered> Settled(IReadOnlyList<Answered> answers)
    {
        var inUse = answers.Where(answer => !IsOnTrial(answer)).ToList();
        var settled = ExclusiveGroups.Settle([.. inUse.Select(answer => (answer.Question.Rule, answer.Finding))]);
        return inUse.Zip(settled, (answer, finding) => answer with { Finding = finding }).Concat(answers.Except(inUse));
    }

    /// <summary>Work for which no agency is competent must not vanish: it fails aloud, and is asked again.</summary>
    private static Finding Routed(Finding finding) => finding is Finding.Due { Opening: { Agency: null, InShadow: false } opening }
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

    private sealed record Answered(Question Question, GatheredFacts Facts, Finding Finding);

    private sealed record Occasion(FactRequest Request, IReadOnlyList<Question> Questions);
}
