using System.Globalization;
using System.Text.RegularExpressions;

namespace Par.Rules.Calendars;

/// <summary>A span of the calendar such as <c>P75Y</c> or <c>-P60D</c>: years and months, then weeks and days.</summary>
/// <param name="Months">Years and months, in months; negative goes back.</param>
/// <param name="Days">Weeks and days, in days; negative goes back.</param>
public readonly partial record struct CalendarSpan(int Months, int Days)
{
    /// <summary>The longest span in either unit: longer ones are slips of the keyboard.</summary>
    public const int Longest = 100_000;

    /// <summary>Reads a span as ISO 8601 writes it, with an optional minus sign before it, or says no.</summary>
    public static bool TryParse(string? text, out CalendarSpan span)
    {
        span = default;
        var match = Form.Match(text ?? "");
        if (!match.Success || text!.EndsWith('P'))
        {
            return false;
        }

        var months = (Number(match, "y") * 12) + Number(match, "m");
        var days = (Number(match, "w") * 7) + Number(match, "d");
        if (months > Longest || days > Longest)
        {
            return false;
        }

        var sign = match.Groups["minus"].Success ? -1 : 1;
        span = new CalendarSpan((int)months * sign, (int)days * sign);
        return true;
    }

    /// <summary>
    /// The day a span after another. The day of the month stays; where the month has no such day it is the month's last,
    /// but 29 February plus whole years in a common year is 1 March: who was born on a leap day turns older the day after.
    /// </summary>
    public DateOnly After(DateOnly day)
    {
        var moved = Months == 0 ? day : day.AddMonths(Months);
        if (Months % 12 == 0 && day is { Month: 2, Day: 29 } && moved.Day == 28)
        {
            moved = moved.AddDays(1);
        }

        return moved.AddDays(Days);
    }

    /// <summary>The days for which <see cref="After"/> falls between two days, both included; null when there are none.</summary>
    public (DateOnly First, DateOnly Last)? Before(DateOnly first, DateOnly last)
    {
        var from = Earliest(first);
        var until = Earliest(last.AddDays(1)).AddDays(-1);
        return from <= until ? (from, until) : null;
    }

    /// <summary>The span as ISO 8601 writes it.</summary>
    public override string ToString()
    {
        var sign = Months < 0 || Days < 0 ? "-" : "";
        var (years, months, days) = (Math.Abs(Months) / 12, Math.Abs(Months) % 12, Math.Abs(Days));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sign}P{Part(years, 'Y')}{Part(months, 'M')}{(years + months == 0 ? $"{days}D" : Part(days, 'D'))}");
    }

    /// <summary>The earliest day that this span brings to the given day or past it. Months differ in length by at most three days.</summary>
    private DateOnly Earliest(DateOnly day)
    {
        var candidate = day.AddDays(-Days).AddMonths(-Months).AddDays(-4);
        while (After(candidate) < day)
        {
            candidate = candidate.AddDays(1);
        }

        return candidate;
    }

    private static string Part(int amount, char unit) =>
        amount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");

    private static long Number(Match match, string group) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        "^(?<minus>-)?P((?<y>[0-9]{1,9})Y)?((?<m>[0-9]{1,9})M)?((?<w>[0-9]{1,9})W)?((?<d>[0-9]{1,9})D)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form { get; }
}
