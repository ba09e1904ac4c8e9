namespace Par.Rules.Dmn.Running;

/// <summary>Finds what the type of a column allows.</summary>
internal static class ColumnTypes
{
    /// <summary>What the column's own type allows, or else the type of the input or parameter that it names; null when neither says.</summary>
    public static Constraint? Allowed(TableInput input, Element element)
    {
        var steps = (input.Expression.Pieces.FirstOrDefault()?.Text.Text ?? "").Split('.', StringSplitOptions.TrimEntries);
        var parameter = (element.Logic as FunctionBox)?.Parameters.FirstOrDefault(one => one.Name == steps[0]);
        var named = parameter is not null ? parameter.Type : element.Requirements.All.FirstOrDefault(one => one.Import is null && one.Element.Variable == steps[0])?.Element.Type;
        foreach (var step in steps.Skip(1))
        {
            named = Up(named).SelectMany(type => type.Components).FirstOrDefault(component => component.Key == step).Value;
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
