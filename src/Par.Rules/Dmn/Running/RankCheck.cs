using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Tables;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>Finds rules that never count, because others that come before them hold for all their values.</summary>
internal static class RankCheck
{
    public static IEnumerable<Diagnostic> Of(TableBox table, TableCover cover, SearchBudget budget) => table.Policy.Hit switch
    {
        Hit.First => Covered(table, cover, budget, [.. table.Rules.Select(_ => Array.Empty<int>())]),
        Hit.Priority => Covered(table, cover, budget, Ranks(table)),
        _ => [],
    };

    private static IEnumerable<Diagnostic> Covered(TableBox table, TableCover cover, SearchBudget budget, int[]?[] ranks)
    {
        for (var rule = 0; rule < table.Rules.Count; rule++)
        {
            if (ranks[rule] is { } own && cover.Covering(rule, other => ranks[other] is { } its && ComesBefore(its, other, own, rule), budget) is { } alone)
            {
                int? one = alone.Count > 0 ? alone[0] + 1 : null;
                yield return table.Policy.Hit == Hit.First ? DmnTableTexts.NeverFirst(table.Rules[rule].At, rule + 1, one) : DmnTableTexts.NeverChosen(table.Rules[rule].At, rule + 1, one);
            }
        }
    }

    private static bool ComesBefore(int[] its, int other, int[] own, int rule)
    {
        var order = its.AsSpan().SequenceCompareTo(own);
        return order < 0 || (order == 0 && other < rule);
    }

    // The places of a rule's answers among the output values; null where they cannot be told.
    private static int[]?[] Ranks(TableBox table)
    {
        var orders = table.Outputs.Select(output => output.Allowed is { } allowed ? Listed(allowed.Root) : FeelList.Empty).ToArray();
        return [.. table.Rules.Select(rule => orders.All(order => order is not null) && rule.Answers.All(answer => answer is LiteralBox { Root: Constant })
            ? rule.Answers.Select((answer, i) => HitPolicy.PlaceIn(orders[i]!, ((Constant)((LiteralBox)answer).Root!).Value)).ToArray()
            : null)];
    }

    private static FeelList? Listed(Node? list) => list switch
    {
        Constant { Value: { Kind: ValueKind.List } known } => known.AsList,
        ListOf { Items: var items } when items.All(item => item is Constant) => new FeelList([.. items.Select(item => ((Constant)item).Value)]),
        _ => null,
    };
}
