using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Facts;

namespace Par.Rules.Evaluation;

/// <summary>
/// Settles which rule of an exclusive group opens when several are asked on one occasion: the best-ranked that is due. While a
/// better-ranked one is undecided the others wait, so that no registry's silence decides which benefit a family has.
/// </summary>
public static class ExclusiveGroups
{
    /// <summary>The id under which explanations say that a better-ranked rule of the group comes first.</summary>
    public const string Condition = "exclusive";

    /// <summary>The findings of one subject on one occasion, in the same order, as they stand after the groups are settled.</summary>
    public static IReadOnlyList<Finding> Settle(IReadOnlyList<(Rule Rule, Finding Finding)> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var settled = asked.Select(one => one.Finding).ToArray();
        var groups = asked
            .Select((one, place) => (Place: place, one.Rule, one.Finding, Group: GroupOf(one.Rule, one.Finding)))
            .Where(one => one.Group is not null)
            .GroupBy(one => one.Group!.Group, StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        foreach (var group in groups)
        {
            var better = new List<(Rule Rule, Finding Finding)>();
            foreach (var one in group.OrderBy(one => one.Group!.Rank))
            {
                if (one.Finding is Finding.Due due)
                {
                    settled[one.Place] = After(better, due);
                }

                better.Add((one.Rule, settled[one.Place]));
            }
        }

        return settled;
    }

    // A finding without a version is of a day that is not known; the rule's last version says which group it may be in.
    private static ExclusiveGroup? GroupOf(Rule rule, Finding finding) => finding is Finding.NotInForce ? null : VersionOf(rule, finding).Exclusive;

    private static RuleVersion VersionOf(Rule rule, Finding finding) =>
        rule.Versions.FirstOrDefault(version => version.Number == finding.Explanation.Version) ?? rule.Versions[^1];

    private static Finding After(List<(Rule Rule, Finding Finding)> better, Finding.Due due)
    {
        foreach (var (rule, finding) in better)
        {
            switch (finding)
            {
                case Finding.Due first when first.Opening.OnceKey == due.Opening.OnceKey:
                    return new Finding.NotDue([Condition]) { Explanation = With(due.Explanation, ConditionOutcome.Unmet, ComesFirst(first.Opening.Title), MissingFacts.None) };
                case Finding.Undecided or Finding.Failed:
                    var missing = (finding as Finding.Undecided)?.Missing ?? MissingFacts.None;
                    return new Finding.Undecided(missing, [Condition]) { Explanation = With(due.Explanation, ConditionOutcome.Unknown, Waits(VersionOf(rule, finding).Title), missing) };
            }
        }

        return due;
    }

    private static Wording ComesFirst(Wording title) => new(
        $"Chỉ được hưởng một trong các chế độ cùng loại; “{title.Vi}” được giải quyết trước.",
        $"Only one benefit of this kind is due; “{title.En}” comes first.");

    private static Wording Waits(Wording title) => new(
        $"Chỉ được hưởng một trong các chế độ cùng loại; “{title.Vi}” chưa quyết định được nên phải chờ.",
        $"Only one benefit of this kind is due; “{title.En}” is not decided yet, so this one waits.");

    private static Explanation With(Explanation explanation, ConditionOutcome outcome, Wording sentence, MissingFacts missing) => explanation with
    {
        Conditions =
        [
            .. explanation.Conditions,
            new ConditionExplanation
            {
                Id = Condition,
                Outcome = outcome,
                SpeaksForTheRule = outcome == ConditionOutcome.Unknown ? null : false,
                Sentence = sentence,
                Facts = [],
                Missing = missing,
            },
        ],
    };
}
