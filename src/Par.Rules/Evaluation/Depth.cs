using Par.Rules.Books;

namespace Par.Rules.Evaluation;

/// <summary>How far conditions are met: looks at them in the order they are written, and at none that no longer matters.</summary>
internal static class Depth
{
    /// <summary>What a requirement comes to, and the place of the condition that settled it, or of the first that leaves it unknown.</summary>
    public static (ConditionOutcome Outcome, int Place) Of<TFacts>(Requirement requirement, TFacts facts, Func<TFacts, Condition, ConditionOutcome> test)
    {
        if (requirement is Condition condition)
        {
            return (test(facts, condition), condition.Place);
        }

        var group = (ConditionGroup)requirement;
        var settling = group.Kind == GroupKind.All ? ConditionOutcome.Unmet : ConditionOutcome.Met;
        var (result, unknown) = ((Outcome: Other(settling), Place: -1), -1);
        for (var i = 0; i < group.Parts.Count; i++)
        {
            var (outcome, place) = Of(group.Parts[i], facts, test);
            result.Place = place;
            if (outcome == settling)
            {
                return (group.Kind == GroupKind.None ? Other(settling) : settling, place);
            }

            unknown = outcome == ConditionOutcome.Unknown && unknown < 0 ? place : unknown;
        }

        return unknown >= 0 ? (ConditionOutcome.Unknown, unknown) : (group.Kind == GroupKind.None ? settling : result.Outcome, result.Place);
    }

    private static ConditionOutcome Other(ConditionOutcome outcome) => outcome == ConditionOutcome.Met ? ConditionOutcome.Unmet : ConditionOutcome.Met;
}
