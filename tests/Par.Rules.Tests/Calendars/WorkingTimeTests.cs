using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

public sealed class WorkingTimeTests
{
    private static readonly WorkingCalendar NightDesk = Berlin(new(new(0, 0), new(2, 30)), new(new(2, 30), new(6, 0)));

    [Fact]
    public void A_working_day_has_eight_hours() =>
        Assert.Equal(TimeSpan.FromHours(8), Vietnam.WorkingTimeBetween(At("2026-03-04 00:00"), At("2026-03-05 00:00")));

    [Fact]
    public void Nothing_passes_over_lunch() =>
        Assert.Equal(TimeSpan.Zero, Vietnam.WorkingTimeBetween(At("2026-03-04 11:30"), At("2026-03-04 13:30")));

    [Fact]
    public void Nothing_passes_over_Tet() =>
        Assert.Equal(TimeSpan.Zero, Vietnam.WorkingTimeBetween(At("2026-02-13 17:30"), At("2026-02-23 07:30")));

    [Fact]
    public void Working_time_backwards_is_negative() =>
        Assert.Equal(TimeSpan.FromHours(-1), Vietnam.WorkingTimeBetween(At("2026-03-04 10:00"), At("2026-03-04 09:00")));

    [Fact]
    public void Seconds_count() =>
        Assert.Equal(TimeSpan.FromSeconds(5), Vietnam.WorkingTimeBetween(At("2026-03-04 10:00"), At("2026-03-04 10:00").AddSeconds(5)));

    [Fact]
    public void The_epoch_is_the_start_of_the_first_published_year()
    {
        Assert.Equal(TimeSpan.Zero, Vietnam.WorkingTimeUntil(At("2024-01-01 00:00")));
        Assert.Equal(TimeSpan.FromHours(-4), Vietnam.WorkingTimeUntil(At("2023-12-29 12:00")));
    }

    [Fact]
    public void Working_time_used_up_at_closing_is_used_up_at_that_closing() =>
        Assert.Equal(At("2026-03-04 17:30"), Vietnam.MomentOf(Vietnam.WorkingTimeUntil(At("2026-03-05 07:30"))));

    [Fact]
    public void A_night_desk_loses_the_hour_the_clocks_skip()
    {
        Assert.Equal(TimeSpan.FromHours(6), NightHours("2026-03-28"));
        Assert.Equal(TimeSpan.FromHours(5), NightHours("2026-03-29"));
    }

    [Fact]
    public void A_night_desk_works_the_hour_the_clocks_show_twice() =>
        Assert.Equal(TimeSpan.FromHours(7), NightHours("2026-10-25"));

    [Fact]
    public void A_term_over_a_change_of_clocks_counts_real_minutes() =>
        Assert.Equal(
            new DateTimeOffset(2026, 3, 29, 4, 0, 0, TimeSpan.FromHours(2)),
            NightDesk.Due(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.FromHours(1)), Term.WorkingMinutes(120), TimeSpan.Zero).At);

    [Fact]
    public void A_day_belongs_to_the_desk_not_to_UTC() =>
        Assert.Equal(Day("2026-03-05"), Vietnam.DayOf(new DateTimeOffset(2026, 3, 4, 17, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Opening_and_closing_are_asked_of_working_days_only()
    {
        Assert.Equal(At("2026-03-04 07:30"), Vietnam.OpeningOf(Day("2026-03-04")));
        Assert.Equal(At("2026-03-04 17:30"), Vietnam.ClosingOf(Day("2026-03-04")));
        Assert.Equal(
            "2026-03-07 is not a working day of 'vn-public'. Ask for WorkingDayFrom first. (Parameter 'day')",
            Assert.Throws<ArgumentException>(() => Vietnam.ClosingOf(Day("2026-03-07"))).Message);
    }

    [Fact]
    public void A_term_that_leaves_the_calendar_is_refused()
    {
        var sundays = new WorkingCalendar(VietnamData with
        {
            Sessions = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>> { [DayOfWeek.Sunday] = [WorkingSession.Parse("08:00-09:00")] },
            Years = [],
        });

        Assert.StartsWith(
            "The calendar 'vn-public' counts from 1900 to 2500, not in 2501. Look at the term or the date.",
            Assert.Throws<ArgumentOutOfRangeException>(() => sundays.LastDay(Day("2026-01-01"), 100_000)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-29", 3.0)]
    [InlineData("2026-10-25", 4.5)]
    public void A_desk_opens_when_its_hour_first_shows_or_is_skipped(string day, double hours)
    {
        var calendar = Berlin(new WorkingSession(new(2, 30), new(6, 0)));

        Assert.Equal(TimeSpan.FromHours(hours), Hours(calendar, day));
    }

    private static TimeSpan NightHours(string day) => Hours(NightDesk, day);

    private static TimeSpan Hours(WorkingCalendar calendar, string day)
    {
        var from = new DateTimeOffset(Day(day), new TimeOnly(0, 0), calendar.TimeZone.GetUtcOffset(Day(day).ToDateTime(TimeOnly.MinValue)));
        return calendar.WorkingTimeBetween(from, from.AddHours(12));
    }

    private static WorkingCalendar Berlin(params WorkingSession[] sessions) => new(new CalendarData
    {
        Name = "night",
        TimeZone = "Europe/Berlin",
        Sessions = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<WorkingSession>)sessions),
        Years = [],
    });
}
