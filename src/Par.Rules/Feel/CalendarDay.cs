namespace Par.Rules.Feel;

/// <summary>
/// Days of the Gregorian calendar as plain numbers, counted from 1 January of the year 1: FEEL knows the years
/// -999,999,999 to 999,999,999, far more than .NET's dates do.
/// </summary>
internal static class CalendarDay
{
    public const long LastYear = 999_999_999;
    private const long DaysIn400Years = 146_097;
    private static readonly long LastNearDay = DateOnly.MaxValue.DayNumber;

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static bool Exists(long year, long month, long day) =>
        Math.Abs(year) <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(year, (int)month);

    /// <summary>The days that .NET's dates know, which are nearly all that rules meet, go the short way.</summary>
    public static long Number(long year, int month, int day) =>
        year is >= 1 and <= 9999 ? new DateOnly((int)year, month, day).DayNumber : FarNumber(year, month, day);

    // Counts years from March, so that the leap day comes last and needs no case of its own.
    private static long FarNumber(long year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = Floor(y, 400);
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysIn400Years) + dayOfEra - 306;
    }

    public static (long Year, int Month, int Day) Parts(long number)
    {
        if (number >= 0 && number <= LastNearDay)
        {
            var (nearYear, nearMonth, nearDay) = DateOnly.FromDayNumber((int)number);
            return (nearYear, nearMonth, nearDay);
        }

        return FarParts(number);
    }

    private static (long Year, int Month, int Day) FarParts(long number)
    {
        var shifted = number + 306;
        var era = Floor(shifted, DaysIn400Years);
        var dayOfEra = shifted - (era * DaysIn400Years);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var march = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * march) + 2) / 5) + 1);
        var month = (int)(march < 10 ? march + 3 : march - 9);
        return ((era * 400) + yearOfEra + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>The day some months later; a day that month does not have becomes its last one, as the DMN standard has it.</summary>
    public static long? AddMonths(long number, long months)
    {
        const long farthest = (LastYear + 1) * 12;
        if (months is < -2 * farthest or > 2 * farthest)
        {
            return null;
        }

        var (year, month, day) = Parts(number);
        var all = (year * 12) + month - 1 + months;
        if (all is < -farthest or > farthest)
        {
            return null;
        }

        var newYear = Floor(all, 12);
        var newMonth = (int)(all - (newYear * 12)) + 1;
        return Math.Abs(newYear) > LastYear ? null : Number(newYear, newMonth, Math.Min(day, DaysIn(newYear, newMonth)));
    }

    /// <summary>Whole months from one day to another.</summary>
    public static long MonthsBetween(long from, long to)
    {
        var (fromYear, fromMonth, fromDay) = Parts(from);
        var (toYear, toMonth, toDay) = Parts(to);
        var months = ((toYear - fromYear) * 12) + toMonth - fromMonth;
        return months switch
        {
            > 0 when toDay < fromDay => months - 1,
            < 0 when toDay > fromDay => months + 1,
            _ => months,
        };
    }

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(long number) => (int)(number - (Floor(number, 7) * 7)) + 1;

    public static long Floor(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);
}
