using Par.Rules.Calendars;

namespace Par.Worker.Desk;

/// <summary>How near a due date is, in working time: what counts for the officer is time at the desk, not time on the wall.</summary>
internal sealed record TimeLeft
{
    public required Nearness Nearness { get; init; }

    /// <summary>Whole working days to the due day, when it is not today; otherwise 0.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>Working time to the due moment, or since it; never negative.</summary>
    public required TimeSpan WorkingTime { get; init; }

    public static TimeLeft Of(DateTimeOffset now, DateTimeOffset due, WorkingCalendar calendar)
    {
        var over = due < now;
        var (first, last) = over ? (due, now) : (now, due);
        var days = DaysAfter(calendar.DayOf(first), calendar.DayOf(last), calendar);
        return new TimeLeft
        {
            Nearness = over ? Nearness.Over : days <= 1 ? Nearness.Near : Nearness.Later,
            WorkingDays = days,
            WorkingTime = calendar.WorkingTimeBetween(first, last),
        };
    }

    /// <summary>In words: "2 working days left", "45 working minutes over".</summary>
    public string In(PageLanguage language)
    {
        var (vi, en) = Amount();
        return Nearness == Nearness.Over
            ? language.Say($"Quá hạn {vi} làm việc", $"{en} over")
            : language.Say($"Còn {vi} làm việc", $"{en} left");
    }

    private (string Vi, string En) Amount()
    {
        if (WorkingDays > 0 && WorkingTime >= TimeSpan.FromHours(4))
        {
            return ($"{WorkingDays} ngày", $"{WorkingDays} working {(WorkingDays == 1 ? "day" : "days")}");
        }

        var (hours, minutes) = ((int)WorkingTime.TotalHours, WorkingTime.Minutes);
        return (hours, minutes) switch
        {
            (0, _) => ($"{minutes} phút", $"{minutes} working {(minutes == 1 ? "minute" : "minutes")}"),
            (_, 0) => ($"{hours} giờ", $"{hours} working {(hours == 1 ? "hour" : "hours")}"),
            _ => ($"{hours} giờ {minutes} phút", $"{hours} h {minutes} min of working time"),
        };
    }

    private static int DaysAfter(DateOnly first, DateOnly last, WorkingCalendar calendar)
    {
        var days = 0;
        for (var day = first; day < last;)
        {
            day = day.AddDays(1);
            days += calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return days;
    }
}

/// <summary>Over, today or the next working day, or later.</summary>
internal enum Nearness
{
    Over,
    Near,
    Later,
}
