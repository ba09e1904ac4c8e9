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
        var today = (Day: default(DateOnly), Hours: (WorkingSession[])[]);
        for (var minute = 0; minute < _open.Length; minute++)
        {
            var local = TimeZoneInfo.ConvertTime(from.AddMinutes(minute), zone).DateTime;
            (_day[minute], _clock[minute]) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            today = today.Day == _day[minute] ? today : (_day[minute], [.. Hours(data, _day[minute])]);
            _open[minute] = today.Hours.Any(session => _clock[minute] >= session.Opens && _clock[minute] < session.Closes);
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

    /// <summary>The first minute from the given one at which desks open or close.</summary>
    public int Edge(int minute)
    {
        while (minute + 1 < _open.Length && _open[minute] == _open[minute + 1])
        {
            minute++;
        }

        return minute + 1;
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

    /// <summary>Counts days of the calendar from the day after the start, then days that are not worked, and takes the end of the last open minute.</summary>
    public DateTimeOffset? DueAfterCalendarDays(int start, int days)
    {
        var (minute, counted) = (start, _day[start]);
        while (days > 0 && ++minute < _open.Length)
        {
            if (_day[minute] != counted)
            {
                counted = _day[minute];
                days--;
            }
        }

        minute = minute < _open.Length ? IndexesOf(counted)[0] : minute;
        while (minute < _open.Length && !_open[minute])
        {
            minute++;
        }

        return minute >= _open.Length || _day[minute] >= _day[^1] ? null : Moment(Array.FindLast(IndexesOf(_day[minute]), at => _open[at]) + 1);
    }

    /// <summary>The end of a budget of which nothing runs in the waits, each from a minute up to another; they are in order.</summary>
    public (DateTimeOffset? Due, int Used) DueAround(int start, int budget, IReadOnlyList<(int From, int Until)> waits)
    {
        var used = 0;
        for (var minute = start; minute < _open.Length; minute++)
        {
            if (!_open[minute] || waits.Any(wait => minute >= wait.From && minute < wait.Until))
            {
                continue;
            }

            used++;
            if (used == budget && minute >= waits[^1].Until)
            {
                return (Moment(minute + 1), used);
            }
        }

        return (null, used);
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
