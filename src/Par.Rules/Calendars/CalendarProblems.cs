using System.Globalization;

namespace Par.Rules.Calendars;

/// <summary>Finds what keeps calendar data from being a calendar.</summary>
internal static class CalendarProblems
{
    public static IEnumerable<string> In(CalendarData data) =>
        [.. OfTimeZone(data), .. OfSessions(data), .. OfYears(data), .. data.Years.SelectMany(year => OfYear(data, year))];

    private static IEnumerable<string> OfTimeZone(CalendarData data)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(data.TimeZone, out _))
        {
            yield return $"This machine knows no time zone '{data.TimeZone}'. Write an IANA name such as 'Asia/Ho_Chi_Minh', or install tzdata.";
        }
    }

    private static IEnumerable<string> OfSessions(CalendarData data)
    {
        if (data.Sessions.Values.All(sessions => sessions.Count == 0))
        {
            yield return "No weekday has a session, so no term would ever end. Give at least one weekday its desk hours.";
        }

        foreach (var (weekday, sessions) in data.Sessions)
        {
            foreach (var session in sessions.Where(session => session.Opens >= session.Closes))
            {
                yield return $"The session {session} of {weekday} closes before it opens. Write the earlier time first.";
            }

            foreach (var (first, second) in sessions.Zip(sessions.Skip(1)).Where(pair => pair.Second.Opens < pair.First.Closes))
            {
                yield return $"The sessions {first} and {second} of {weekday} overlap or are out of order. Write them one after another.";
            }
        }
    }

    private static IEnumerable<string> OfYears(CalendarData data) =>
        data.Years.CountBy(year => year.Year)
            .Where(count => count.Value > 1)
            .Select(count => $"The year {count.Key} is published {count.Value} times. Keep the publication with the highest version.");

    private static IEnumerable<string> OfYear(CalendarData data, CalendarYear year)
    {
        if (year.Year is < WorkingCalendar.FirstYear or > WorkingCalendar.LastYear)
        {
            yield return $"The year {year.Year} is outside {WorkingCalendar.FirstYear} to {WorkingCalendar.LastYear}.";
        }

        if (year.Version < 0)
        {
            yield return $"Version {year.Version} of {year.Year} is below 0. Count publications of a year from 1; 0 is an estimate.";
        }

        DateOnly[] days = [.. year.OffDays.Select(off => off.Day), .. year.MakeUpDays.Select(made => made.Day)];
        foreach (var day in days.Where(day => day.Year != year.Year))
        {
            yield return $"{Iso(day)} stands under {year.Year}. Move it to its own year.";
        }

        foreach (var (day, times) in days.CountBy(day => day).Where(count => count.Value > 1))
        {
            yield return $"{Iso(day)} is named {times} times among the days off and make-up days of {year.Year}. Name it once.";
        }

        foreach (var made in year.MakeUpDays.Where(made => data.Sessions.GetValueOrDefault(made.Day.DayOfWeek) is { Count: > 0 }))
        {
            yield return $"The make-up day {Iso(made.Day)} is a working day of the week already. Name the Saturday or Sunday that is worked.";
        }

        foreach (var made in year.MakeUpDays.Where(made => data.Sessions.GetValueOrDefault(made.InPlaceOf.DayOfWeek) is not { Count: > 0 }))
        {
            yield return $"The make-up day {Iso(made.Day)} stands in for {Iso(made.InPlaceOf)}, which the week does not work. Name the weekday given off.";
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
