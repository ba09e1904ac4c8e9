using Par.Rules.Books;
using Par.Rules.Dmn;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>
/// Works out findings. The same book, facts and day always give the same finding: there is no clock in here and nothing is
/// asked of anyone. Any number of threads may use one evaluator.
/// </summary>
public sealed class Evaluator(RuleBook book)
{
    private readonly KindPlan?[] _plans = new KindPlan?[book.Kinds];
    private readonly SharedCode _shared = new();

    [ThreadStatic]
    private static Frame? _frame;

    /// <summary>The book it works from.</summary>
    public RuleBook Book { get; } = book;

    /// <summary>What a rule says of a subject, on the occasion of an event, on a day.</summary>
    /// <param name="rule">The rule; one of <see cref="Book"/>.</param>
    /// <param name="lifeEvent">The life event, or the calendar day (<see cref="Catalogue.RuleCatalogue.DayShape"/>).</param>
    /// <param name="subject">The subject's record; unknown when it could not be had.</param>
    /// <param name="today">The day on which the question is put.</param>
    /// <param name="cancellation">Stops a long evaluation.</param>
    public Finding Evaluate(Rule rule, Record lifeEvent, Value subject, DateOnly today, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(lifeEvent);
        var seen = Seen(rule, lifeEvent);
        try
        {
            return Begin(rule, seen, subject, today, cancellation);
        }
        catch (FeelLimitException limit) when (limit.Limit != FeelLimit.Cancelled)
        {
            return new Finding.Failed(limit.Message) { Explanation = new Explanation { Rule = rule.Id } };
        }
        catch (DecisionFailedException failed)
        {
            return new Finding.Failed(failed.Message) { Explanation = new Explanation { Rule = rule.Id } };
        }
        catch (FeelLimitException)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            // The frame waits for the next question; nobody's facts wait with it.
            _frame?.Reset(0);
        }
    }

    /// <summary>
    /// What every rule of a life event says, in short: the verdicts of <see cref="RuleBook.RulesFor"/>, in that order, and how many they are. No sentence is
    /// made and no memory taken, so that many events can be gone through; a rule that fails does not keep the others from being judged.
    /// </summary>
    /// <param name="occasion">The life event and its facts.</param>
    /// <param name="verdicts">Takes one verdict for each rule.</param>
    /// <param name="cancellation">Stops a long evaluation.</param>
    public int Judge(in Occasion occasion, Span<Verdict> verdicts, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (PlanOf(occasion.LifeEvent) is not { } plan)
        {
            return 0;
        }

        if (verdicts.Length < plan.Rules.Count)
        {
            throw new ArgumentException(
                $"{occasion.LifeEvent} sets off {plan.Rules.Count} rules, and there is room for {verdicts.Length} verdicts. Give one place for each rule.", nameof(verdicts));
        }

        plan.Judge(this, occasion, verdicts, cancellation);
        return plan.Rules.Count;
    }

    /// <summary>Makes the machine code of a life event's rules now, instead of after some runs: worth it before a long replay.</summary>
    public void WarmUp(string lifeEvent) => PlanOf(lifeEvent)?.WarmUp();

    private KindPlan? PlanOf(string lifeEvent)
    {
        var place = Book.PlaceOf(lifeEvent);
        return place < 0 ? null : Volatile.Read(ref _plans[place]) ?? Interlocked.CompareExchange(ref _plans[place], new KindPlan(Book.RulesFor(lifeEvent), _shared), null) ?? _plans[place];
    }

    /// <summary>The verdict that belongs to a whole finding.</summary>
    internal Verdict Whole(Rule rule, Record lifeEvent, Value subject, DateOnly today, CancellationToken cancellation)
    {
        var finding = Evaluate(rule, lifeEvent, subject, today, cancellation);
        var version = rule.Versions.FirstOrDefault(each => each.Number == finding.Explanation.Version);
        int Place() => version is null || finding.Explanation.Conditions.Count == 0 ? -1
            : Depth.Of(version.When, finding.Explanation.Conditions, static (conditions, one) => conditions[one.Place].Outcome).Place;
        return finding switch
        {
            Finding.Due due => new Verdict(VerdictOutcome.Due, version, onceKey: due.Opening.OnceKey),
            Finding.NotDue => new Verdict(VerdictOutcome.NotDue, version, Place()),
            Finding.Undecided undecided => new Verdict(VerdictOutcome.Undecided, version, undecided.Because.Count == 0 ? -1 : Place()),
            Finding.Failed => new Verdict(VerdictOutcome.Failed, version),
            _ => new Verdict(VerdictOutcome.NotInForce),
        };
    }

    /// <summary>Whether an exception says that a rule cannot be worked out, and nothing worse.</summary>
    internal static bool IsOfTheRule(Exception problem) => problem is FeelLimitException or DecisionFailedException;

    private Finding Begin(Rule rule, Record lifeEvent, Value subject, DateOnly today, CancellationToken cancellation)
    {
        var frame = _frame ??= new Frame(0);
        frame.Reset(rule.Places);
        frame.Cancellation = cancellation;
        frame[RuleReading.EventPlace] = Value.Of(lifeEvent);
        frame[RuleReading.SubjectPlace] = subject;
        frame[RuleReading.TodayPlace] = Value.Of(today);
        var lawDate = rule.LawDate.Evaluate(frame);
        var explanation = new Explanation { Rule = rule.Id };
        if (lawDate.IsUnknown)
        {
            return new Finding.Undecided(lawDate.Missing, []) { Explanation = explanation };
        }

        if (lawDate.Kind != ValueKind.Date)
        {
            var at = rule.LawDate.Source.PositionAt(0);
            return new Finding.Failed($"{at}: 'lawDate' gave no day, so no version could be chosen. Use a day that every such event has.")
            {
                Explanation = explanation,
            };
        }

        explanation = explanation with { LawDate = lawDate.AsDate };
        if (rule.VersionOn(lawDate.AsDate) is not { } version)
        {
            return new Finding.NotInForce { Explanation = explanation };
        }

        frame[RuleReading.ParamPlace] = Value.Of(Book.Catalogue.Parameters.On(lawDate.AsDate));
        for (var i = 0; i < version.Lets.Count; i++)
        {
            frame[RuleReading.ParamPlace + 1 + i] = version.Lets[i].Expression.Evaluate(frame);
        }

        return Judge(version, explanation with { Version = version.Number }, frame, today);
    }

    private Finding Judge(RuleVersion version, Explanation explanation, Frame frame, DateOnly today)
    {
        var judgement = Judgement.Of(version, frame);
        explanation = explanation with { Conditions = Explain(version, judgement, frame) };
        var deciding = judgement.Deciding;
        string[] because = [.. deciding.Select(condition => condition.Id)];
        return judgement.Result switch
        {
            ConditionOutcome.Met => new OpeningMaker(Book.Catalogue, version, frame, today).Finding(explanation),
            ConditionOutcome.Unmet => new Finding.NotDue(because) { Explanation = explanation },
            _ => new Finding.Undecided(MissingIn(explanation, because), because) { Explanation = explanation },
        };
    }

    private static MissingFacts MissingIn(Explanation explanation, string[] because) => explanation.Conditions
        .Where(condition => because.Contains(condition.Id))
        .Aggregate(MissingFacts.None, (sum, condition) => sum.Union(condition.Missing));

    private ConditionExplanation[] Explain(RuleVersion version, Judgement judgement, Frame frame)
    {
        var lifeEvent = (Record)frame[RuleReading.EventPlace].AsContext;
        var subject = frame[RuleReading.SubjectPlace];
        var explained = new ConditionExplanation[version.Conditions.Count];
        for (var i = 0; i < explained.Length; i++)
        {
            var condition = version.Conditions[i];
            var outcome = judgement[condition];
            var missing = outcome == ConditionOutcome.Unknown ? condition.Test.Evaluate(frame).Missing : MissingFacts.None;
            explained[i] = new ConditionExplanation
            {
                Id = condition.Id,
                Outcome = outcome,
                SpeaksForTheRule = outcome == ConditionOutcome.Unknown ? null : (outcome == ConditionOutcome.Met) ^ condition.Turned,
                Sentence = outcome switch
                {
                    ConditionOutcome.Met => Rendering.Of(condition.Met, frame),
                    ConditionOutcome.Unmet => Rendering.Of(condition.Unmet, frame),
                    _ when condition.Unknown is { } written => Rendering.Of(written, frame),
                    _ => Rendering.Waiting(missing, Book.Catalogue),
                },
                Law = condition.Law,
                Facts = FactUse.Of(condition.Facts, lifeEvent, subject),
                Missing = missing,
            };
        }

        return explained;
    }

    /// <summary>The event as the rule sees it: a rule with several triggers sees only what they share.</summary>
    internal static Record Seen(Rule rule, Record lifeEvent)
    {
        if (lifeEvent.Shape == rule.EventShape)
        {
            return lifeEvent;
        }

        var values = new Value[rule.EventShape.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!lifeEvent.TryGet(rule.EventShape.Fields[i].Name, out values[i]))
            {
                throw new ArgumentException(
                    $"The rule {rule.Id} looks at '{rule.EventShape.Name}', and this is a '{lifeEvent.Shape.Name}'. "
                    + "Give it an event of its triggers.",
                    nameof(lifeEvent));
            }
        }

        return new Record(rule.EventShape, values, lifeEvent.Source);
    }
}
