using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

public sealed class DueDateTests
{
    [Fact]
    public void Minutes_that_run_over_lunch_go_on_after_it() =>
        Assert.Equal(At("2026-03-04 13:45"), Due("2026-03-04 11:15", "30 working minutes").At);

    [Fact]
    public void A_budget_that_ends_exactly_at_closing_is_due_at_closing() =>
        Assert.Equal(At("2026-03-04 17:30"), Due("2026-03-04 17:00", "30 working minutes").At);

    [Fact]
    public void A_budget_that_ends_exactly_at_lunch_is_due_at_lunch() =>
        Assert.Equal(At("2026-03-04 11:30"), Due("2026-03-04 11:15", "15 working minutes").At);

    [Fact]
    public void Who_comes_at_closing_sharp_comes_the_next_morning() =>
        Assert.Equal(At("2026-03-05 08:00"), Due("2026-03-04 17:30", "30 working minutes").At);

    [Fact]
    public void Who_comes_at_opening_sharp_starts_at_once() =>
        Assert.Equal(At("2026-03-04 08:00"), Due("2026-03-04 07:30", "30 working minutes").At);

    [Fact]
    public void An_opening_in_the_night_starts_with_the_next_session() =>
        Assert.Equal(At("2026-03-05 08:00"), Due("2026-03-04 22:10", "30 working minutes").At);

    [Fact]
    public void An_opening_over_lunch_starts_after_lunch() =>
        Assert.Equal(At("2026-03-04 15:30"), Due("2026-03-04 12:00", "2 working hours").At);

    [Fact]
    public void An_opening_on_Saturday_starts_on_Monday() =>
        Assert.Equal(At("2026-03-09 08:00"), Due("2026-03-07 09:00", "30 working minutes").At);

    [Fact]
    public void Eight_working_hours_from_midday_end_the_next_midday() =>
        Assert.Equal(At("2026-03-05 10:00"), Due("2026-03-04 10:00", "8 working hours").At);

    [Fact]
    public void No_time_left_is_due_at_once() =>
        Assert.Equal(At("2026-03-05 07:30"), Due("2026-03-04 18:00", "15 working minutes", consumed: TimeSpan.FromMinutes(15)).At);

    [Fact]
    public void A_term_more_than_consumed_was_over_before_it_went_on() =>
        Assert.Equal(At("2026-03-04 17:20"), Due("2026-03-05 07:30", "15 working minutes", consumed: TimeSpan.FromMinutes(25)).At);

    [Fact]
    public void After_a_wait_only_the_rest_of_the_minutes_is_left() =>
        Assert.Equal(At("2026-03-04 09:20"), Due("2026-03-04 09:00", "30 working minutes", consumed: TimeSpan.FromMinutes(10)).At);

    [Theory]
    [InlineData("2024-06-17 07:30", "2024-06-26 17:30")]
    [InlineData("2024-06-17 17:29", "2024-06-26 17:30")]
    [InlineData("2024-06-17 17:30", "2024-06-27 17:30")]
    [InlineData("2024-06-15 10:00", "2024-06-26 17:30")]
    public void Seven_working_days_for_a_residence_are_counted_from_the_working_day_after_reception(string start, string due) =>
        Assert.Equal(At(due), Due(start, "7 working days").At);

    [Fact]
    public void The_linked_birth_group_has_three_working_days() =>
        Assert.Equal(At("2024-07-12 17:30"), Due("2024-07-09 09:00", "3 working days").At);

    [Theory]
    [InlineData("2024-06-17 14:59", "2024-06-17 17:30")]
    [InlineData("2024-06-17 15:00", "2024-06-17 17:30")]
    [InlineData("2024-06-17 15:01", "2024-06-18 17:30")]
    [InlineData("2024-06-17 20:00", "2024-06-18 17:30")]
    [InlineData("2024-06-14 15:01", "2024-06-17 17:30")]
    [InlineData("2024-06-15 16:00", "2024-06-17 17:30")]
    public void A_birth_registration_received_after_15_00_is_due_the_next_working_day(string start, string due) =>
        Assert.Equal(At(due), Due(start, "same day", cutOff: "15:00").At);

    [Fact]
    public void What_comes_after_the_cut_off_counts_its_days_from_the_next_working_day() =>
        Assert.Equal(At("2024-06-19 17:30"), Due("2024-06-17 15:30", "1 working day", cutOff: "15:00").At);

    [Fact]
    public void What_comes_after_the_cut_off_starts_its_minutes_the_next_morning() =>
        Assert.Equal(At("2024-06-18 08:00"), Due("2024-06-17 15:30", "30 working minutes", cutOff: "15:00").At);

    [Theory]
    [InlineData("2026-03-02 09:00", "2026-05-04 17:30")]
    [InlineData("2026-03-03 09:00", "2026-05-04 17:30")]
    [InlineData("2026-03-06 09:00", "2026-05-05 17:30")]
    public void Sixty_days_to_register_a_birth_end_on_a_working_day(string start, string due) =>
        Assert.Equal(At(due), Due(start, "60 calendar days").At);

    [Fact]
    public void Calendar_days_are_counted_from_a_Saturday_too() =>
        Assert.Equal(Day("2026-03-10"), Due("2026-03-07 09:00", "3 calendar days").Day);

    [Fact]
    public void Full_working_days_that_were_consumed_come_off_a_term_of_days() =>
        Assert.Equal(At("2026-03-10 17:30"), Due("2026-03-04 09:00", "7 working days", consumed: TimeSpan.FromHours(3 * 8 + 7.9)).At);

    [Fact]
    public void Full_days_on_the_clock_that_were_consumed_come_off_a_term_of_calendar_days() =>
        Assert.Equal(At("2026-03-06 17:30"), Due("2026-03-04 09:00", "5 calendar days", consumed: TimeSpan.FromHours(3 * 24 + 23)).At);

    [Fact]
    public void What_is_received_on_a_day_without_an_hour_counts_from_that_day() =>
        Assert.Equal(Day("2024-07-12"), Vietnam.Due(Day("2024-07-09"), Term.WorkingDays(3)).Day);

    [Fact]
    public void A_due_date_is_a_moment_in_UTC() =>
        Assert.Equal(TimeSpan.Zero, Due("2026-03-04 09:00", "2 working hours").At.Offset);

    [Fact]
    public void Time_already_consumed_is_never_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Due("2026-03-04 09:00", "2 working hours", consumed: TimeSpan.FromTicks(-1)));
}
