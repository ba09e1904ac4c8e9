using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

public sealed class CalendarProblemsTests
{
    [Fact]
    public void Sound_data_has_no_problem() =>
        Assert.Equal("", string.Join(Environment.NewLine, VietnamData.Problems()));

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var data = new CalendarData
        {
            Name = "broken",
            TimeZone = "Asia/Hochiminh",
            Sessions = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>>
            {
                [DayOfWeek.Monday] = [new(new(11, 30), new(7, 30)), new(new(10, 0), new(12, 0)), new(new(11, 0), new(13, 0))],
            },
            Years = [
                new()
                {
                    Year = 2026,
                    Version = -1,
                    PublishedOn = new(2025, 12, 25),
                    OffDays = [Off("2026-01-01", "a", "a"), Off("2026-01-01", "a", "a"), Off("2025-12-31", "a", "a")],
                    MakeUpDays = [new() { Day = Day("2026-01-05"), InPlaceOf = Day("2026-01-06") }],
                },
                Year2026 with { OffDays = [], MakeUpDays = [] },
                Year2026 with { Year = 1776, OffDays = [], MakeUpDays = [] },
            ],
        };

        string[] expected = [
            "This machine knows no time zone 'Asia/Hochiminh'. Write an IANA name such as 'Asia/Ho_Chi_Minh', or install tzdata.",
            "The session 11:30-07:30 of Monday closes before it opens. Write the earlier time first.",
            "The sessions 10:00-12:00 and 11:00-13:00 of Monday overlap or are out of order. Write them one after another.",
            "The year 2026 is published 2 times. Keep the publication with the highest version.",
            "Version -1 of 2026 is below 0. Count publications of a year from 1; 0 is an estimate.",
            "2025-12-31 stands under 2026. Move it to its own year.",
            "2026-01-01 is named 2 times among the days off and make-up days of 2026. Name it once.",
            "The make-up day 2026-01-05 is a working day of the week already. Name the Saturday or Sunday that is worked.",
            "The make-up day 2026-01-05 stands in for 2026-01-06, which the week does not work. Name the weekday given off.",
            "The year 1776 is outside 1900 to 2500.",
        ];
        Assert.Equal(expected, data.Problems());
        Assert.StartsWith("'broken' is not a calendar. This machine knows", Assert.Throws<ArgumentException>(() => new WorkingCalendar(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_week_without_a_session_is_refused() =>
        Assert.Equal(
            ["No weekday has a session, so no term would ever end. Give at least one weekday its desk hours."],
            (VietnamData with { Sessions = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>>(), Years = [] }).Problems());

    [Fact]
    public void A_day_off_that_was_announced_when_it_was_over_is_refused_unless_it_is_said_outright()
    {
        var late = Year2026Again with { Version = 3, PublishedOn = new(2026, 3, 6), OffDays = [.. Year2026.OffDays, Off("2026-03-05", "Bão", "Storm") with { PublishedOn = new(2026, 3, 6) }] };

        Assert.Equal(
            ["2026-03-05 was announced on 2026-03-06, when it was over. Correct the day; if the authority did decide it afterwards, say so outright with 'rewrites: [2026-03-05]' beside the version of 2026."],
            (VietnamData with { Years = [Year2025, late] }).Problems());
        Assert.Empty((VietnamData with { Years = [Year2025, late with { Rewrites = [new(2026, 3, 5)] }] }).Problems());
        Assert.Equal(
            ["2025-03-05 stands under 'rewrites' of 2026. Move it to its own year."],
            (VietnamData with { Years = [Year2025, late with { Rewrites = [new(2026, 3, 5), new(2025, 3, 5)] }] }).Problems());
    }

    [Fact]
    public void A_day_announced_after_its_year_was_published_needs_a_new_version() =>
        Assert.Equal(
            ["2026-03-05 was announced on 2026-03-01, after 2026 was published on 2025-12-25. Raise the version of 2026 and its publishedOn."],
            (VietnamData with { Years = [Year2026Again with { OffDays = [.. Year2026Again.OffDays, Off("2026-03-05", "Bão", "Storm") with { PublishedOn = new(2026, 3, 1) }] }] }).Problems());

    [Fact]
    public void A_year_left_out_between_two_others_is_refused() =>
        Assert.Equal(
            ["The years go from 2024 to 2026. Write those between too, if need be as estimates of version 0, or their days off would be worked."],
            (VietnamData with { Years = [Year2026Again, Year2024] }).Problems());

    [Theory]
    [InlineData("7:30-11:30")]
    [InlineData("11:30-07:30")]
    [InlineData("07:30")]
    [InlineData("07:30-07:30")]
    public void What_is_not_a_session_is_refused_with_the_mend(string written) =>
        Assert.Equal(
            $"'{written}' is not a session. Write opening and closing as '07:30-11:30', the earlier first.",
            Assert.Throws<FormatException>(() => WorkingSession.Parse(written)).Message);

    [Fact]
    public void A_session_is_written_as_it_was_read() =>
        Assert.Equal("07:30-11:30", WorkingSession.Parse("07:30 - 11:30").ToString());
}
