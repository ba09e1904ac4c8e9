namespace Par.Rules.Calendars;

/// <summary>
/// The working time of some years in a row, laid out so that nothing is counted twice: every session as a stretch of UTC ticks with the
/// working time before it, every local day with the working days before it. A question is one look or one binary search. Never changes.
/// </summary>
internal sealed class WorkingTable
{
    private readonly int _firstDay;
    private readonly long[] _dayStarts;
    private readonly int[] _workingDaysBefore;
    private readonly int[] _days;
    private readonly int[] _firstSession;
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _before;

    /// <param name="firstYear">The first local year.</param>
    /// <param name="lastYear">The last local year.</param>
    /// <param name="epoch">The year at whose start no working time has passed; one of the years.</param>
    /// <param name="sessionsOf">The desk hours of a day; none on a day that is not worked.</param>
    /// <param name="zone">The time zone of the desk.</param>
    public WorkingTable(int firstYear, int lastYear, int epoch, Func<DateOnly, IReadOnlyList<WorkingSession>> sessionsOf, TimeZoneInfo zone)
    {
        (FirstYear, LastYear) = (firstYear, lastYear);
        _firstDay = new DateOnly(firstYear, 1, 1).DayNumber;
        var count = new DateOnly(lastYear, 12, 31).DayNumber - _firstDay + 1;
        (_dayStarts, _workingDaysBefore) = (new long[count + 1], new int[count + 1]);
        List<int> days = [], firstSession = [];
        List<long> opens = [], closes = [], passed = [];
        long total = 0, beforeEpoch = 0;

        for (var place = 0; place < count; place++)
        {
            var day = DateOnly.FromDayNumber(_firstDay + place);
            beforeEpoch = day.Year == epoch && day.DayOfYear == 1 ? total : beforeEpoch;
            _dayStarts[place] = WallClock.FirstShows(day.ToDateTime(TimeOnly.MinValue), zone);
            _workingDaysBefore[place] = days.Count;
            var sessions = sessionsOf(day);
            if (sessions.Count == 0)
            {
                continue;
            }

            days.Add(day.DayNumber);
            firstSession.Add(opens.Count);
            foreach (var session in sessions)
            {
                opens.Add(WallClock.FirstShows(day.ToDateTime(session.Opens), zone));
                closes.Add(WallClock.FirstShows(day.ToDateTime(session.Closes), zone));
                passed.Add(total);
                total += closes[^1] - opens[^1];
            }
        }

        _dayStarts[count] = WallClock.FirstShows(DateOnly.FromDayNumber(_firstDay + count).ToDateTime(TimeOnly.MinValue), zone);
        _workingDaysBefore[count] = days.Count;
        firstSession.Add(opens.Count);
        (_days, _firstSession, _opens, _closes) = ([.. days], [.. firstSession], [.. opens], [.. closes]);
        _before = [.. passed.Select(ticks => ticks - beforeEpoch)];
        (Start, End) = (-beforeEpoch, total - beforeEpoch);
    }

    public int FirstYear { get; }

    public int LastYear { get; }

    /// <summary>Working ticks from the epoch to the start of the first year.</summary>
    public long Start { get; }

    /// <summary>Working ticks from the epoch to the end of the last year.</summary>
    public long End { get; }

    public int DayCount => _days.Length;

    public bool Covers(long moment) => moment >= _dayStarts[0] && moment < _dayStarts[^1];

    /// <summary>The local day of a moment that the table covers.</summary>
    public DateOnly DayOf(long moment)
    {
        // Days are close to 24 hours each, so the guess is right or one off.
        var place = Math.Clamp((int)((moment - _dayStarts[0]) / TimeSpan.TicksPerDay), 0, _dayStarts.Length - 2);
        while (moment < _dayStarts[place])
        {
            place--;
        }

        while (moment >= _dayStarts[place + 1])
        {
            place++;
        }

        return DateOnly.FromDayNumber(_firstDay + place);
    }

    public DateOnly DayAt(int index) => DateOnly.FromDayNumber(_days[index]);

    /// <summary>How many working days of the table come before a day.</summary>
    public int WorkingDaysBefore(DateOnly day) => _workingDaysBefore[day.DayNumber - _firstDay];

    /// <summary>Opening time of a day, in UTC ticks; null when it is not worked.</summary>
    public long? OpeningOf(DateOnly day) => IndexOf(day) is { } index ? _opens[_firstSession[index]] : null;

    /// <summary>Closing time of a day, in UTC ticks; null when it is not worked.</summary>
    public long? ClosingOf(DateOnly day) => IndexOf(day) is { } index ? _closes[_firstSession[index + 1] - 1] : null;

    /// <summary>W: working ticks from the epoch to a moment that the table covers.</summary>
    public long Until(long moment)
    {
        var session = LastAtMost(_opens, moment);
        return session < 0 ? Start : _before[session] + Math.Min(moment, _closes[session]) - _opens[session];
    }

    /// <summary>The first moment by which so much working time has passed since the epoch, which lies within (Start, End].</summary>
    public long MomentOf(long working)
    {
        var session = LastAtMost(_before, working - 1);
        return _opens[session] + (working - _before[session]);
    }

    /// <summary>The moment itself if a desk is open, else the next opening; null when the table has none left.</summary>
    public long? OpenFrom(long moment)
    {
        var session = LastAtMost(_opens, moment);
        if (session >= 0 && moment < _closes[session])
        {
            return moment;
        }

        return session + 1 < _opens.Length ? _opens[session + 1] : null;
    }

    private int? IndexOf(DateOnly day)
    {
        var place = day.DayNumber - _firstDay;
        var index = _workingDaysBefore[place];
        return _workingDaysBefore[place + 1] > index ? index : null;
    }

    private static int LastAtMost(long[] sorted, long value)
    {
        var found = Array.BinarySearch(sorted, value);
        if (found < 0)
        {
            return ~found - 1;
        }

        // A session in a skipped hour is empty, and stands where the next one does.
        while (found + 1 < sorted.Length && sorted[found + 1] == value)
        {
            found++;
        }

        return found;
    }
}
