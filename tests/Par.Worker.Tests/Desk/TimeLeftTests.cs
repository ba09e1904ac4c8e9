using System.Globalization;
using Par.Rules.Calendars;
using Par.Worker.Decisions;
using Par.Worker.Desk;

namespace Par.Worker.Tests.Desk;

/// <summary>Time left is counted at the desk: nights, lunch, weekends and days off do not count.</summary>
public sealed class TimeLeftTests
{
    private static readonly WorkingCalendar Calendar =
        RuleBookFiles.Load(Path.Combine(Repository.Root, "rules")).Catalogue.Calendars["vn-public"];

    [Theory]
    [InlineData("2026-03-10T09:00", "2026-03-10T11:30", "Near", 0, "02:30")]
    [InlineData("2026-03-10T09:00", "2026-03-10T17:30", "Near", 0, "06:30")]
    [InlineData("2026-03-10T17:00", "2026-03-11T07:45", "Near", 1, "00:45")]
    [InlineData("2026-03-13T16:30", "2026-03-16T17:30", "Near", 1, "09:00")]
    [InlineData("2026-03-10T09:00", "2026-03-12T17:30", "Later", 2, "22:30")]
    [InlineData("2026-02-13T09:00", "2026-02-23T17:30", "Near", 1, "14:30")]
    [InlineData("2026-03-13T17:00", "2026-03-12T17:30", "Over", 1, "07:30")]
    [InlineData("2026-03-15T12:00", "2026-03-13T17:30", "Over", 0, "00:00")]
    public void It_counts_working_time(string now, string due, string nearness, int days, string time)
    {
        var left = TimeLeft.Of(Local(now), Local(due), Calendar);

        Assert.Equal(nearness, left.Nearness.ToString());
        Assert.Equal(days, left.WorkingDays);
        Assert.Equal(TimeSpan.Parse(time, CultureInfo.InvariantCulture), left.WorkingTime);
    }

    private static DateTimeOffset Local(string text) =>
        new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(7));
}
