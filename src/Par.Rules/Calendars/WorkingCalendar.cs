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
    private readonly ConcurrentDictionary<(int First, int Last), string> _versions = [];
    private readonly OffDay[] _offOfTheWeek;
    private readonly int _epoch;
    private volatile WorkingTable _table;

    /// <summary>Makes a calendar of data that was read elsewhere.</summary>
    /// <exception cref="ArgumentException">The data has problems; the message lists all of them.</exception>
    public WorkingCalendar(CalendarData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException($"'{data.Name}' is not a calendar. {string.Join(' ', problems)}", nameof(data));
        }

        Data = data;
        Name = data.Name;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(data.TimeZone);
        _week = data.Sessions.Where(day => day.Value.Count > 0).ToDictionary(day => day.Key, day => day.Value.ToArray());
        _publications = data.Years.ToDictionary(year => year.Year);
        _off = data.Years.SelectMany(year => year.OffDays).ToDictionary(off => off.Day);
        _madeUp = data.Years.SelectMany(year => year.MakeUpDays).ToDictionary(made => made.Day, made => made.InPlaceOf);
        _offOfTheWeek = [.. _off.Values.Where(off => _week.ContainsKey(off.Day.DayOfWeek)).OrderBy(off => off.Day)];
        _epoch = data.Years.Count == 0 ? 2000 : data.Years.Min(year => year.Year);
        _table = new WorkingTable(_epoch, _epoch, _epoch, SessionsOf, TimeZone);
        Version = VersionOf(data.Years.Select(year => year.Year).Order());
    }

    /// <summary>What the calendar was made of.</summary>
    public CalendarData Data { get; }

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
        var table = Covering(from.Year);
        var index = table.WorkingDaysBefore(from) + workingDays;
        while (index >= table.DayCount)
        {
            table = Later(table);
            index = table.WorkingDaysBefore(from) + workingDays;
        }

        return table.DayAt(index);
    }

    /// <summary>The day a moment falls on where the desk is.</summary>
    public DateOnly DayOf(DateTimeOffset moment)
    {
        var table = _table;
        return table.Covers(moment.UtcTicks)
            ? table.DayOf(moment.UtcTicks)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);
    }

    /// <summary>Opening time of a working day, in UTC.</summary>
    public DateTimeOffset OpeningOf(DateOnly workingDay) =>
        Moment(Covering(workingDay.Year).OpeningOf(workingDay) ?? throw NotWorked(workingDay));

    /// <summary>Closing time of a working day, in UTC.</summary>
    public DateTimeOffset ClosingOf(DateOnly workingDay) =>
        Moment(Covering(workingDay.Year).ClosingOf(workingDay) ?? throw NotWorked(workingDay));

    /// <summary>The moment itself while desks are open, otherwise the next opening, in UTC.</summary>
    public DateTimeOffset OpenFrom(DateTimeOffset moment)
    {
        var table = CoveringMoment(moment);
        long? open;
        while ((open = table.OpenFrom(moment.UtcTicks)) is null)
        {
            table = Later(table);
        }

        return Moment(open.Value);
    }

    /// <summary>
    /// W: the working time that has passed at a moment since the epoch of this calendar, which is the start of its first
    /// published year. The difference of two such times is the working time between two moments.
    /// </summary>
    public TimeSpan WorkingTimeUntil(DateTimeOffset moment) => new(CoveringMoment(moment).Until(moment.UtcTicks));

    /// <summary>The working time between two moments; negative when the second comes first.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset until) => WorkingTimeUntil(until) - WorkingTimeUntil(from);

    /// <summary>
    /// W turned round: the first moment, in UTC, at which so much working time has passed since the epoch. Working time
    /// that is used up exactly at a closing gives that closing, not the next opening.
    /// </summary>
    public DateTimeOffset MomentOf(TimeSpan workingTime)
    {
        var table = _table;
        while (workingTime.Ticks > table.End)
        {
            table = Later(table);
        }

        while (workingTime.Ticks <= table.Start)
        {
            table = Earlier(table);
        }

        return Moment(table.MomentOf(workingTime.Ticks));
    }

    private WorkingTable CoveringMoment(DateTimeOffset moment)
    {
        var table = _table;
        return table.Covers(moment.UtcTicks) ? table : Covering(DayOf(moment).Year);
    }

    private WorkingTable Covering(int year)
    {
        var table = _table;
        if (year >= table.FirstYear && year <= table.LastYear)
        {
            return table;
        }

        if (year is < FirstYear or > LastYear)
        {
            throw OutOfYears(year);
        }

        return year < table.FirstYear ? Grown(Math.Min(year, Further(table, -1)), table.LastYear) : Grown(table.FirstYear, Math.Max(year, Further(table, 1)));
    }

    private WorkingTable Later(WorkingTable table) =>
        table.LastYear == LastYear ? throw OutOfYears(LastYear + 1) : Grown(table.FirstYear, Further(table, 1));

    private WorkingTable Earlier(WorkingTable table) =>
        table.FirstYear == FirstYear ? throw OutOfYears(FirstYear - 1) : Grown(Further(table, -1), table.LastYear);

    /// <summary>As many years again as are laid out already, so that growing is rare however far a term reaches.</summary>
    private static int Further(WorkingTable table, int direction)
    {
        var more = Math.Max(2, table.LastYear - table.FirstYear + 1);
        return direction < 0 ? Math.Max(FirstYear, table.FirstYear - more) : Math.Min(LastYear, table.LastYear + more);
    }

    private WorkingTable Grown(int first, int last) => _table = new WorkingTable(first, last, _epoch, SessionsOf, TimeZone);

    private ArgumentOutOfRangeException OutOfYears(int year) => new(
        nameof(year), $"The calendar '{Name}' counts from {FirstYear} to {LastYear}, not in {year}. Look at the term or the date.");

    private string VersionOf(IEnumerable<int> years) => years.Aggregate(
        Name,
        (text, year) => string.Create(CultureInfo.InvariantCulture, $"{text} {year}.{_publications.GetValueOrDefault(year)?.Version ?? 0}"));

    private static DateTimeOffset Moment(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    private ArgumentException NotWorked(DateOnly day) => new(
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is not a working day of '{Name}'. Ask for WorkingDayFrom first."), nameof(day));
}
