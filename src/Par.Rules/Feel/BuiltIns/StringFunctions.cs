using System.Globalization;
using System.Text;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions about texts. A text is counted in whole letters (code points), not in UTF-16 units.</summary>
internal static class StringFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("substring(string: string, start position: number) -> string", (text, start) => Substring(text, start, Value.Null)),
        BuiltIn.Of("substring(string: string, start position: number, length: number) -> string", Substring),
        BuiltIn.Of("string length(string: string) -> number", text => Value.Of((decimal)Length(text.RawString))),
        BuiltIn.Of("upper case(string: string) -> string", text => Value.Of(text.RawString.ToUpperInvariant())),
        BuiltIn.Of("lower case(string: string) -> string", text => Value.Of(text.RawString.ToLowerInvariant())),
        BuiltIn.Of("substring before(string: string, match: string) -> string", Before),
        BuiltIn.Of("substring after(string: string, match: string) -> string", After),
        BuiltIn.Of("contains(string: string, match: string) -> boolean", (text, match) => Value.Of(text.RawString.Contains(match.RawString, StringComparison.Ordinal))),
        BuiltIn.Of("starts with(string: string, match: string) -> boolean", (text, match) => Value.Of(text.RawString.StartsWith(match.RawString, StringComparison.Ordinal))),
        BuiltIn.Of("ends with(string: string, match: string) -> boolean", (text, match) => Value.Of(text.RawString.EndsWith(match.RawString, StringComparison.Ordinal))),
        BuiltIn.Of("matches(input: string, pattern: string) -> boolean", (text, pattern) => Patterns.Matches(text.RawString, pattern.RawString, ""), Traits.Costs),
        BuiltIn.Of("matches(input: string, pattern: string, flags: string?) -> boolean", (text, pattern, flags) => Patterns.Matches(text.RawString, pattern.RawString, Flags(flags)), Traits.Costs),
        BuiltIn.Of("replace(input: string, pattern: string, replacement: string) -> string", (text, pattern, by) => Patterns.Replace(text.RawString, pattern.RawString, by.RawString, ""), Traits.Costs),
        BuiltIn.Of(
            "replace(input: string, pattern: string, replacement: string, flags: string?) -> string",
            (_, given) => Patterns.Replace(given[0].RawString, given[1].RawString, given[2].RawString, Flags(given[3])),
            Traits.Costs),
        BuiltIn.Of("split(string: string, delimiter: string) -> texts", (text, delimiter) => Patterns.Split(text.RawString, delimiter.RawString), Traits.Costs),
        BuiltIn.Of("string join(list: texts) -> string", list => Join(list, Value.Null)),
        BuiltIn.Of("string join(list: texts, delimiter: string?) -> string", Join),
    ];

    private static string Flags(Value flags) => flags.IsNull ? "" : flags.RawString;

    private static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    private static Value Substring(Value text, Value start, Value length)
    {
        var letters = text.RawString.EnumerateRunes().ToArray();
        var from = decimal.Truncate(start.RawNumber);
        if (from == 0 || Math.Abs(from) > letters.Length || (!length.IsNull && length.RawNumber < 1))
        {
            return Value.Null;
        }

        var first = (int)(from > 0 ? from - 1 : letters.Length + from);
        var count = length.IsNull ? letters.Length - first : (int)Math.Min(decimal.Truncate(length.RawNumber), letters.Length - first);
        var cut = new StringBuilder();
        foreach (var letter in letters.AsSpan(first, count))
        {
            cut.Append(letter.ToString());
        }

        return Value.Of(cut.ToString());
    }

    private static Value Before(Value text, Value match)
    {
        var at = text.RawString.IndexOf(match.RawString, StringComparison.Ordinal);
        return Value.Of(at < 0 ? "" : text.RawString[..at]);
    }

    private static Value After(Value text, Value match)
    {
        var at = text.RawString.IndexOf(match.RawString, StringComparison.Ordinal);
        return Value.Of(at < 0 ? "" : text.RawString[(at + match.RawString.Length)..]);
    }

    private static Value Join(Value list, Value delimiter)
    {
        var (between, texts) = (delimiter.IsNull ? "" : delimiter.RawString, list.RawList.Where(item => !item.IsNull));
        return texts.Sum(text => (long)text.RawString.Length + between.Length) > FeelList.LongestText
            ? Value.Null
            : Value.Of(string.Join(between, texts.Select(text => text.RawString)));
    }

    /// <summary>A number as FEEL writes it, or with the given signs for thousands and for the decimal point.</summary>
    public static Value Number(string text, string thousands, string point)
    {
        var plain = thousands.Length > 0 ? text.Replace(thousands, "", StringComparison.Ordinal) : text;
        plain = point.Length > 0 && point != "." ? plain.Contains('.', StringComparison.Ordinal) ? "?" : plain.Replace(point, ".", StringComparison.Ordinal) : plain;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number) && !plain.EndsWith('.') && !plain.StartsWith('+') ? Value.Of(number) : Value.Null;
    }
}
