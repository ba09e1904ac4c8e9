using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Dmn.Running;

/// <summary>Finds answers of a decision table that are none of the values which their column lists, and tables that answer nothing.</summary>
internal static class AnswerCheck
{
    public static IEnumerable<Diagnostic> Of(TableBox table, string place) => table.Rules.Count == 0
        ? [DmnTypeTexts.NoRules(table.At, place)]
        : Enumerable.Range(0, table.Outputs.Count).SelectMany(column => Of(table, column));

    private static IEnumerable<Diagnostic> Of(TableBox table, int column)
    {
        var (output, name) = (table.Outputs[column], table.Answers(column));
        if (!output.HasList || output.Allowed?.Root is not { } root || TypeFit.Written(root) is not { Kind: ValueKind.List } listed)
        {
            yield break;
        }

        var answers = table.Rules.Select((rule, r) => (Words: $"rule {r + 1}, {name}", Box: (Boxed?)rule.Answers[column]));
        foreach (var (words, box) in answers.Append(($"the default of {name}", output.Default)))
        {
            if (box is LiteralBox { Root: Constant { Value: { IsNull: false } value } } literal && !listed.AsList.Any(one => Reach.Among(value, one) == Ternary.True))
            {
                yield return DmnTypeTexts.NotAllowed(literal.Written.Start, words, ItemType.Shortened(value), name, string.Join(", ", listed.AsList));
            }
        }
    }
}
