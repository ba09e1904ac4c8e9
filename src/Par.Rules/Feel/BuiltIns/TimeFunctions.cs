using System.Globalization;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions about days and moments.</summary>
internal static class TimeFunctions
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("now() -> moment", (frame, _) => frame.Now is { } now ? Value.Of(now) : Value.Null, Traits.NeedsFrame),
        BuiltIn.Of("today() -> date", (frame, _) => frame.Now is { } now ? Value.Of(DateOnly.FromDateTime(now.DateTime)) : Value.Null, Traits.NeedsFrame),
        BuiltIn.Of("day of year(date: date|moment) -> number", date => Value.Of((decimal)DayOfYear(date.RawDay))),
        BuiltIn.Of("day of week(date: date|moment) -> string", date => Value.Of(English.DateTimeFormat.DayNames[CalendarDay.Weekday(date.RawDay) % 7])),
        BuiltIn.Of("month of year(date: date|moment) -> string", date => Value.Of(English.DateTimeFormat.MonthNames[CalendarDay.Parts(date.RawDay).Month - 1])),
        BuiltIn.Of("week of year(date: date|moment) -> number", date => Value.Of((decimal)WeekOfYear(date.RawDay))),
        BuiltIn.Of("age(dateOfBirth: date|moment, on: date|moment) -> number", Age),
        BuiltIn.Of("anniversary(date: date|moment, years: number) -> date", Anniversary),
    ];

    private static long DayOfYear(long day) => day - CalendarDay.Number(CalendarDay.Parts(day).Year, 1, 1) + 1;

    // ISO 8601: the week belongs to the year that its Thursday lies in.
    private static long WeekOfYear(long day) => ((DayOfYear(day - CalendarDay.Weekday(day) + 4) - 1) / 7) + 1;

    // Whole years lived. Someone born on 29 February is a year older on 1 March where there is no 29th, and not before.
    private static Value Age(Value birth, Value on)
    {
        var (bornYear, bornMonth, bornDay) = CalendarDay.Parts(birth.RawDay);
        var (year, month, day) = CalendarDay.Parts(on.RawDay);
        if (on.RawDay < birth.RawDay)
        {
            return Value.Null;
        }

        return Value.Of((decimal)(year - bornYear - (month < bornMonth || (month == bornMonth && day < bornDay) ? 1 : 0)));
    }

    // The day in a later year; 29 February falls on 1 March where there is no 29th.
    private static Value Anniversary(Value date, Value years)
    {
        var (year, month, day) = CalendarDay.Parts(date.RawDay);
        var later = years.RawNumber;
        if (later != decimal.Truncate(later) || Math.Abs(later) > 2 * CalendarDay.LastYear || Math.Abs(year + later) > CalendarDay.LastYear)
        {
            return Value.Null;
        }

        var wanted = year + (long)later;
        var isLeapDayLost = month == 2 && day == 29 && !CalendarDay.IsLeap(wanted);
        return Value.OfDay(isLeapDayLost ? CalendarDay.Number(wanted, 3, 1) : CalendarDay.Number(wanted, month, day));
    }
}
