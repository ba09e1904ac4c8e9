using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>One version of a rule: judged step by step, or handed over to be made machine code together with others.</summary>
internal sealed class VersionPlan
{
    private readonly bool _mayFail;
    private readonly int _locals;

    public VersionPlan(RuleVersion version)
    {
        Version = version;
        var all = Expressions(version).ToList();
        _mayFail = all.Any(expression => expression.Checked.MayFail);
        _locals = all.Max(expression => expression.Checked.Locals);
    }

    public RuleVersion Version { get; }

    /// <summary>How many names its expressions give themselves.</summary>
    public int Locals => _locals;

    /// <summary>The verdict; false when only the whole finding tells, because a decision model may fail or an opening lacks something.</summary>
    public bool TryJudge(Frame frame, out Verdict verdict)
    {
        verdict = default;
        if (_mayFail)
        {
            return false;
        }

        frame.StepsLeft = Frame.DefaultSteps;
        for (var i = 0; i < Version.Lets.Count; i++)
        {
            frame[RuleReading.ParamPlace + 1 + i] = Version.Lets[i].Expression.Evaluate(frame);
        }

        var (outcome, place) = Depth.Of(Version.When, frame, static (frame, condition) => Judgement.Of(condition, frame));
        var key = outcome == ConditionOutcome.Met ? Opens(frame) : null;
        verdict = outcome switch
        {
            ConditionOutcome.Unmet => new Verdict(VerdictOutcome.NotDue, Version, place),
            ConditionOutcome.Unknown => new Verdict(VerdictOutcome.Undecided, Version, place),
            _ => new Verdict(VerdictOutcome.Due, Version, onceKey: key),
        };
        return outcome != ConditionOutcome.Met || key is not null;
    }

    /// <summary>The version as machine code takes it; null when a decision model may fail in it.</summary>
    /// <param name="lifeEvent">The shape of the life event.</param>
    /// <param name="subject">The shape of the subject.</param>
    public FusedRule? Fuse(RecordShape lifeEvent, RecordShape subject)
    {
        if (_mayFail)
        {
            return null;
        }

        var opening = Version.Opening;
        return new FusedRule(
            lifeEvent,
            subject,
            [.. Version.When.Parts.Select(Fuse)],
            [.. Version.Lets.Select((let, i) => new FusedLet(RuleReading.ParamPlace + 1 + i, let.Expression.Checked, let.Expression.Compiled))],
            new FusedOpening(
                opening.Area.Checked,
                [.. opening.Once.Select(part => part.Checked)],
                frame => OpeningMaker.OnceKey(opening.Once.Select(part => part.Evaluate(frame))),
                opening.Deadline?.From.Checked));
    }

    /// <summary>The once-key; null when something stands in the way of opening.</summary>
    private string? Opens(Frame frame)
    {
        var plan = Version.Opening;
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
