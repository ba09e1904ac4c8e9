using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

public sealed class PublishedDaysTests
{
    [Theory]
    [InlineData("2024-04-29", false)]
    [InlineData("2024-05-04", true)]
    [InlineData("2025-05-02", false)]
    [InlineData("2025-04-26", true)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-04-27", false)]
    [InlineData("2026-08-22", true)]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-11-24", false)]
    [InlineData("2026-11-28", false)]
    [InlineData("2026-11-25", true)]
    public void A_day_is_worked_as_published(string day, bool worked) =>
        Assert.Equal(worked, Vietnam.IsWorkingDay(Day(day)));

    [Fact]
    public void A_worked_Saturday_is_counted() =>
        Assert.Equal(Day("2026-01-10"), Vietnam.LastDay(Day("2026-01-09"), workingDays: 1));

    [Fact]
    public void A_worked_Saturday_has_the_hours_of_the_day_it_stands_in_for()
    {
        var shortFridays = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>>(Weekdays) { [DayOfWeek.Friday] = [WorkingSession.Parse("08:00-11:00")] };
        var calendar = new WorkingCalendar(VietnamData with { Sessions = shortFridays });

        Assert.Equal([WorkingSession.Parse("08:00-11:00")], calendar.SessionsOf(Day("2026-01-10")));
    }

    [Fact]
    public void Seven_working_days_over_Tet_take_the_whole_holiday_more()
    {
        var due = Due("2026-02-11 09:00", "7 working days");

        Assert.Equal(At("2026-02-27 17:30"), due.At);
        Assert.Equal(
            ["2026-02-16 Tết Nguyên đán", "2026-02-17 Tết Nguyên đán", "2026-02-18 Tết Nguyên đán", "2026-02-19 Tết Nguyên đán", "2026-02-20 Tết Nguyên đán"],
            due.Moved.Select(off => $"{off.Day:yyyy-MM-dd} {off.Vietnamese}"));
    }

    [Fact]
    public void Half_an_hour_begun_before_Tet_ends_after_it() =>
        Assert.Equal(At("2026-02-23 07:45"), Due("2026-02-13 17:15", "30 working minutes").At);

    [Fact]
    public void A_term_that_no_day_off_touches_was_moved_by_none() =>
        Assert.Empty(Due("2026-03-04 09:00", "7 working days").Moved);

    [Fact]
    public void A_day_off_on_the_day_of_reception_moves_the_term_only_if_desks_would_still_have_been_open()
    {
        Assert.Equal(["Vietnam Culture Day"], Due("2026-11-24 17:00", "1 working day").Moved.Select(off => off.English));
        Assert.Empty(Due("2026-11-24 17:30", "1 working day").Moved);
        Assert.Empty(Due("2026-11-24 16:00", "1 working day", cutOff: "15:00").Moved);
    }

    [Fact]
    public void Days_off_within_calendar_days_move_nothing_unless_they_end_there()
    {
        Assert.Empty(Due("2026-04-20 09:00", "15 calendar days").Moved);
        Assert.Equal(["Labour Day"], Due("2026-04-21 09:00", "10 calendar days").Moved.Select(off => off.English));
    }

    [Fact]
    public void A_day_off_that_falls_on_a_weekend_moves_nothing()
    {
        var calendar = new WorkingCalendar(VietnamData with
        {
            Years = [Year2026 with { OffDays = [Off("2026-04-26", "Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day")] }],
        });

        Assert.Empty(calendar.Due(At("2026-04-24 09:00"), Term.WorkingDays(1), TimeSpan.Zero).Moved);
    }

    [Fact]
    public void A_swap_announced_on_25_December_2025_moves_the_due_date_and_both_stay_on_record()
    {
        var before = new WorkingCalendar(VietnamData with { Years = [Year2025, Year2026] });
        var after = new WorkingCalendar(VietnamData with { Years = [Year2025, Year2026Again] });
        var received = At("2025-12-23 10:00");

        var promised = before.Due(received, Term.WorkingDays(7), TimeSpan.Zero);
        var moved = after.Due(received, Term.WorkingDays(7), TimeSpan.Zero);

        Assert.Equal((Day("2026-01-02"), "vn-public 2025.1 2026.1"), (promised.Day, promised.CalendarVersion));
        Assert.Equal((Day("2026-01-05"), "vn-public 2025.1 2026.2"), (moved.Day, moved.CalendarVersion));
        Assert.Equal(["New Year's Day", "Day off swapped with Saturday 10 January"], moved.Moved.Select(off => off.English));
        Assert.Equal((new DateOnly(2025, 11, 20), new DateOnly(2025, 12, 25)), (before.PublishedOn, after.PublishedOn));
    }

    [Fact]
    public void A_term_names_only_the_years_it_runs_through() =>
        Assert.Equal("vn-public 2026.2", Due("2026-03-04 09:00", "7 working days").CalendarVersion);

    [Fact]
    public void A_year_nobody_has_published_follows_the_week_and_is_provisional()
    {
        var due = Due("2026-12-30 09:00", "3 working days");

        Assert.Equal((Day("2027-01-04"), true, "vn-public 2026.2 2027.0"), (due.Day, due.Provisional, due.CalendarVersion));
        Assert.False(Due("2026-12-30 09:00", "1 working day").Provisional);
    }

    [Fact]
    public void An_estimated_year_has_its_days_off_and_is_still_provisional()
    {
        var estimate = new CalendarYear { Year = 2027, Version = 0, PublishedOn = new(2026, 11, 1), OffDays = [Off("2027-01-01", "Tết Dương lịch", "New Year's Day")] };
        var calendar = new WorkingCalendar(VietnamData with { Years = [Year2026Again, estimate] });

        var due = calendar.Due(At("2026-12-30 09:00"), Term.WorkingDays(2), TimeSpan.Zero);

        Assert.Equal((Day("2027-01-04"), true, "vn-public 2026.2 2027.0"), (due.Day, due.Provisional, due.CalendarVersion));
    }

    [Fact]
    public void The_calendar_names_all_its_publications() =>
        Assert.Equal("vn-public 2024.1 2025.1 2026.2", Vietnam.Version);
}
