using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>Reads the names of types, and values written as plain YAML.</summary>
internal static class ValueReading
{
    private static readonly Dictionary<string, FeelType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = FeelType.String,
        ["number"] = FeelType.Number,
        ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date,
        ["dateTime"] = FeelType.DateTime,
        ["date and time"] = FeelType.DateTime,
        ["time"] = FeelType.Time,
    };

    public static IEnumerable<string> TypeNames => Types.Keys;

    public static FeelType? Type(YamlScalar? written, List<Diagnostic> problems)
    {
        if (written is null)
        {
            return null;
        }

        if (Types.TryGetValue(written.Text, out var type))
        {
            return type;
        }

        problems.Add(CatalogueTexts.UnknownType(written.At, written.Text, Types.Keys, Nearest.Name(written.Text, Types.Keys)));
        return null;
    }

    /// <summary>A value of the given simple type; null, and reported, when the text is none.</summary>
    public static Value? Value(YamlNode node, FeelType type, string what, List<Diagnostic> problems)
    {
        if (node is not YamlScalar written)
        {
            problems.Add(YamlTexts.WrongKind(node.At, what, $"a {type}", node.Kind));
            return null;
        }

        if (written.IsNull)
        {
            return Feel.Value.Null;
        }

        if (type == FeelType.Number && Scalars.Separated(written) is { } separated)
        {
            problems.Add(separated);
            return null;
        }

        var value = Parse(written.Text, type);
        if (value is null)
        {
            problems.Add(CatalogueTexts.ValueOfOtherType(written.At, what, type.ToString()!, written.Text));
        }

        return value;
    }

    private static Value? Parse(string text, FeelType type)
    {
        if (type == FeelType.String)
        {
            return Feel.Value.Of(text);
        }

        if (type == FeelType.Boolean)
        {
            return text is "true" or "false" ? Feel.Value.Of(text == "true") : null;
        }

        if (type == FeelType.Number)
        {
            return Plain.Number(text) is { } number ? Feel.Value.Of(number) : null;
        }

        if (type == FeelType.Date)
        {
            return Plain.Day(text) is { } day ? Feel.Value.Of(day) : null;
        }

        if (type == FeelType.Time)
        {
            return Plain.Time(text) is { } time ? Feel.Value.Of(FeelTime.Of(time)) : null;
        }

        return Plain.Moment(text) is { } moment ? Feel.Value.Of(moment) : null;
    }
}
