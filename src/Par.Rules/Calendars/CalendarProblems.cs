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

    private static IEnumerable<string> OfYears(CalendarData data)
    {
        foreach (var (year, times) in data.Years.CountBy(year => year.Year).Where(count => count.Value > 1))
        {
            yield return $"The year {year} is published {times} times. Keep the publication with the highest version.";
        }

        var years = data.Years.Select(year => year.Year).Where(year => year is >= WorkingCalendar.FirstYear and <= WorkingCalendar.LastYear).Order().ToList();
        foreach (var (before, after) in years.Zip(years.Skip(1)).Where(pair => pair.Second > pair.First + 1))
        {
            yield return $"The years go from {before} to {after}. Write those between too, if need be as estimates of version 0, or their days off would be worked.";
        }
    }

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

        (DateOnly Day, DateOnly? PublishedOn)[] announced = [
            .. year.OffDays.Select(off => (off.Day, off.PublishedOn)), .. year.MakeUpDays.Select(made => (made.Day, made.PublishedOn))];
        foreach (var (day, on) in announced.Where(day => day.PublishedOn > year.PublishedOn))
        {
            yield return $"{Iso(day)} was announced on {Iso(on!.Value)}, after {year.Year} was published on {Iso(year.PublishedOn)}. Raise the version of {year.Year} and its publishedOn.";
        }

        foreach (var (day, on) in announced.Where(day => day.PublishedOn > day.Day && !year.Rewrites.Contains(day.Day)))
        {
            yield return $"{Iso(day)} was announced on {Iso(on!.Value)}, when it was over. Correct the day; if the authority did decide it afterwards, say so outright with 'rewrites: [{Iso(day)}]' beside the version of {year.Year}.";
        }

        foreach (var day in year.Rewrites.Where(day => day.Year != year.Year))
        {
            yield return $"{Iso(day)} stands under 'rewrites' of {year.Year}. Move it to its own year.";
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
