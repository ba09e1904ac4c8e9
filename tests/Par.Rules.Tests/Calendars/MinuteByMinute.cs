using Par.Rules.Calendars;

namespace Par.Rules.Tests.Calendars;

/// <summary>
/// Working time counted the slow way, one minute after another, straight from the data. Shares nothing with
/// <see cref="WorkingCalendar"/> but the data.
/// </summary>
internal sealed class MinuteByMinute
{
    private readonly DateTimeOffset _from;
    private readonly bool[] _open;
    private readonly DateOnly[] _day;
    private readonly TimeOnly[] _clock;

    public MinuteByMinute(CalendarData data, DateTimeOffset from, int days)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(data.TimeZone);
        _from = from;
        (_open, _day, _clock) = (new bool[days * 1440], new DateOnly[days * 1440], new TimeOnly[days * 1440]);
        for (var minute = 0; minute < _open.Length; minute++)
        {
            var local = TimeZoneInfo.ConvertTime(from.AddMinutes(minute), zone).DateTime;
            (_day[minute], _clock[minute]) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            _open[minute] = Hours(data, _day[minute]).Any(session => _clock[minute] >= session.Opens && _clock[minute] < session.Closes);
        }
    }

    public int Minutes => _open.Length;

    public static IEnumerable<WorkingSession> Hours(CalendarData data, DateOnly day)
    {
        foreach (var made in data.Years.SelectMany(year => year.MakeUpDays))
        {
            if (made.Day == day)
            {
                return data.Sessions[made.InPlaceOf.DayOfWeek];
            }
        }

        return data.Years.SelectMany(year => year.OffDays).Any(off => off.Day == day) || !data.Sessions.TryGetValue(day.DayOfWeek, out var sessions)
            ? []
            : sessions;
    }

    public DateTimeOffset Moment(int minute) => _from.AddMinutes(minute);

    public int OpenMinutes(int from, int until)
    {
        var open = 0;
        for (var minute = from; minute < until; minute++)
        {
            open += _open[minute] ? 1 : 0;
        }

        return open;
    }

    /// <summary>The end of the minute that uses up the budget, and for none left the first open minute. Null when the days run out.</summary>
    public DateTimeOffset? DueAfterMinutes(int start, int budget)
    {
        for (var minute = start; minute < _open.Length; minute++)
        {
            if (_open[minute])
            {
                if (budget <= 1)
                {
                    return Moment(minute + budget);
                }

                budget--;
            }
        }

        return null;
    }

    /// <summary>Walks to the minute of reception, then counts open days after it, and takes the end of the last open minute of the last.</summary>
    public DateTimeOffset? DueAfterDays(int start, int days, TimeOnly? cutOff)
    {
        var minute = start;
        if (cutOff is { } latest && _clock[start] > latest && Array.Exists(IndexesOf(_day[start]), at => _open[at]))
        {
            while (minute < _open.Length && _day[minute] == _day[start])
            {
                minute++;
            }
        }

        while (minute < _open.Length && !_open[minute])
        {
            minute++;
        }

        if (minute == _open.Length)
        {
            return null;
        }

        var counted = _day[minute];
        while (days > 0 && minute < _open.Length)
        {
            if (_open[minute] && _day[minute] != counted)
            {
                counted = _day[minute];
                days--;
            }

            minute++;
        }

        // The table must reach past the day, or its last open minute could be cut off.
        return days > 0 || counted >= _day[^1] ? null : Moment(Array.FindLast(IndexesOf(counted), at => _open[at]) + 1);
    }

    private int[] IndexesOf(DateOnly day)
    {
        var first = Math.Max(0, Array.BinarySearch(_day, day));
        while (first > 0 && _day[first - 1] == day)
        {
            first--;
        }

        return [.. Enumerable.Range(first, Math.Min(1600, _day.Length - first)).TakeWhile(at => _day[at] == day)];
    }
}
