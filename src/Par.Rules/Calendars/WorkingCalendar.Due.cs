namespace Par.Rules.Calendars;

public sealed partial class WorkingCalendar
{
    /// <summary>
    /// When a term ends for what was received on a day whose hour is not known: it counts as received when desks opened.
    /// </summary>
    public DueDate Due(DateOnly receivedOn, Term budget) =>
        Due(Moment(WallClock.FirstShows(receivedOn.ToDateTime(TimeOnly.MinValue), TimeZone)), budget, TimeSpan.Zero);

    /// <summary>
    /// When a term ends that starts, or goes on after a wait, at a moment.
    /// <list type="bullet">
    /// <item>What is received while desks are closed counts as received at the next opening; what is received on a
    /// working day later than <paramref name="cutOff"/> counts as received at the opening of the next working day.</item>
    /// <item>Working hours and minutes run while desks are open; used up exactly at closing, they end at that closing.</item>
    /// <item>Working days are counted from the working day after the day of reception and end at closing of the last.
    /// Every full working day's time already consumed takes one off.</item>
    /// <item>Calendar days are counted from the day after the start. The term ends at closing of the last day, or of the
    /// next working day when that one is not worked. Every full 24 hours already consumed take one off.</item>
    /// </list>
    /// A term of which more is consumed than it has ends before its start: it was over already.
    /// </summary>
    /// <param name="start">When the term starts or goes on.</param>
    /// <param name="budget">The whole term.</param>
    /// <param name="consumed">
    /// What earlier stretches have used of it: working time, or for calendar days the time on the clock. Not negative.
    /// </param>
    /// <param name="cutOff">The local time after which a reception counts for the next working day; none when left out.</param>
    public DueDate Due(DateTimeOffset start, Term budget, TimeSpan consumed, TimeOnly? cutOff = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(consumed, TimeSpan.Zero);
        var reception = Reception(start, cutOff);

        return budget.Unit switch
        {
            TermUnit.WorkingDays => AtClosing(start, DayOf(start), cutOff, LastDay(DayOf(reception), budget.Amount), consumed),
            TermUnit.CalendarDays => AfterCalendarDays(start, budget.Amount, consumed, cutOff),
            TermUnit.WorkingHours => AfterWorkingTime(start, reception, TimeSpan.FromHours(budget.Amount) - consumed),
            _ => AfterWorkingTime(start, reception, TimeSpan.FromMinutes(budget.Amount) - consumed),
        };
    }

    /// <summary>From when a term's time runs: its start, or for what came after the cut-off of a working day the opening of the next one.</summary>
    public DateTimeOffset CountsFrom(DateTimeOffset start, TimeOnly? cutOff)
    {
        var day = DayOf(start);
        return IsLate(start, cutOff) && IsWorkingDay(day) ? OpeningOf(WorkingDayFrom(day.AddDays(1))) : start;
    }

    private DateTimeOffset Reception(DateTimeOffset start, TimeOnly? cutOff) => OpenFrom(CountsFrom(start, cutOff));

    private DueDate AfterWorkingTime(DateTimeOffset start, DateTimeOffset reception, TimeSpan left) =>
        Ends(left == TimeSpan.Zero ? reception : MomentOf(WorkingTimeUntil(reception) + left), start, DayOf(start));

    private DueDate AfterCalendarDays(DateTimeOffset start, int days, TimeSpan consumed, TimeOnly? cutOff)
    {
        var first = IsLate(start, cutOff) ? WorkingDayFrom(DayOf(start).AddDays(1)) : DayOf(start);
        var last = first.AddDays(days - (int)consumed.TotalDays);
        return AtClosing(start, last, cutOff: null, WorkingDayFrom(last), TimeSpan.Zero);
    }

    private DueDate AtClosing(DateTimeOffset start, DateOnly movedFrom, TimeOnly? cutOff, DateOnly last, TimeSpan consumed)
    {
        var closing = ClosingOf(last);
        if (consumed > TimeSpan.Zero)
        {
            closing = ClosingOf(DayOf(MomentOf(WorkingTimeUntil(closing) - consumed)));
        }

        return Ends(closing, start, movedFrom, cutOff);
    }

    private DueDate Ends(DateTimeOffset at, DateTimeOffset start, DateOnly movedFrom, TimeOnly? cutOff = null)
    {
        var day = DayOf(at);
        var startDay = DayOf(start);
        var (first, last) = startDay.Year <= day.Year ? (startDay.Year, day.Year) : (day.Year, startDay.Year);
        return new DueDate
        {
            At = at,
            Day = day,
            Moved = MovedBy(movedFrom, day, start, startDay, cutOff),
            CalendarVersion = VersionOf(first, last),
            Provisional = !AllPublished(first, last),
        };
    }

    /// <summary>The days off of the stretch that would otherwise have given this term time: none on a weekend, nor before the term started.</summary>
    private OffDay[] MovedBy(DateOnly from, DateOnly until, DateTimeOffset start, DateOnly startDay, TimeOnly? cutOff)
    {
        int first = FirstOffFrom(from), last = FirstOffFrom(until.AddDays(1));
        if (first >= last)
        {
            return [];
        }

        var onStart = FirstOffFrom(startDay);
        return onStart >= first && onStart < last && _offOfTheWeek[onStart].Day == startDay && !HasTimeLeft(start, startDay, cutOff)
            ? [.. _offOfTheWeek[first..onStart], .. _offOfTheWeek[(onStart + 1)..last]]
            : _offOfTheWeek[first..last];
    }

    /// <summary>Whether desks would still have been open on a day off when the term started on it.</summary>
    private bool HasTimeLeft(DateTimeOffset start, DateOnly day, TimeOnly? cutOff) =>
        LocalTime(start) < _week[day.DayOfWeek][^1].Closes && !IsLate(start, cutOff);

    private int FirstOffFrom(DateOnly day)
    {
        int low = 0, high = _offOfTheWeek.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_offOfTheWeek[middle].Day < day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private bool AllPublished(int first, int last)
    {
        for (var year = first; year <= last; year++)
        {
            if (!IsPublished(year))
            {
                return false;
            }
        }

        return true;
    }

    private string VersionOf(int first, int last) =>
        _versions.TryGetValue((first, last), out var known)
            ? known
            : _versions.GetOrAdd((first, last), years => VersionOf(Enumerable.Range(years.First, years.Last - years.First + 1)));

    private bool IsLate(DateTimeOffset start, TimeOnly? cutOff) => cutOff is { } latest && LocalTime(start) > latest;

    private TimeOnly LocalTime(DateTimeOffset moment) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);
}
