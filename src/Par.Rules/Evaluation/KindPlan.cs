using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Evaluation;

/// <summary>
/// Rules that one kind of life event sets off, in the groups that see the event alike and ask for the law of the same day: what they share is worked out
/// once for each event.
/// </summary>
internal sealed class KindPlan
{
    private readonly Group[] _groups;

    public KindPlan(IReadOnlyList<Rule> rules, SharedCode shared)
    {
        Rules = rules;
        _groups =
        [
            .. rules.Select((rule, place) => new RulePlan(rule, place, [.. rule.Versions.Select(version => new VersionPlan(version, shared))]))
                .GroupBy(plan => (plan.Rule.EventShape, plan.Rule.LawDate.Source.Text))
                .Select(group => new Group(group.First().Rule.LawDate, FieldOf(group.First().Rule.LawDate), [.. group])),
        ];
        Places = rules.Max(rule => rule.Places);
    }

    public IReadOnlyList<Rule> Rules { get; }

    private int Places { get; }

    public void WarmUp()
    {
        foreach (var version in _groups.SelectMany(group => group.Rules).SelectMany(plan => plan.Versions))
        {
            version.WarmUp();
        }
    }

    public void Judge(Evaluator evaluator, Occasion occasion, Span<Verdict> verdicts, CancellationToken cancellation)
    {
        var desk = Desk.Mine;
        desk.Frame.Begin(Places, cancellation);
        try
        {
            desk.Frame.Slots[RuleReading.SubjectPlace] = occasion.Subject;
            desk.Frame.Slots[RuleReading.TodayPlace] = Value.Of(occasion.Today);
            foreach (var group in _groups)
            {
                var seen = Evaluator.Seen(group.Rules[0].Rule, occasion.Event);
                desk.Frame.Slots[RuleReading.EventPlace] = Value.Of(seen);
                var law = group.Field >= 0 && seen.At(group.Field) is { Kind: ValueKind.Date } day
                    ? new Law(true, false, day.AsDate)
                    : LawDate(group, desk.Frame, cancellation);
                if (law.IsDay)
                {
                    desk.Law(evaluator.Book.Catalogue.Parameters, law.Day);
                }

                foreach (var plan in group.Rules)
                {
                    if (!TryJudge(plan, law, desk.Frame, out verdicts[plan.Place], cancellation))
                    {
                        verdicts[plan.Place] = evaluator.Whole(plan.Rule, occasion.Event, occasion.Subject, occasion.Today, cancellation);
                    }
                }
            }
        }
        finally
        {
            desk.Clear(Places);
        }
    }

    private static int FieldOf(RuleExpression lawDate) =>
        lawDate.Checked.Root is PathTo { Shape: not null, Source: SlotName { Slot: RuleReading.EventPlace } } path ? path.Index : -1;

    private static Law LawDate(Group group, Frame frame, CancellationToken cancellation)
    {
        try
        {
            var day = group.LawDate.Evaluate(frame);
            return new Law(day.Kind == ValueKind.Date, day.IsUnknown, day.Kind == ValueKind.Date ? day.AsDate : default);
        }
        catch (Exception problem) when (Evaluator.IsOfTheRule(problem))
        {
            cancellation.ThrowIfCancellationRequested();
            return default;
        }
    }

    private static bool TryJudge(RulePlan plan, in Law law, Frame frame, out Verdict verdict, CancellationToken cancellation)
    {
        if (!law.IsDay)
        {
            verdict = new Verdict(VerdictOutcome.Undecided);
            return law.IsUnknown;
        }

        for (var i = plan.Versions.Length - 1; i >= 0; i--)
        {
            var version = plan.Versions[i];
            if (version.From <= law.Day && law.Day <= version.Until)
            {
                return TryJudge(version, frame, out verdict, cancellation);
            }
        }

        verdict = new Verdict(VerdictOutcome.NotInForce);
        return true;
    }

    private static bool TryJudge(VersionPlan version, Frame frame, out Verdict verdict, CancellationToken cancellation)
    {
        frame.StepsLeft = Frame.DefaultSteps;
        try
        {
            return version.TryJudge(frame, out verdict);
        }
        catch (Exception problem) when (Evaluator.IsOfTheRule(problem))
        {
            cancellation.ThrowIfCancellationRequested();
            verdict = default;
            return false;
        }
    }

    /// <summary>The day whose law counts, if it is one.</summary>
    private readonly record struct Law(bool IsDay, bool IsUnknown, DateOnly Day);

    /// <param name="LawDate">Which day picks the law.</param>
    /// <param name="Field">The place of the event's field that says it, as it nearly always does; -1 where it is reckoned in another way.</param>
    /// <param name="Rules">The rules that say so.</param>
    private sealed record Group(RuleExpression LawDate, int Field, RulePlan[] Rules);

    private sealed record RulePlan(Rule Rule, int Place, VersionPlan[] Versions);

    /// <summary>What each thread works with; it serves one event after the other, and keeps nobody's facts between them.</summary>
    private sealed class Desk
    {
        [ThreadStatic]
        private static Desk? _mine;

        private Catalogue.Parameters? _parameters;
        private DateOnly _day;
        private Value _law;

        public static Desk Mine => _mine ??= new Desk();

        public Frame Frame { get; } = new(0);

        /// <summary>Puts the parameters of a day in their place; most events ask for the day that the one before asked for.</summary>
        public void Law(Catalogue.Parameters parameters, DateOnly day)
        {
            if (_parameters != parameters || _day != day)
            {
                (_parameters, _day, _law) = (parameters, day, Value.Of(parameters.On(day)));
            }

            Frame.Slots[RuleReading.ParamPlace] = _law;
        }

        public void Clear(int places)
        {
            Array.Clear(Frame.Slots, 0, places);
            Array.Clear(Frame.Locals);
            Frame.Found = null;
        }
    }
}
