using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Tables;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>Says where a decision table has no rule, and where it has two that contradict.</summary>
internal static class TableCheck
{
    private const int MostTold = 3;

    public static IEnumerable<Diagnostic> Of(Element element) => element.Logic is { } logic ? Tables(logic).SelectMany(table => Of(table, element)) : [];

    private static IEnumerable<TableBox> Tables(Boxed box) => (box is TableBox table ? [table] : Enumerable.Empty<TableBox>()).Concat(box.Parts.SelectMany(Tables));

    private static IEnumerable<Diagnostic> Of(TableBox table, Element element)
    {
        var constraints = table.Inputs.Select(input => input.Allowed ?? Allowed(input, element)).ToArray();
        var domains = constraints.Select(one => one is null ? CellSet.Everything : one.Root is { } root ? CellSet.Of(root) : null).ToArray();
        var cells = table.Rules.Select(rule => rule.Tests.Select(test => test.Root is { } root ? CellSet.Of(root) : null).ToArray()).ToArray();
        if (TableCover.Of(cells, [.. domains.Select(domain => domain ?? CellSet.Everything)]) is not { } cover)
        {
            yield break;
        }

        // What a column allows must be known, or a gap may lie where no value ever is.
        if (table.Policy.IsSingle && element is Decision && table.Rules.Count > 0 && table.Outputs.All(output => output.Default is null) && domains.All(domain => domain is not null))
        {
            foreach (var gap in cover.Gaps(MostTold))
            {
                yield return DmnTexts.NoRule(table.At, Words(table, cover, gap));
            }
        }

        if (table.Policy.Hit is Hit.Unique or Hit.Any)
        {
            foreach (var (first, second, both) in cover.Overlaps().Where(pair => table.Policy.Hit == Hit.Unique || Contradict(table, pair.First, pair.Second)).Take(MostTold))
            {
                yield return DmnTexts.TwoRules(table.Rules[second].At, first + 1, second + 1, Words(table, cover, both));
            }
        }
    }

    private static bool Contradict(TableBox table, int first, int second) =>
        table.Rules[first].Answers.Zip(table.Rules[second].Answers).Any(pair =>
            pair is { First: LiteralBox { Root: Constant one }, Second: LiteralBox { Root: Constant other } } && one.Value != other.Value);

    private static string Words(TableBox table, TableCover cover, IReadOnlyList<int>?[] pieces)
    {
        var told = pieces.Select((own, i) => own is null ? null : cover.Describe(i, table.Inputs[i].Label, own)).OfType<string>().ToArray();
        return told.Length == 0 ? "any values" : string.Join(" and ", told);
    }

    // A column has the values of its own type, or else of the input that it names.
    private static Constraint? Allowed(TableInput input, Element element)
    {
        var steps = input.Label.Length == 0 ? [] : (input.Expression.Pieces.FirstOrDefault()?.Text.Text.Trim() ?? "").Split('.');
        var named = element.Requirements.All.FirstOrDefault(one => steps.Length > 0 && one.Element.Variable == steps[0].Trim())?.Element.Type;
        foreach (var step in steps.Skip(1))
        {
            named = Up(named).SelectMany(type => type.Components).FirstOrDefault(component => component.Key == step.Trim()).Value;
        }

        return new[] { input.Expression.Declared, named }.SelectMany(Up).Select(type => type.Allowed ?? type.Whole).FirstOrDefault(allowed => allowed is not null);
    }

    private static IEnumerable<ItemType> Up(ItemType? type)
    {
        for (; type is not null; type = type.Base)
        {
            yield return type;
        }
    }
}
