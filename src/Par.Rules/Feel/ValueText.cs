using System.Globalization;
using System.Numerics;
using System.Text;

namespace Par.Rules.Feel;

/// <summary>Writes values out: as FEEL literals, and as the built-in function <c>string</c> gives them.</summary>
internal static class ValueText
{
    /// <summary>The value as an expression that gives it again.</summary>
    public static string Literal(Value value) => Write(value, quoted: true);

    /// <summary>The value as people read it: texts without quotes, days without an at sign.</summary>
    public static string Plain(Value value) => Write(value, quoted: false);

    public static string Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    public static string Quoted(string text)
    {
        var written = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                _ => written.Append(letter),
            };
        }

        return written.Append('"').ToString();
    }

    public static string Date(long dayNumber)
    {
        var (year, month, day) = CalendarDay.Parts(dayNumber);
        var years = Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{years}-{month:00}-{day:00}");
    }

    public static string Time(FeelTime time)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{(int)time.SecondsPart:00}");
        return text + Fraction(time.Nanosecond % FeelTime.Second) + time.Zone?.Text;
    }

    public static string DateTime(FeelDateTime moment) =>
        $"{Date(moment.DayNumber)}T{Time(new FeelTime(moment.Nanosecond, moment.Zone))}";

    public static string Duration(DaysAndTime duration)
    {
        var size = Int128.Abs(duration.Nanoseconds);
        if (size == 0)
        {
            return "PT0S";
        }

        var text = new StringBuilder(duration.Nanoseconds < 0 ? "-P" : "P");
        var rest = size % FeelTime.Day;
        Append(text, size / FeelTime.Day, 'D');
        if (rest != 0)
        {
            text.Append('T');
            Append(text, rest / (3600 * FeelTime.Second), 'H');
            Append(text, rest / (60 * FeelTime.Second) % 60, 'M');
            var seconds = (long)(rest % (60 * FeelTime.Second));
            if (seconds != 0)
            {
                text.Append(seconds / FeelTime.Second).Append(Fraction(seconds % FeelTime.Second)).Append('S');
            }
        }

        return text.ToString();
    }

    public static string Duration(YearsAndMonths duration)
    {
        if (duration.Months == 0)
        {
            return "P0M";
        }

        var size = BigInteger.Abs(duration.Months);
        var text = new StringBuilder(duration.Months < 0 ? "-P" : "P");
        Append(text, (Int128)(size / 12), 'Y');
        Append(text, (Int128)(size % 12), 'M');
        return text.ToString();
    }

    private static string Write(Value value, bool quoted) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Unknown => $"unknown({value.Missing})",
        ValueKind.Boolean => value.RawBoolean ? "true" : "false",
        ValueKind.Number => Number(value.RawNumber),
        ValueKind.String => quoted ? Quoted(value.RawString) : value.RawString,
        ValueKind.Date => At(Date(value.RawDay), quoted),
        ValueKind.Time => At(Time(value.AsTime), quoted),
        ValueKind.DateTime => At(DateTime(value.AsDateTime), quoted),
        ValueKind.DaysAndTime => At(Duration(value.AsDaysAndTime), quoted),
        ValueKind.YearsAndMonths => At(Duration(value.AsYearsAndMonths), quoted),
        ValueKind.List => $"[{string.Join(", ", value.RawList.Select(item => Inner(item, quoted)))}]",
        ValueKind.Context => Context(value.AsContext, quoted),
        ValueKind.Range => Range(value.AsRange, quoted),
        _ => $"function({string.Join(", ", value.AsFunction.Parameters)})",
    };

    // Texts within a list or context keep their quotes, or no one could tell where one ends.
    private static string Inner(Value value, bool quoted) =>
        value.Kind == ValueKind.String ? Quoted(value.RawString) : Write(value, quoted);

    private static string At(string text, bool quoted) => quoted ? $"@\"{text}\"" : text;

    private static string Context(FeelContext context, bool quoted)
    {
        var entries = context.Names.Select(name =>
            $"{Key(name)}: {(context.TryGet(name, out var value) ? Inner(value, quoted) : "null")}");
        return $"{{{string.Join(", ", entries)}}}";
    }

    private static string Key(string name) => name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or ' ') ? name : Quoted(name);

    private static string Range(FeelRange range, bool quoted)
    {
        if (range.IsAllBut)
        {
            return $"(!= {Inner(range.Start, quoted)})";
        }

        if (range.Start.IsNull && !range.End.IsNull)
        {
            return $"({(range.EndIncluded ? "<=" : "<")} {Inner(range.End, quoted)})";
        }

        return range.End.IsNull && !range.Start.IsNull
            ? $"({(range.StartIncluded ? ">=" : ">")} {Inner(range.Start, quoted)})"
            : $"{(range.StartIncluded ? '[' : '(')}{Inner(range.Start, quoted)}..{Inner(range.End, quoted)}{(range.EndIncluded ? ']' : ')')}";
    }

    private static void Append(StringBuilder text, Int128 size, char unit)
    {
        if (size != 0)
        {
            text.Append(size.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }

    private static string Fraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
}
