using System.Globalization;
using Par.Rules.Dmn.Reading;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Kit;

/// <summary>The values in the kit's files, and whether two are the same.</summary>
internal static class KitValues
{
    private const decimal Tolerance = 0.00000001m;

    /// <summary>The value that stands within an element: a simple one, a list, or components.</summary>
    public static Value Read(XmlPart holder)
    {
        if (holder.First("list") is { } list)
        {
            return IsNil(list) ? Value.Null : Value.Of(new FeelList([.. list.All("item").Select(Read)]));
        }

        if (holder.First("component") is not null)
        {
            return Value.Of(FeelContext.Of([.. holder.All("component").Select(part => KeyValuePair.Create(Names.Single(part["name"] ?? ""), Read(part)))]));
        }

        return holder.First("value") is { } value ? Simple(value) : Value.Null;
    }

    public static bool Same(Value expected, Value given) => (expected.Kind, given.Kind) switch
    {
        (ValueKind.Number, ValueKind.Number) => Math.Abs(expected.AsNumber - given.AsNumber) <= Tolerance,
        (ValueKind.String, ValueKind.String) => expected.AsString == given.AsString.Normalize(),
        (ValueKind.List, ValueKind.List) =>
            expected.AsList.Count == given.AsList.Count && expected.AsList.Zip(given.AsList).All(pair => Same(pair.First, pair.Second)),
        (ValueKind.Context, ValueKind.Context) => expected.AsContext.Names.Count == given.AsContext.Names.Count
            && expected.AsContext.Names.All(name => expected.AsContext.TryGet(name, out var a) && given.AsContext.TryGet(name, out var b) && Same(a, b)),
        _ => expected == given,
    };

    private static bool IsNil(XmlPart part) => part["nil"] is "true" or "1";

    private static Value Simple(XmlPart part)
    {
        if (IsNil(part))
        {
            return Value.Null;
        }

        var text = part.Text.Text;
        var type = part["type"]?.Split(':')[^1];
        return type switch
        {
            "boolean" => Value.Of(text.Trim() is "true" or "1"),
            "decimal" or "double" or "integer" or "int" or "long" or "float" =>
                decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : Value.Of("no number: " + text),
            "date" or "time" or "dateTime" or "duration" or "dayTimeDuration" or "yearMonthDuration" => TimeTexts.Any(text.Trim()),
            _ => Value.Of(text.Normalize()),
        };
    }
}
