using System.Runtime.CompilerServices;
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
    private readonly int _locals;

    public KindPlan(IReadOnlyList<Rule> rules, SharedCode shared)
    {
        Rules = rules;
        _groups =
        [
            .. rules.Select((rule, place) => (Rule: rule, Place: place))
                .GroupBy(one => (one.Rule.EventShape, one.Rule.Subject.Shape, one.Rule.LawDate.Source.Text))
                .Select(group => new Group([.. group], shared)),
        ];
        Places = rules.Max(rule => rule.Places);
        _locals = _groups.Max(group => group.Locals);
    }

    public IReadOnlyList<Rule> Rules { get; }

    private int Places { get; }

    public void WarmUp()
    {
        foreach (var group in _groups)
        {
            group.WarmUp();
        }
    }

    public void Judge(Evaluator evaluator, in Occasion occasion, Span<Verdict> verdicts, CancellationToken cancellation)
    {
        var desk = Desk.Mine;
        var frame = desk.Frame;
        frame.Begin(Places, cancellation);
        try
        {
            frame.Slots[RuleReading.SubjectPlace] = occasion.Subject;
            desk.Today(occasion.Today);
            foreach (var group in _groups)
            {
                var seen = Evaluator.Seen(group.Rules[0], occasion.Event);
                frame.Slots[RuleReading.EventPlace] = Value.Of(seen);
                var law = group.LawOf(seen, frame, cancellation);
                if (law.IsDay)
                {
                    desk.Law(evaluator.Book.Catalogue.Parameters, law.Day);
                    Judge(group, group.EraOf(law.Day), seen, evaluator, occasion, verdicts, frame, cancellation);
                }
                else
                {
                    Undated(group, law, evaluator, occasion, verdicts, cancellation);
                }
            }
        }
        finally
        {
            desk.Clear(Places, _locals);
        }
    }

    private static void Judge(Group group, Era era, Record seen, Evaluator evaluator, in Occasion occasion, Span<Verdict> verdicts, Frame frame, CancellationToken cancellation)
    {
        var machine = era.Begin(frame, seen);
        for (var next = 0; next < era.Plans.Length; next++)
        {
            if (machine is not null && (next = Run(machine, next, group, era, verdicts, frame)) == machine.Length)
            {
                return;
            }

            ref var verdict = ref verdicts[group.Places[next]];
            if (era.Plans[next] is not { } version)
            {
                verdict = new Verdict(VerdictOutcome.NotInForce);
            }
            else if (!TryJudge(version, frame, out verdict, cancellation))
            {
                verdict = evaluator.Whole(group.Rules[next], occasion.Event, occasion.Subject, occasion.Today, cancellation);
            }
        }
    }

    /// <summary>Runs the machine code of the rules from one on; gives the first that must be judged the careful way, or how many rules there are.</summary>
    private static int Run(MachineRule?[] machine, int next, Group group, Era era, Span<Verdict> verdicts, Frame frame)
    {
        try
        {
            return RunOn(machine, next, group.Places, era.Versions, verdicts, frame);
        }
        catch (Exception problem) when (problem is ArithmeticException || Evaluator.IsOfTheRule(problem))
        {
            // A decimal number that grows too large is null, and only the careful way knows null; what cannot be worked out at all it says in words.
            return frame.Current;
        }
    }

    // A method of its own, because the processor's registers are of no use within a try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RunOn(MachineRule?[] machine, int next, int[] places, RuleVersion?[] versions, Span<Verdict> verdicts, Frame frame)
    {
        for (; next < machine.Length; next++)
        {
            if (machine[next] is not { } rule)
            {
                break;
            }

            (frame.Current, frame.Key) = (next, null);
            var result = rule(frame);
            if (result == FusedRule.GaveUp)
            {
                break;
            }

            verdicts[places[next]] = new Verdict(versions[next]!, result, frame.Key);
        }

        return next;
    }

    private static bool TryJudge(VersionPlan version, Frame frame, out Verdict verdict, CancellationToken cancellation)
    {
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

    private static void Undated(Group group, Law law, Evaluator evaluator, in Occasion occasion, Span<Verdict> verdicts, CancellationToken cancellation)
    {
        for (var i = 0; i < group.Rules.Length; i++)
        {
            verdicts[group.Places[i]] = law.IsUnknown ? new Verdict(VerdictOutcome.Undecided) : evaluator.Whole(group.Rules[i], occasion.Event, occasion.Subject, occasion.Today, cancellation);
        }
    }

    /// <summary>The day whose law counts, if it is one.</summary>
    private readonly record struct Law(bool IsDay, bool IsUnknown, DateOnly Day);

    /// <summary>Rules that see the event alike and ask for the law of the same day.</summary>
    private sealed class Group
    {
        private readonly RuleExpression _lawDate;
        private readonly int _field;
        private readonly Era[] _eras;
        private Era _last;

        public Group((Rule Rule, int Place)[] rules, SharedCode shared)
        {
            (Rules, Places) = (Array.ConvertAll(rules, one => one.Rule), Array.ConvertAll(rules, one => one.Place));
            _lawDate = Rules[0].LawDate;
            _field = _lawDate.Checked.Root is PathTo { Shape: not null, Source: SlotName { Slot: RuleReading.EventPlace } } path ? path.Index : -1;
            _eras = [.. Eras(Rules, shared)];
            _last = _eras[^1];
        }

        public Rule[] Rules { get; }

        /// <summary>For each of them its place among all rules of the life event.</summary>
        public int[] Places { get; }

        /// <summary>How many names the expressions of a rule give themselves at most.</summary>
        public int Locals => _eras.Max(era => era.Locals);

        public void WarmUp()
        {
            foreach (var era in _eras)
            {
                era.WarmUp();
            }
        }

        // Most events ask for the law that the one before asked for.
        public Era EraOf(DateOnly day)
        {
            var last = _last;
            return last.Has(day) ? last : Find(day);
        }

        /// <summary>The day whose law counts: nearly always a field of the event.</summary>
        public Law LawOf(Record seen, Frame frame, CancellationToken cancellation)
        {
            if (_field >= 0 && seen.At(_field) is { Kind: ValueKind.Date } day)
            {
                return new Law(true, false, day.AsDate);
            }

            try
            {
                var found = _lawDate.Evaluate(frame);
                return new Law(found.Kind == ValueKind.Date, found.IsUnknown, found.Kind == ValueKind.Date ? found.AsDate : default);
            }
            catch (Exception problem) when (Evaluator.IsOfTheRule(problem))
            {
                cancellation.ThrowIfCancellationRequested();
                return default;
            }
        }

        private Era Find(DateOnly day)
        {
            var found = Array.Find(_eras, era => era.Has(day))!;
            _last = found;
            return found;
        }

        private static IEnumerable<Era> Eras(Rule[] rules, SharedCode shared)
        {
            var plans = rules.Select(rule => rule.Versions.Select(version => new VersionPlan(version)).ToArray()).ToArray();
            var starts = plans.SelectMany(versions => versions).Select(plan => plan.Version)
                .SelectMany(version => new[] { version.From, version.Until is { } until && until < DateOnly.MaxValue ? until.AddDays(1) : DateOnly.MinValue })
                .Append(DateOnly.MinValue).Distinct().Order().ToArray();
            return starts.Select((start, i) => new Era(
                start,
                i + 1 < starts.Length ? starts[i + 1].AddDays(-1) : DateOnly.MaxValue,
                Array.ConvertAll(plans, versions => Array.FindLast(versions, plan => plan.Version.IsInForceOn(start))),
                rules[0].EventShape,
                rules[0].Subject.Shape,
                shared));
        }
    }

    /// <summary>What each thread works with; it serves one event after the other, and keeps nobody's facts between them.</summary>
    private sealed class Desk
    {
        [ThreadStatic]
        private static Desk? _mine;

        private Catalogue.Parameters? _parameters;
        private DateOnly _from;
        private DateOnly _until;
        private DateOnly _today;

        public static Desk Mine => _mine ??= new Desk();

        public Frame Frame { get; } = new(0);

        /// <summary>Puts the day on which the question is put in its place; most often it stands there.</summary>
        public void Today(DateOnly today)
        {
            if (_today != today || Frame.Slots[RuleReading.TodayPlace].IsNull)
            {
                _today = today;
                Frame.Slots[RuleReading.TodayPlace] = Value.Of(today);
            }
        }

        /// <summary>Puts the parameters of a day in their place; most often they stand there.</summary>
        public void Law(Catalogue.Parameters parameters, DateOnly day)
        {
            if (_parameters != parameters || day < _from || day > _until || Frame.Slots[RuleReading.ParamPlace].IsNull)
            {
                (var values, _from, _until) = parameters.PeriodOf(day);
                _parameters = parameters;
                Frame.Slots[RuleReading.ParamPlace] = Value.Of(values);
            }
        }

        // The day and its law are nobody's facts, and mostly wanted again.
        public void Clear(int places, int locals)
        {
            Frame.Slots.AsSpan(0, RuleReading.TodayPlace).Clear();
            if (places > RuleReading.ParamPlace + 1)
            {
                Frame.Slots.AsSpan(RuleReading.ParamPlace + 1, places - RuleReading.ParamPlace - 1).Clear();
            }

            if (locals > 0)
            {
                Frame.Locals.AsSpan(0, Math.Min(locals, Frame.Locals.Length)).Clear();
            }

            (Frame.First, Frame.Second, Frame.Key) = (null, null, null);
        }
    }
}
