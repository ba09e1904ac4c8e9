using System.Collections.Concurrent;
using System.Globalization;

namespace Par.Rules.Calendars;

/// <summary>
/// When desks are open: the week's desk hours, less the published days off, plus the make-up days. Nothing in it ever
/// changes; a new publication makes a new calendar. Sessions are half-open: the opening minute counts, the closing
/// minute does not. Time is counted in real seconds, also on days on which the clocks change.
/// </summary>
public sealed partial class WorkingCalendar
{
    internal const int FirstYear = 1900;
    internal const int LastYear = 2500;

    private readonly Dictionary<DayOfWeek, WorkingSession[]> _week;
    private readonly Dictionary<int, CalendarYear> _publications;
    private readonly Dictionary<DateOnly, OffDay> _off;
    private readonly Dictionary<DateOnly, DateOnly> _madeUp;
    private readonly ConcurrentDictionary<int, WorkingYear> _years = [];
    private readonly int _epoch;

    /// <summary>Makes a calendar of data that was read elsewhere.</summary>
    /// <exception cref="ArgumentException">The data has problems; the message lists all of them.</exception>
    public WorkingCalendar(CalendarData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException($"'{data.Name}' is not a calendar. {string.Join(' ', problems)}", nameof(data));
        }

        Name = data.Name;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(data.TimeZone);
        _week = data.Sessions.Where(day => day.Value.Count > 0).ToDictionary(day => day.Key, day => day.Value.ToArray());
        _publications = data.Years.ToDictionary(year => year.Year);
        _off = data.Years.SelectMany(year => year.OffDays).ToDictionary(off => off.Day);
        _madeUp = data.Years.SelectMany(year => year.MakeUpDays).ToDictionary(made => made.Day, made => made.InPlaceOf);
        _epoch = data.Years.Count == 0 ? 2000 : data.Years.Min(year => year.Year);
        Version = VersionOf(data.Years.Select(year => year.Year).Order());
    }

    /// <summary>The name rules and agencies use for the calendar.</summary>
    public string Name { get; }

    /// <summary>The calendar with every year's publication, for example <c>vn-public 2025.1 2026.2</c>.</summary>
    public string Version { get; }

    /// <summary>The time zone of the desks.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The day of the latest publication in this calendar; null when no year is published.</summary>
    public DateOnly? PublishedOn => _publications.Values.Max(year => (DateOnly?)year.PublishedOn);

    /// <summary>
    /// Whether the year's days off have been published. Days of a year that is neither published nor estimated follow the
    /// week alone.
    /// </summary>
    public bool IsPublished(int year) => _publications.GetValueOrDefault(year) is { Version: > 0 };

    /// <summary>Whether desks open on a day: a weekday that is not off, or a make-up day.</summary>
    public bool IsWorkingDay(DateOnly day) => SessionsOf(day).Count > 0;

    /// <summary>The desk hours of a day, earliest first; none when it is not worked.</summary>
    public IReadOnlyList<WorkingSession> SessionsOf(DateOnly day)
    {
        if (_madeUp.TryGetValue(day, out var inPlaceOf))
        {
            return _week[inPlaceOf.DayOfWeek];
        }

        return _off.ContainsKey(day) ? [] : _week.GetValueOrDefault(day.DayOfWeek) ?? [];
    }

    /// <summary>The day itself when it is worked, otherwise the next working day.</summary>
    public DateOnly WorkingDayFrom(DateOnly day) => LastDay(day, 0);

    /// <summary>
    /// The last day of a term of working days. Counting begins on the working day after the day of reception; what is
    /// received on a day that is not worked counts as received on the next working day. With 0 it is the day of reception.
    /// </summary>
    public DateOnly LastDay(DateOnly from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var year = from.Year;
        var index = Year(year).DaysBefore(from) + workingDays;
        while (index >= Year(year).DayCount)
        {
            index -= Year(year).DayCount;
            year++;
        }

        return Year(year).DayAt(index);
    }

    /// <summary>The day a moment falls on where the desk is.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>Opening time of a working day, in UTC.</summary>
    public DateTimeOffset OpeningOf(DateOnly workingDay) =>
        Moment(Year(workingDay.Year).OpeningOf(IsWorkingDay(workingDay) ? workingDay : throw NotWorked(workingDay)));

    /// <summary>Closing time of a working day, in UTC.</summary>
    public DateTimeOffset ClosingOf(DateOnly workingDay) =>
        Moment(Year(workingDay.Year).ClosingOf(IsWorkingDay(workingDay) ? workingDay : throw NotWorked(workingDay)));

    /// <summary>The moment itself while desks are open, otherwise the next opening, in UTC.</summary>
    public DateTimeOffset OpenFrom(DateTimeOffset moment)
    {
        var year = DayOf(moment).Year;
        long? open;
        while ((open = Year(year).OpenFrom(moment.UtcTicks)) is null)
        {
            year++;
        }

        return Moment(open.Value);
    }

    /// <summary>
    /// W: the working time that has passed at a moment since the epoch of this calendar, which is the start of its first
    /// published year. The difference of two such times is the working time between two moments.
    /// </summary>
    public TimeSpan WorkingTimeUntil(DateTimeOffset moment) => new(Year(DayOf(moment).Year).Until(moment.UtcTicks));

    /// <summary>The working time between two moments; negative when the second comes first.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset until) => WorkingTimeUntil(until) - WorkingTimeUntil(from);

    /// <summary>
    /// W turned round: the first moment, in UTC, at which so much working time has passed since the epoch. Working time
    /// that is used up exactly at a closing gives that closing, not the next opening.
    /// </summary>
    public DateTimeOffset MomentOf(TimeSpan workingTime)
    {
        var year = _epoch;
        while (workingTime.Ticks > Year(year).End)
        {
            year++;
        }

        while (workingTime.Ticks <= Year(year).Start)
        {
            year--;
        }

        return Moment(Year(year).MomentOf(workingTime.Ticks));
    }

    private WorkingYear Year(int year)
    {
        if (_years.TryGetValue(year, out var known))
        {
            return known;
        }

        if (year is < FirstYear or > LastYear)
        {
            throw new ArgumentOutOfRangeException(
                nameof(year), $"The calendar '{Name}' counts from {FirstYear} to {LastYear}, not in {year}. Look at the term or the date.");
        }

        // Each year stands on its neighbour nearer the epoch, so years are built outwards, one after another.
        var step = year < _epoch ? -1 : 1;
        for (var next = _epoch; ; next += step)
        {
            var built = _years.GetOrAdd(next, Build);
            if (next == year)
            {
                return built;
            }
        }
    }

    private WorkingYear Build(int year)
    {
        if (year >= _epoch)
        {
            return new WorkingYear(year, year == _epoch ? 0 : _years[year - 1].End, SessionsOf, TimeZone);
        }

        var length = new WorkingYear(year, 0, SessionsOf, TimeZone).End;
        return new WorkingYear(year, _years[year + 1].Start - length, SessionsOf, TimeZone);
    }

    private string VersionOf(IEnumerable<int> years) => years.Aggregate(
        Name,
        (text, year) => string.Create(CultureInfo.InvariantCulture, $"{text} {year}.{_publications.GetValueOrDefault(year)?.Version ?? 0}"));

    private static DateTimeOffset Moment(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    private ArgumentException NotWorked(DateOnly day) => new(
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is not a working day of '{Name}'. Ask for WorkingDayFrom first."), nameof(day));
}
