namespace Par.Rules.Calendars;

/// <summary>
/// The working time of one local year, laid out for binary search: every session as a stretch of UTC ticks, and how
/// much working time had passed when it opened.
/// </summary>
internal sealed class WorkingYear
{
    private readonly DateOnly[] _days;
    private readonly int[] _firstSession;
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _before;

    /// <param name="year">The local year.</param>
    /// <param name="before">Working time, in ticks, between the epoch of the calendar and the start of this year.</param>
    /// <param name="sessionsOf">The desk hours of a day; none on a day that is not worked.</param>
    /// <param name="zone">The time zone of the desk.</param>
    public WorkingYear(int year, long before, Func<DateOnly, IReadOnlyList<WorkingSession>> sessionsOf, TimeZoneInfo zone)
    {
        List<DateOnly> days = [];
        List<int> firstSession = [];
        List<long> opens = [], closes = [], passed = [];
        Start = before;
        var total = before;

        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var sessions = sessionsOf(day);
            if (sessions.Count == 0)
            {
                continue;
            }

            days.Add(day);
            firstSession.Add(opens.Count);
            foreach (var session in sessions)
            {
                opens.Add(WallClock.FirstShows(day.ToDateTime(session.Opens), zone));
                closes.Add(WallClock.FirstShows(day.ToDateTime(session.Closes), zone));
                passed.Add(total);
                total += closes[^1] - opens[^1];
            }
        }

        firstSession.Add(opens.Count);
        (_days, _firstSession) = ([.. days], [.. firstSession]);
        (_opens, _closes, _before) = ([.. opens], [.. closes], [.. passed]);
        End = total;
    }

    /// <summary>Working ticks from the epoch to the start of the year.</summary>
    public long Start { get; }

    /// <summary>Working ticks from the epoch to the end of the year.</summary>
    public long End { get; }

    public int DayCount => _days.Length;

    public DateOnly DayAt(int index) => _days[index];

    /// <summary>How many working days of the year come before a day.</summary>
    public int DaysBefore(DateOnly day)
    {
        var found = Array.BinarySearch(_days, day);
        return found >= 0 ? found : ~found;
    }

    public bool Works(DateOnly day) => Array.BinarySearch(_days, day) >= 0;

    /// <summary>Closing time of a working day, in UTC ticks.</summary>
    public long ClosingOf(DateOnly day) => _closes[_firstSession[Array.BinarySearch(_days, day) + 1] - 1];

    /// <summary>Opening time of a working day, in UTC ticks.</summary>
    public long OpeningOf(DateOnly day) => _opens[_firstSession[Array.BinarySearch(_days, day)]];

    /// <summary>W: working ticks from the epoch to a moment of this year.</summary>
    public long Until(long moment)
    {
        var session = LastOpenedBy(moment);
        return session < 0 ? Start : _before[session] + Math.Min(moment, _closes[session]) - _opens[session];
    }

    /// <summary>The first moment of this year by which so much working time has passed since the epoch, which lies within (Start, End].</summary>
    public long MomentOf(long working)
    {
        var found = Array.BinarySearch(_before, working);
        var session = (found >= 0 ? found : ~found) - 1;
        while (session > 0 && _before[session] == working)
        {
            session--;
        }

        return _opens[session] + (working - _before[session]);
    }

    /// <summary>The moment itself if a desk is open, else the next opening of this year; null when the year has none left.</summary>
    public long? OpenFrom(long moment)
    {
        var session = LastOpenedBy(moment);
        if (session >= 0 && moment < _closes[session])
        {
            return moment;
        }

        return session + 1 < _opens.Length ? _opens[session + 1] : null;
    }

    private int LastOpenedBy(long moment)
    {
        var found = Array.BinarySearch(_opens, moment);
        return found >= 0 ? found : ~found - 1;
    }
}
