using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Tables;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>Finds cells of a decision table that no value meets, or that test a value which the column never has.</summary>
internal static class CellCheck
{
    public static IEnumerable<Diagnostic> Of(TableBox table, IReadOnlyList<Constraint?> allowed, IReadOnlyList<CellSet?> domains)
    {
        for (var row = 0; row < table.Rules.Count; row++)
        {
            for (var i = 0; i < domains.Count; i++)
            {
                var test = table.Rules[row].Tests[i];
                var (inner, isNegated) = test.Root is BuiltInCall { Function.Name: "not", Arguments: [Meets negated] } ? (negated, true) : (test.Root, false);
                if (inner is not Meets || CellSet.Of(inner) is not { } set)
                {
                    continue;
                }

                var cell = $"rule {row + 1}, input column {i + 1} '{table.Inputs[i].Label}'";
                var at = test.Text.PositionAt(test.Text.Text.Length - test.Text.Text.TrimStart().Length);
                if (set.Intervals.Count == 0)
                {
                    yield return DmnTableTexts.EmptyCell(at, cell, test.Text.Text.Trim());
                }
                else if (allowed[i] is { } constraint && domains[i] is { } domain && domain.Kind == set.Kind && Excluded(set, domain, isNegated) is { } excluded)
                {
                    yield return DmnTableTexts.NotAllowed(at, cell, excluded.ToString() is ['=', ' ', .. var value] ? value : excluded.ToString(), Shortened(constraint.Text.Text.Trim()));
                }
            }
        }
    }

    // Of several tests each must be able to hold; what 'not' or '!=' leaves may well reach beyond what is allowed.
    private static Interval? Excluded(CellSet set, CellSet domain, bool isNegated)
    {
        var outside = set.Intervals.Where(interval => !domain.Intervals.Any(interval.Meets)).ToArray();
        var telling = outside.Length == set.Intervals.Count && !isNegated ? outside : [.. outside.Where(interval => interval is { From: not null, To: not null })];
        return telling.Length == 0 ? null : telling[0];
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
