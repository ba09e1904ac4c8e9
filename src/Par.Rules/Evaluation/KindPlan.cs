using System.Numerics;
using System.Runtime.CompilerServices;
using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>
/// Rules that one kind of life event sets off, in the groups that see the event alike and ask for the law of the same day: what they share is worked out
/// once for each event.
/// </summary>
internal sealed class KindPlan
{
    private readonly LawGroup[] _groups;
    private readonly int _locals;

    public KindPlan(IReadOnlyList<Rule> rules, SharedCode shared)
    {
        Rules = rules;
        _groups =
        [
            .. rules.Select((rule, place) => (Rule: rule, Place: place))
                .GroupBy(one => (one.Rule.EventShape, one.Rule.Subject.Shape, one.Rule.LawDate.Source.Text))
                .Select(group => new LawGroup([.. group], shared)),
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
        var bench = Workbench.Mine;
        var frame = bench.Frame;
        frame.Begin(Places, cancellation);
        try
        {
            frame.Slots[RuleReading.SubjectPlace] = occasion.Subject;
            bench.Today(occasion.Today);
            foreach (var group in _groups)
            {
                var seen = Evaluator.Seen(group.Rules[0], occasion.Event);
                frame.Slots[RuleReading.EventPlace] = Value.Of(seen);
                var law = group.LawOf(seen, frame, cancellation);
                if (law.IsDay)
                {
                    bench.Law(evaluator.Book.Catalogue.Parameters, law.Day);
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
            bench.Clear(Places, _locals);
        }
    }

    private static void Judge(LawGroup group, Era era, Record seen, Evaluator evaluator, in Occasion occasion, Span<Verdict> verdicts, Frame frame, CancellationToken cancellation)
    {
        var machine = era.Begin(frame, seen);
        var judged = 0UL;
        if (machine is not null && era.Sheet is { } sheet)
        {
            judged = TogetherOn(sheet, frame, verdicts);
            if (BitOperations.PopCount(judged) == machine.Length)
            {
                return;
            }

            era.ForgetAsked(frame);
        }

        for (var next = 0; next < era.Plans.Length; next++)
        {
            if (next < RuleSheet.Most && (judged >> next & 1) != 0)
            {
                continue;
            }

            if (machine is not null && (next = Run(machine, next, group, era, verdicts, frame)) == machine.Length)
            {
                return;
            }

            if (next < RuleSheet.Most && (judged >> next & 1) != 0)
            {
                continue;
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

    private static ulong TogetherOn(RuleSheet sheet, Frame frame, Span<Verdict> verdicts)
    {
        try
        {
            return sheet.Judge(frame, verdicts);
        }
        catch (Exception problem) when (problem is ArithmeticException || Evaluator.IsOfTheRule(problem))
        {
            return 0;
        }
    }

    /// <summary>Runs the machine code of the rules from one on; gives the first that must be judged the careful way, or how many rules there are.</summary>
    private static int Run(MachineRule?[] machine, int next, LawGroup group, Era era, Span<Verdict> verdicts, Frame frame)
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

    private static void Undated(LawGroup group, LawDay law, Evaluator evaluator, in Occasion occasion, Span<Verdict> verdicts, CancellationToken cancellation)
    {
        for (var i = 0; i < group.Rules.Length; i++)
        {
            verdicts[group.Places[i]] = law.IsUnknown ? new Verdict(VerdictOutcome.Undecided) : evaluator.Whole(group.Rules[i], occasion.Event, occasion.Subject, occasion.Today, cancellation);
        }
    }
}
