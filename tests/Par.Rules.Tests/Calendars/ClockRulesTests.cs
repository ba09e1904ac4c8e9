using Par.Rules.Calendars;
using Par.Rules.Tests.Shipped;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

/// <summary>The terms that Vietnamese law and its authorities set, each by its name, at desks open 07:00-11:30 and 13:30-17:00 on the shipped days.</summary>
public sealed class ClockRulesTests
{
    private static readonly WorkingCalendar Commune = new(VietnamData with { Sessions = Week("07:00-11:30", "13:30-17:00") });

    private static readonly WorkingCalendar Shipped = ShippedRules.Book.Catalogue.Calendars["vn-public"];

    [Theory]
    [InlineData("2026-03-02 08:00", "2026-03-05 17:00")]
    [InlineData("2026-04-28 16:59", "2026-05-05 17:00")]
    [InlineData("2026-02-12 10:00", "2026-02-24 17:00")]
    public void The_linked_birth_group_takes_at_most_three_working_days(string received, string due) => Ends(due, received, "3 working days");

    [Theory]
    [InlineData("2026-03-02 07:00", "2026-03-02 17:00")]
    [InlineData("2026-03-02 15:00", "2026-03-02 17:00")]
    [InlineData("2026-03-02 15:01", "2026-03-03 17:00")]
    [InlineData("2026-03-06 15:01", "2026-03-09 17:00")]
    [InlineData("2026-01-09 16:00", "2026-01-10 17:00")]
    [InlineData("2026-02-13 15:30", "2026-02-23 17:00")]
    public void A_birth_is_registered_on_the_same_day_and_after_15_00_on_the_next_working_day(string received, string due) =>
        Ends(due, received, "same day", cutOff: "15:00");

    [Theory]
    [InlineData("2026-03-02 09:00", "2026-05-04 17:00")]
    [InlineData("2025-11-05 09:00", "2026-01-05 17:00")]
    public void A_birth_must_be_registered_within_sixty_days(string born, string due) => Ends(due, born, "60 calendar days");

    [Theory]
    [InlineData("2026-03-02 09:00", "2026-03-17 17:00")]
    [InlineData("2026-02-03 09:00", "2026-02-23 17:00")]
    public void A_death_must_be_registered_within_fifteen_days(string died, string due) => Ends(due, died, "15 calendar days");

    [Fact]
    public void A_change_of_civil_status_takes_three_working_days() => Ends("2026-03-05 17:00", "2026-03-02 09:00", "3 working days");

    [Fact]
    public void A_change_of_civil_status_with_verification_takes_six_working_days() => Ends("2026-03-10 17:00", "2026-03-02 09:00", "6 working days");

    [Theory]
    [InlineData("2026-03-02 09:00", "2026-03-11 17:00")]
    [InlineData("2026-02-11 09:00", "2026-02-27 17:00")]
    public void Permanent_residence_takes_seven_working_days(string received, string due) => Ends(due, received, "7 working days");

    [Fact]
    public void An_identity_card_takes_seven_working_days() => Ends("2025-05-12 17:00", "2025-04-28 09:00", "7 working days");

    [Theory]
    [InlineData("2026-03-02 05:00", "2026-03-02 07:30")]
    [InlineData("2026-03-02 17:00", "2026-03-03 07:30")]
    [InlineData("2026-03-02 23:59", "2026-03-03 07:30")]
    [InlineData("2026-03-07 10:00", "2026-03-09 07:30")]
    [InlineData("2026-02-17 00:00", "2026-02-23 07:30")]
    public void What_is_opened_after_hours_starts_its_clock_at_the_next_opening(string opened, string due) => Ends(due, opened, "30 working minutes");

    [Theory]
    [InlineData("2026-03-02 11:30", "2026-03-02 13:45")]
    [InlineData("2026-03-02 12:00", "2026-03-02 13:45")]
    [InlineData("2026-03-02 11:20", "2026-03-02 13:35")]
    [InlineData("2026-03-02 11:15", "2026-03-02 11:30")]
    [InlineData("2026-03-02 16:45", "2026-03-02 17:00")]
    public void Fifteen_minutes_of_a_wait_stand_still_over_lunch_and_end_at_closing_when_they_end_with_it(string began, string due) =>
        Ends(due, began, "15 working minutes");

    [Fact]
    public void A_week_has_forty_hours() =>
        Assert.Equal(TimeSpan.FromHours(40), Commune.WorkingTimeBetween(At("2026-03-02 00:00"), At("2026-03-09 00:00")));

    [Theory]
    [InlineData(2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04")]
    [InlineData(2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26")]
    [InlineData(2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24", "01-10 08-22")]
    [InlineData(2027, "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24", "")]
    public void A_year_has_these_days_off_and_these_Saturdays_worked_and_no_others(int year, string off, string worked)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).ToLookup(
            day => (Weekend: day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, Works: Shipped.IsWorkingDay(day)),
            day => day.ToString("MM-dd", null));

        Assert.Equal(off, string.Join(' ', days[(false, false)]));
        Assert.Equal(worked, string.Join(' ', days[(true, true)]));
    }

    [Theory]
    [InlineData("2024-04-26 09:00", "2024-05-04 17:30", "3 working days", "04-29")]
    [InlineData("2024-05-03 09:00", "2024-05-04 17:30", "1 working day", "")]
    [InlineData("2025-04-25 09:00", "2025-04-26 17:30", "1 working day", "")]
    [InlineData("2025-04-29 09:00", "2025-05-05 17:30", "1 working day", "05-02")]
    [InlineData("2026-08-21 09:00", "2026-08-22 17:30", "1 working day", "")]
    [InlineData("2026-08-28 09:00", "2026-09-03 17:30", "1 working day", "08-31")]
    [InlineData("2026-11-23 09:00", "2026-11-25 17:30", "1 working day", "11-24")]
    public void Each_swap_moves_terms_over_its_day_off_and_lets_its_Saturday_count(string received, string due, string term, string among)
    {
        var ends = Shipped.Due(At(received), Term.Parse(term), TimeSpan.Zero);

        Assert.Equal(At(due), ends.At);
        Assert.True(among.Length == 0 || ends.Moved.Any(off => off.Day.ToString("MM-dd", null) == among));
    }

    [Fact]
    public void The_2nd_of_January_2026_was_given_off_on_25_December_2025_only()
    {
        var promised = new WorkingCalendar(VietnamData with { Years = [Year2025, Year2026] }).Due(At("2025-12-30 09:00"), Term.WorkingDays(2), TimeSpan.Zero);
        var after = Shipped.Due(At("2025-12-30 09:00"), Term.WorkingDays(2), TimeSpan.Zero);

        Assert.Equal((Day("2026-01-02"), Day("2026-01-05")), (promised.Day, after.Day));
        Assert.Equal(
            [(Day("2026-01-01"), null), (Day("2026-01-02"), (DateOnly?)Day("2025-12-25"))],
            after.Moved.Select(off => (off.Day, off.PublishedOn)));
    }

    private static void Ends(string due, string start, string term, string? cutOff = null) => Assert.Equal(
        At(due),
        Commune.Due(At(start), Term.Parse(term), TimeSpan.Zero, cutOff is null ? null : TimeOnly.Parse(cutOff, null)).At);
}
