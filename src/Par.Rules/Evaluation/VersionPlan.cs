using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>
/// One version of a rule, made ready to be judged fast: step by step at first, and once it has run often enough as one piece of machine code for the case that
/// nearly always holds, every fact being there.
/// </summary>
internal sealed class VersionPlan
{
    /// <summary>Machine code for a rule takes a millisecond or so to make and saves some hundred nanoseconds a run.</summary>
    public const int RunsBeforeMachineCode = 2_000;

    private readonly RuleVersion _version;
    private readonly SharedCode _shared;
    private readonly bool _mayFail;
    private readonly int _locals;
    private MachineRule? _machine;
    private int _runs;

    public VersionPlan(RuleVersion version, SharedCode shared)
    {
        _shared = shared;
        _version = version;
        var all = Expressions(version).ToList();
        _mayFail = all.Any(expression => expression.Checked.MayFail);
        _locals = all.Max(expression => expression.Checked.Locals);
        (From, Until) = (version.From, version.Until ?? DateOnly.MaxValue);
    }

    public DateOnly From { get; }

    public DateOnly Until { get; }

    /// <summary>The verdict; false when only the whole finding tells, because a decision model may fail or an opening lacks something.</summary>
    public bool TryJudge(Frame frame, out Verdict verdict)
    {
        if (_machine is { } machine)
        {
            frame.Reserve(_locals);
            var place = Run(machine, frame);
            if (place >= FusedRule.Due)
            {
                verdict = place == FusedRule.Due
                    ? new Verdict(VerdictOutcome.Due, _version, onceKey: Key(frame))
                    : new Verdict(VerdictOutcome.NotDue, _version, place);
                return true;
            }

            frame.StepsLeft = Frame.DefaultSteps;
        }
        else if (_runs < RunsBeforeMachineCode && ++_runs == RunsBeforeMachineCode)
        {
            WarmUp();
        }

        verdict = default;
        return !_mayFail && Carefully(frame, out verdict);
    }

    /// <summary>Makes the machine code now, instead of after some runs.</summary>
    public void WarmUp()
    {
        _runs = RunsBeforeMachineCode;
        _machine = _mayFail ? null : MachineCode.Rule(Fuse(), _shared);
    }

    // A decimal number that grows too large is null, and only the careful way knows null.
    private static int Run(MachineRule machine, Frame frame)
    {
        try
        {
            return machine(frame);
        }
        catch (ArithmeticException)
        {
            return FusedRule.GaveUp;
        }
    }

    private bool Carefully(Frame frame, out Verdict verdict)
    {
        for (var i = 0; i < _version.Lets.Count; i++)
        {
            frame[RuleReading.ParamPlace + 1 + i] = _version.Lets[i].Expression.Evaluate(frame);
        }

        var (outcome, place) = Depth.Of(_version.When, frame, static (frame, condition) => Judgement.Of(condition, frame));
        var key = outcome == ConditionOutcome.Met ? Opens(frame) : null;
        verdict = outcome switch
        {
            ConditionOutcome.Unmet => new Verdict(VerdictOutcome.NotDue, _version, place),
            ConditionOutcome.Unknown => new Verdict(VerdictOutcome.Undecided, _version, place),
            _ => new Verdict(VerdictOutcome.Due, _version, onceKey: key),
        };
        return outcome != ConditionOutcome.Met || key is not null;
    }

    /// <summary>The once-key; null when something stands in the way of opening.</summary>
    private string? Opens(Frame frame)
    {
        var plan = _version.Opening;
        if (plan.Area.Evaluate(frame).IsUnknown || plan.Deadline?.From.Evaluate(frame).Kind is not (null or ValueKind.Date or ValueKind.DateTime))
        {
            return null;
        }

        var once = new Value[plan.Once.Count];
        for (var i = 0; i < once.Length; i++)
        {
            once[i] = plan.Once[i].Evaluate(frame);
            if (once[i].IsNull || once[i].IsUnknown)
            {
                return null;
            }
        }

        return OpeningMaker.OnceKey(once);
    }

    // Most keys are one text, which machine code has found on its way, and hold nothing that must be marked.
    private string Key(Frame frame) =>
        _version.Opening.Once.Count == 1 && frame.Found is { } found && found.AsSpan().IndexOfAny('|', '\\') < 0 ? found : JoinedKey(frame);

    private string JoinedKey(Frame frame) => OpeningMaker.OnceKey(_version.Opening.Once.Select(part => part.Evaluate(frame)));

    private FusedRule Fuse()
    {
        var lets = _version.Lets.Select((let, i) => new FusedLet(RuleReading.ParamPlace + 1 + i, let.Expression.Checked, let.Expression.Compiled));
        var opening = _version.Opening;
        return new FusedRule(
            [.. _version.When.Parts.Select(Fuse)],
            [.. lets],
            new FusedOpening(opening.Area.Checked, [.. opening.Once.Select(part => part.Checked)], opening.Deadline?.From.Checked));
    }

    private static Fused Fuse(Requirement requirement) => requirement switch
    {
        Condition condition => new Fused.One(condition.Test.Checked, condition.Place),
        ConditionGroup group => new Fused.Group(group.Kind != GroupKind.All, group.Kind == GroupKind.None, [.. group.Parts.Select(Fuse)]),
        _ => throw new InvalidOperationException($"A {requirement.GetType().Name} is neither a condition nor a group."),
    };

    private static IEnumerable<RuleExpression> Expressions(RuleVersion version) =>
    [
        .. version.Lets.Select(let => let.Expression),
        .. version.TitleTemplates.Expressions,
        .. version.Conditions.SelectMany(Expressions),
        .. version.Opening.Expressions,
    ];

    private static IEnumerable<RuleExpression> Expressions(Condition condition) =>
        [condition.Test, .. condition.Met.Expressions, .. condition.Unmet.Expressions, .. condition.Unknown?.Expressions ?? []];
}
