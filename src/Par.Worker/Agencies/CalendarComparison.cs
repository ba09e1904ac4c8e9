using System.Globalization;
using Par.Rules.Calendars;

namespace Par.Worker.Agencies;

/// <summary>What a calendar would change of the one in service, and what of that it may not.</summary>
internal static class CalendarComparison
{
    /// <summary>Every reason why a calendar may not follow another, each with its mend; none when it may.</summary>
    public static IEnumerable<string> WhyNot(WorkingCalendar before, WorkingCalendar after, DateOnly today)
    {
        if (before.Data.TimeZone != after.Data.TimeZone)
        {
            yield return $"The calendar '{after.Name}' goes from {before.Data.TimeZone} to {after.Data.TimeZone}, which would move every due date that was ever promised. Give the calendar of the other time zone a name of its own.";
            yield break;
        }

        foreach (var year in before.Data.Years)
        {
            if (WhyNot(before, after, year) is { } problem)
            {
                yield return problem;
            }
        }

        var allowed = after.Data.Years.SelectMany(year => year.Rewrites).ToHashSet();
        foreach (var day in Differences(before, after, First(before, after), today.AddDays(-1)).Select(change => change.Day).Where(day => !allowed.Contains(day)))
        {
            yield return $"The calendar '{after.Name}' changes {Iso(day)} from {Hours(before, day)} to {Hours(after, day)}, and that day is over: due dates that were met or missed by it would be others. Take the change back; if the authority did decide it afterwards, say so outright with 'rewrites: [{Iso(day)}]' beside the version of {day.Year}.";
        }
    }

    /// <summary>The days of a stretch on which desks are open at other times than before.</summary>
    public static IEnumerable<CalendarChange> Differences(WorkingCalendar before, WorkingCalendar after, DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!before.SessionsOf(day).SequenceEqual(after.SessionsOf(day)))
            {
                yield return new CalendarChange(day, Hours(before, day), Hours(after, day), Named(before, day) ?? Named(after, day), PublishedOn(after, day));
            }
        }
    }

    private static string? WhyNot(WorkingCalendar before, WorkingCalendar after, CalendarYear year)
    {
        var next = after.Data.Years.FirstOrDefault(candidate => candidate.Year == year.Year);
        if ((next?.Version ?? -1) < year.Version)
        {
            return $"The calendar '{after.Name}' has {year.Year} in version {next?.Version.ToString(CultureInfo.InvariantCulture) ?? "none"}, but version {year.Version} is in service. Bring the newer file here; to go back, publish the old days as version {year.Version + 1}.";
        }

        var changed = next!.Version == year.Version && year.Version > 0
            ? Differences(before, after, new DateOnly(year.Year, 1, 1), new DateOnly(year.Year, 12, 31)).Select(change => Iso(change.Day)).ToList()
            : [];
        return changed.Count == 0
            ? null
            : $"The calendar '{after.Name}' has {year.Year} in version {year.Version} still, but with other days than are in service: {string.Join(", ", changed.Take(5))}{(changed.Count > 5 ? ", ..." : "")}. Raise the version to {year.Version + 1} and set publishedOn, so that each due date says by which publication it was counted.";
    }

    private static DateOnly First(WorkingCalendar before, WorkingCalendar after) =>
        new(before.Data.Years.Concat(after.Data.Years).Select(year => year.Year).DefaultIfEmpty(2000).Min(), 1, 1);

    private static string Hours(WorkingCalendar calendar, DateOnly day) =>
        calendar.SessionsOf(day) is { Count: > 0 } sessions ? string.Join(' ', sessions) : "off";

    private static OffDay? Named(WorkingCalendar calendar, DateOnly day) =>
        calendar.Data.Years.SelectMany(year => year.OffDays).FirstOrDefault(off => off.Day == day);

    private static DateOnly? PublishedOn(WorkingCalendar calendar, DateOnly day) =>
        calendar.Data.Years.FirstOrDefault(year => year.Year == day.Year) is not { } year ? null
        : year.OffDays.Where(off => off.Day == day).Select(off => off.PublishedOn)
            .Concat(year.MakeUpDays.Where(made => made.Day == day).Select(made => made.PublishedOn))
            .FirstOrDefault(on => on is not null) ?? year.PublishedOn;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A day on which desks are open at other times than before.</summary>
/// <param name="Day">The day.</param>
/// <param name="Was">Its desk hours before, or <c>off</c>.</param>
/// <param name="Is">Its desk hours now, or <c>off</c>.</param>
/// <param name="Off">The day off that came or went; null when it is a make-up day or other desk hours.</param>
/// <param name="PublishedOn">When that was published.</param>
internal sealed record CalendarChange(DateOnly Day, string Was, string Is, OffDay? Off, DateOnly? PublishedOn);
