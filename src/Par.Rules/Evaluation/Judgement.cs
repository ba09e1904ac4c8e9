using Par.Rules.Books;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>The outcomes of all conditions of a version, and what its groups make of them.</summary>
internal sealed class Judgement(RuleVersion version, ConditionOutcome[] outcomes)
{
    /// <summary>Works out every condition, also those that no longer matter, so that the explanation is complete.</summary>
    public static Judgement Of(RuleVersion version, Frame frame)
    {
        var outcomes = new ConditionOutcome[version.Conditions.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Of(version.Conditions[i], frame);
        }

        return new Judgement(version, outcomes);
    }

    /// <summary>What one condition comes to.</summary>
    public static ConditionOutcome Of(Condition condition, Frame frame) => condition.Test.EvaluateCondition(frame) switch
    {
        Ternary.True => ConditionOutcome.Met,
        Ternary.Unknown => ConditionOutcome.Unknown,
        _ => ConditionOutcome.Unmet,
    };

    public ConditionOutcome Result { get; } = Of(version.When, outcomes);

    public ConditionOutcome this[Condition condition] => outcomes[condition.Place];

    /// <summary>The conditions without which the result would be another, or open.</summary>
    public IReadOnlyList<Condition> Deciding => [.. DecidingIn(version.When)];

    private static ConditionOutcome Of(Requirement requirement, ConditionOutcome[] outcomes) => requirement switch
    {
        Condition condition => outcomes[condition.Place],
        ConditionGroup { Kind: GroupKind.All } all => Settle(all, outcomes, ConditionOutcome.Unmet, ConditionOutcome.Met),
        ConditionGroup { Kind: GroupKind.Any } any => Settle(any, outcomes, ConditionOutcome.Met, ConditionOutcome.Unmet),
        ConditionGroup none => Settle(none, outcomes, ConditionOutcome.Met, ConditionOutcome.Unmet) switch
        {
            ConditionOutcome.Met => ConditionOutcome.Unmet,
            ConditionOutcome.Unmet => ConditionOutcome.Met,
            _ => ConditionOutcome.Unknown,
        },
        _ => throw new InvalidOperationException($"A {requirement.GetType().Name} is neither a condition nor a group."),
    };

    /// <summary>One settling part settles the group; otherwise an unknown part leaves it unknown.</summary>
    private static ConditionOutcome Settle(
        ConditionGroup group, ConditionOutcome[] outcomes, ConditionOutcome settling, ConditionOutcome otherwise)
    {
        var unknown = false;
        foreach (var part in group.Parts)
        {
            var outcome = Of(part, outcomes);
            if (outcome == settling)
            {
                return settling;
            }

            unknown |= outcome == ConditionOutcome.Unknown;
        }

        return unknown ? ConditionOutcome.Unknown : otherwise;
    }

    private IEnumerable<Condition> DecidingIn(Requirement requirement)
    {
        if (requirement is Condition condition)
        {
            return [condition];
        }

        var group = (ConditionGroup)requirement;
        var result = Of(group, outcomes);
        var wanted = group.Kind == GroupKind.None && result != ConditionOutcome.Unknown
            ? (result == ConditionOutcome.Met ? ConditionOutcome.Unmet : ConditionOutcome.Met)
            : result;
        return group.Parts.Where(part => Of(part, outcomes) == wanted).SelectMany(DecidingIn);
    }
}
