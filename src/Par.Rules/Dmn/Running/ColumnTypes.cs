using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>Finds what the values of a column may be.</summary>
internal static class ColumnTypes
{
    /// <summary>The tests that a column's values meet: its own, or those of its types; null when there are none.</summary>
    public static Constraint? Allowed(TableInput input, Element element) =>
        input.Allowed ?? Of(input, element).Select(type => type.Allowed ?? type.Whole).FirstOrDefault(allowed => allowed is not null);

    /// <summary>Whether a column may hold lists, which lie on no line of values.</summary>
    public static bool MayBeList(TableInput input, Element element) => input.Expression.Known is ListType || Of(input, element).Any(type => type.IsCollection);

    // The column's own type, and that of the input or parameter that it names.
    private static IEnumerable<ItemType> Of(TableInput input, Element element)
    {
        var steps = (input.Expression.Pieces.FirstOrDefault()?.Text.Text ?? "").Split('.', StringSplitOptions.TrimEntries);
        var parameter = (element.Logic as FunctionBox)?.Parameters.FirstOrDefault(one => one.Name == steps[0]);
        var named = parameter is not null ? parameter.Type : element.Requirements.All.FirstOrDefault(one => one.Import is null && one.Element.Variable == steps[0])?.Element.Type;
        foreach (var step in steps.Skip(1))
        {
            named = Up(named).SelectMany(type => type.Components).FirstOrDefault(component => component.Key == step).Value;
        }

        return new[] { input.Expression.Declared, named }.SelectMany(Up);
    }

    private static IEnumerable<ItemType> Up(ItemType? type)
    {
        for (; type is not null; type = type.Base)
        {
            yield return type;
        }
    }
}
