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
