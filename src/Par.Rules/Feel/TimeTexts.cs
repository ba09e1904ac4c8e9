using System.Globalization;
using System.Text.RegularExpressions;

namespace Par.Rules.Feel;

/// <summary>Reads days, times and lengths of time from text. What is not written well, or does not exist, gives null.</summary>
internal static partial class TimeTexts
{
    /// <summary>Whatever the text is: a length of time, a moment, a day or a time of day.</summary>
    public static Value Any(string text)
    {
        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal))
        {
            return Duration(text);
        }

        if (text.Contains('T', StringComparison.Ordinal) && DateTime(text) is { IsNull: false } moment)
        {
            return moment;
        }

        return Date(text) is { IsNull: false } day ? day : Time(text);
    }

    public static Value Date(string text) => Day(DayForm.Match(text)) is { } day ? Value.OfDay(day) : Value.Null;

    public static Value Time(string text) => TimeOf(TimeForm.Match(text)) is { } time ? Value.Of(time) : Value.Null;

    /// <summary>A moment; a day alone means its midnight, and 24:00:00 the midnight that ends the day.</summary>
    public static Value DateTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0)
        {
            return Day(DayForm.Match(text)) is { } on ? Value.Of(new FeelDateTime(on, 0, null)) : Value.Null;
        }

        var time = text[(split + 1)..];
        var isMidnight = time.StartsWith("24:00:00", StringComparison.Ordinal);
        time = isMidnight ? "00" + time[2..] : time;
        return Day(DayForm.Match(text[..split])) is { } day && TimeOf(TimeForm.Match(time)) is { } at && !(isMidnight && at.Nanosecond > 0)
            ? Value.Of(new FeelDateTime(isMidnight ? day + 1 : day, at.Nanosecond, at.Zone))
            : Value.Null;
    }

    public static Value Duration(string text)
    {
        try
        {
            var months = MonthsForm.Match(text);
            if (months.Success)
            {
                var all = (Whole(months, "years") * 12) + Whole(months, "months");
                return Value.Of(new YearsAndMonths(checked((long)(text[0] == '-' ? -all : all))));
            }

            var days = DaysForm.Match(text);
            if (!days.Success)
            {
                return Value.Null;
            }

            var seconds = (((((Whole(days, "days") * 24) + Whole(days, "hours")) * 60) + Whole(days, "minutes")) * 60) + Whole(days, "seconds");
            var span = (seconds * FeelTime.Second) + Fraction(days.Groups["fraction"].Value);
            return Value.Of(new DaysAndTime(text[0] == '-' ? -span : span));
        }
        catch (OverflowException)
        {
            // Longer than any calendar: FEEL's answer to that is null.
            return Value.Null;
        }
    }

    private static long? Day(Match match)
    {
        if (!match.Success || !long.TryParse(match.Groups["year"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var year))
        {
            return null;
        }

        var (month, day) = ((int)Whole(match, "month"), (int)Whole(match, "day"));
        return CalendarDay.Exists(year, month, day) ? CalendarDay.Number(year, month, day) : null;
    }

    private static FeelTime? TimeOf(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        var (hour, minute, second) = ((long)Whole(match, "hour"), (long)Whole(match, "minute"), (long)Whole(match, "second"));
        var zone = match.Groups["zone"].Value;
        if (hour > 23 || minute > 59 || second > 59 || (zone.Length > 0 && Zone(zone) is null))
        {
            return null;
        }

        var nanoseconds = (((((hour * 60) + minute) * 60) + second) * FeelTime.Second) + Fraction(match.Groups["fraction"].Value);
        return new FeelTime(nanoseconds, zone.Length == 0 ? null : Zone(zone));
    }

    private static FeelZone? Zone(string text)
    {
        if (text is "Z" or "z")
        {
            return FeelZone.Utc;
        }

        if (text[0] == '@')
        {
            return FeelZone.Named(text[1..]);
        }

        var parts = text[1..].Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var offset = new TimeSpan(parts[0], parts[1], parts.Length > 2 ? parts[2] : 0);
        return parts[1] > 59 || offset > TimeSpan.FromHours(14) ? null : FeelZone.At(text[0] == '-' ? -offset : offset);
    }

    private static Int128 Whole(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? Int128.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static long Fraction(string digits) =>
        digits.Length == 0 ? 0 : long.Parse(digits.PadRight(9, '0')[..9], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<year>-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-(?<month>[0-9]{2})-(?<day>[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayForm { get; }

    [GeneratedRegex(@"^(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]+))?(?<zone>Z|z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@.+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm { get; }

    [GeneratedRegex(@"^-?P(?=[0-9])(?:(?<years>[0-9]{1,18})Y)?(?:(?<months>[0-9]{1,18})M)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex MonthsForm { get; }

    [GeneratedRegex(@"^-?P(?=[0-9T])(?:(?<days>[0-9]{1,18})D)?(?:T(?=[0-9])(?:(?<hours>[0-9]{1,18})H)?(?:(?<minutes>[0-9]{1,18})M)?(?:(?<seconds>[0-9]{1,18})(?:\.(?<fraction>[0-9]*))?S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DaysForm { get; }
}
