using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Reads single values: days, numbers, lengths of time, texts in both languages.</summary>
internal static partial class Scalars
{
    public static readonly KeySet WordingKeys = new("a text in both languages", "vi", "en");

    public static DateOnly? Day(YamlScalar written, List<Diagnostic> problems)
    {
        if (Plain.Day(written.Text) is { } day)
        {
            return day;
        }

        problems.Add(YamlTexts.NotADay(written.At, written.Text));
        return null;
    }

    public static int? Whole(YamlScalar written, string what, List<Diagnostic> problems)
    {
        if (int.TryParse(written.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        problems.Add(Separated(written) ?? YamlTexts.NotANumber(written.At, what, written.Text, "7"));
        return null;
    }

    /// <summary>What is wrong with a number that has its thousands set off, as people write large ones; null when it has not.</summary>
    public static Diagnostic? Separated(YamlScalar written)
    {
        var text = written.Text;
        var digits = Separator.Replace(text, "");
        return OnePoint.IsMatch(text) ? YamlTexts.PointOfThousands(written.At, text, text.TrimEnd('0').TrimEnd('.'), digits)
            : Thousands.IsMatch(text) && Plain.Number(text) is null ? YamlTexts.SeparatorsInNumber(written.At, text, digits)
            : null;
    }

    /// <summary>Days, hours, minutes and seconds; months are refused because their length varies.</summary>
    public static TimeSpan? Span(YamlScalar written, List<Diagnostic> problems)
    {
        if (!written.Text.Contains('Y', StringComparison.Ordinal) && !MonthBeforeTime(written.Text))
        {
            try
            {
                return XmlConvert.ToTimeSpan(written.Text);
            }
            catch (Exception notADuration) when (notADuration is FormatException or OverflowException)
            {
                problems.Add(YamlTexts.NotADuration(written.At, written.Text, "P7D or PT12H"));
                return null;
            }
        }

        problems.Add(YamlTexts.NotADuration(written.At, written.Text, "P7D or PT12H"));
        return null;
    }

    public static TimeOnly? TimeOfDay(YamlScalar written, List<Diagnostic> problems)
    {
        if (Plain.Time(written.Text) is { } time)
        {
            return time;
        }

        problems.Add(YamlTexts.NotATime(written.At, written.Text));
        return null;
    }

    public static Wording? Wording(YamlNode node, string what, List<Diagnostic> problems)
    {
        if (node is not YamlMap map)
        {
            problems.Add(YamlTexts.NotAMap(node.At, what, node.Kind, WordingKeys.Names));
            return null;
        }

        var reader = new MapReader(map, WordingKeys, problems);
        var vi = reader.RequiredText("vi");
        var en = reader.RequiredText("en");
        return vi is null || en is null ? null : new Wording(vi, en);
    }

    /// <summary>A point and three digits of which the last is 0: no one writes decimals so.</summary>
    [GeneratedRegex("^-?[1-9][0-9]{0,2}[.][0-9]{2}0$")]
    private static partial Regex OnePoint { get; }

    [GeneratedRegex("^-?[0-9]{1,3}([.,_' ][0-9]{3})+$")]
    private static partial Regex Thousands { get; }

    [GeneratedRegex("[.,_' ]")]
    private static partial Regex Separator { get; }

    private static bool MonthBeforeTime(string text)
    {
        var month = text.IndexOf('M', StringComparison.Ordinal);
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return month >= 0 && (time < 0 || month < time);
    }
}
