using System.Xml.Linq;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel.Kit;

/// <summary>Reads the values and types of the DMN kit's files.</summary>
internal static class KitValues
{
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    public static Value Read(XElement holder)
    {
        if (Child(holder, "list") is { } list)
        {
            return (string?)list.Attribute(Schema + "nil") == "true"
                ? Value.Null
                : Value.Of(new FeelList([.. list.Elements().Where(item => item.Name.LocalName == "item").Select(Read)]));
        }

        var components = holder.Elements().Where(child => child.Name.LocalName == "component").ToArray();
        if (components.Length > 0)
        {
            return Value.Of(FeelContext.Of(components.Select(part => new KeyValuePair<string, Value>((string)part.Attribute("name")!, Read(part)))));
        }

        return Child(holder, "value") is { } value ? Simple(value) : Value.Null;
    }

    public static FeelType TypeNamed(string? name, Dictionary<string, FeelType> known)
    {
        var local = name?.Split(':')[^1];
        return local switch
        {
            null or "Any" => FeelType.Any,
            "number" => FeelType.Number,
            "string" => FeelType.String,
            "boolean" => FeelType.Boolean,
            "date" => FeelType.Date,
            "time" => FeelType.Time,
            "date and time" or "dateTime" => FeelType.DateTime,
            "days and time duration" or "dayTimeDuration" => FeelType.DaysAndTimeDuration,
            "years and months duration" or "yearMonthDuration" => FeelType.YearsAndMonthsDuration,
            "context" => FeelType.OpenContext,
            _ => known.GetValueOrDefault(name!, FeelType.Any),
        };
    }

    private static Value Simple(XElement element)
    {
        if ((string?)element.Attribute(Schema + "nil") == "true")
        {
            return Value.Null;
        }

        var text = element.Value;
        return ((string?)element.Attribute(Schema + "type"))?.Split(':')[^1] switch
        {
            "boolean" => Value.Of(text.Trim() == "true"),
            "decimal" or "double" or "integer" => Expression(text.Trim()),
            "date" or "time" or "dateTime" or "duration" => Expression($"@\"{text.Trim()}\""),
            _ => Value.Of(text),
        };
    }

    private static Value Expression(string text) =>
        Par.Rules.Feel.Feel.Read(SourceText.Bare(text), Scope.AsInDmn).Expression?.Interpret(new Frame(0)) ?? Value.Of("unreadable: " + text);

    private static XElement? Child(XElement holder, string name) => holder.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
