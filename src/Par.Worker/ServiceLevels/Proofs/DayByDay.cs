using Par.Rules.Calendars;

namespace Par.Worker.ServiceLevels.Proofs;

/// <summary>
/// Working time counted by hand, one day after another, from the days and desk hours of a kept calendar. Slow, and on purpose not the
/// way due dates are worked out: it is what they are checked against.
/// </summary>
internal sealed class DayByDay(CalendarData data)
{
    // No term of this house reaches further; a calendar that never opens must not hold up a proof for ever.
    private const int MostDays = 200_000;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(data.TimeZone);
    private readonly HashSet<DateOnly> _off = [.. data.Years.SelectMany(year => year.OffDays).Select(off => off.Day)];
    private readonly Dictionary<DateOnly, DateOnly> _madeUp = data.Years.SelectMany(year => year.MakeUpDays).ToDictionary(made => made.Day, made => made.InPlaceOf);

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    public bool Works(DateOnly day) => Hours(day).Count > 0;

    public IReadOnlyList<WorkingSession> Hours(DateOnly day) =>
        _madeUp.TryGetValue(day, out var inPlaceOf) ? data.Sessions.GetValueOrDefault(inPlaceOf.DayOfWeek) ?? []
        : _off.Contains(day) ? []
        : data.Sessions.GetValueOrDefault(day.DayOfWeek) ?? [];

    public bool IsLate(DateTimeOffset start, TimeOnly? cutOff) => cutOff is { } latest && TimeOnly.FromDateTime(Local(start).DateTime) > latest;

    /// <summary>From when the time of a term runs: what came after the cut-off of a working day waits for the next one to open.</summary>
    public DateTimeOffset CountsFrom(DateTimeOffset start, TimeOnly? cutOff) =>
        IsLate(start, cutOff) && Works(Day(start)) ? Stretches(NextWorked(Day(start).AddDays(1))).First().Opens : start;

    /// <summary>The working time between two moments.</summary>
    public TimeSpan Used(DateTimeOffset from, DateTimeOffset until)
    {
        var used = TimeSpan.Zero;
        for (var day = Day(from); day <= Day(until); day = day.AddDays(1))
        {
            foreach (var (opens, closes) in Stretches(day))
            {
                var (begin, end) = (opens > from ? opens : from, closes < until ? closes : until);
                used += end > begin ? end - begin : TimeSpan.Zero;
            }
        }

        return used;
    }

    /// <summary>When a term ends that starts or goes on at a moment, of which something is used already.</summary>
    public DateTimeOffset Due(DateTimeOffset start, Term term, TimeSpan used, TimeOnly? cutOff) => term.Unit switch
    {
        TermUnit.WorkingDays => AfterDays(start, term.Amount, used, cutOff),
        TermUnit.CalendarDays => Closing(NextWorked(LastCalendarDay(start, term, used, cutOff))),
        TermUnit.WorkingHours => After(CountsFrom(start, cutOff), TimeSpan.FromHours(term.Amount) - used),
        _ => After(CountsFrom(start, cutOff), TimeSpan.FromMinutes(term.Amount) - used),
    };

    /// <summary>The days off without which the term would have ended earlier.</summary>
    public IReadOnlyList<OffDay> MovedBy(DateTimeOffset start, DateTimeOffset due, Term term, TimeSpan used, TimeOnly? cutOff)
    {
        var late = term.Unit == TermUnit.WorkingDays && IsLate(start, cutOff);
        var from = term.Unit == TermUnit.CalendarDays ? LastCalendarDay(start, term, used, cutOff) : Day(start);
        bool StillOpen(DateOnly day) => TimeOnly.FromDateTime(Local(start).DateTime) < data.Sessions[day.DayOfWeek][^1].Closes && !late;
        return
        [
            .. data.Years.SelectMany(year => year.OffDays)
                .Where(off => off.Day >= from && off.Day <= Day(due) && data.Sessions.GetValueOrDefault(off.Day.DayOfWeek) is { Count: > 0 })
                .Where(off => off.Day != Day(start) || StillOpen(off.Day))
                .OrderBy(off => off.Day),
        ];
    }

    private DateOnly LastCalendarDay(DateTimeOffset start, Term term, TimeSpan used, TimeOnly? cutOff) =>
        (IsLate(start, cutOff) ? NextWorked(Day(start).AddDays(1)) : Day(start)).AddDays(term.Amount - (int)used.TotalDays);

    private DateTimeOffset AfterDays(DateTimeOffset start, int days, TimeSpan used, TimeOnly? cutOff)
    {
        var day = Day(FirstOpen(CountsFrom(start, cutOff)));
        for (var left = days; left > 0; left--)
        {
            day = NextWorked(day.AddDays(1));
        }

        return used > TimeSpan.Zero ? Closing(Day(Before(Closing(day), used))) : Closing(day);
    }

    private DateTimeOffset After(DateTimeOffset start, TimeSpan left)
    {
        var from = FirstOpen(start);
        if (left <= TimeSpan.Zero)
        {
            return left == TimeSpan.Zero ? from : Before(from, -left);
        }

        for (var day = Day(from); ; day = NextWorked(day.AddDays(1)))
        {
            foreach (var (opens, closes) in Stretches(day).Where(stretch => stretch.Closes > from))
            {
                var begin = opens > from ? opens : from;
                if (closes - begin >= left)
                {
                    return begin + left;
                }

                left -= closes - begin;
            }
        }
    }

    /// <summary>The first moment from which so much working time runs until another.</summary>
    private DateTimeOffset Before(DateTimeOffset moment, TimeSpan time)
    {
        var day = Day(moment);
        for (var walked = 0; walked < MostDays; walked++, day = day.AddDays(-1))
        {
            foreach (var (opens, closes) in Stretches(day).Where(stretch => stretch.Opens < moment).Reverse())
            {
                var end = closes < moment ? closes : moment;
                if (time < end - opens)
                {
                    return end - time;
                }

                time -= end - opens;
            }
        }

        throw NeverOpen();
    }

    private DateTimeOffset FirstOpen(DateTimeOffset from)
    {
        for (var day = NextWorked(Day(from)); ; day = NextWorked(day.AddDays(1)))
        {
            foreach (var (opens, _) in Stretches(day).Where(stretch => stretch.Closes > from))
            {
                return opens > from ? opens : from.ToUniversalTime();
            }
        }
    }

    private DateTimeOffset Closing(DateOnly day) => Stretches(day).Last().Closes;

    private DateOnly NextWorked(DateOnly day)
    {
        for (var walked = 0; walked < MostDays; walked++, day = day.AddDays(1))
        {
            if (Works(day))
            {
                return day;
            }
        }

        throw NeverOpen();
    }

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Stretches(DateOnly day) =>
        Hours(day).Select(session => (Moment(day.ToDateTime(session.Opens)), Moment(day.ToDateTime(session.Closes))));

    private DateTimeOffset Moment(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private InvalidOperationException NeverOpen() => new($"The calendar '{data.Name}' never opens.");
}
