using CsCheck;
using Par.Rules.Calendars;

namespace Par.Rules.Tests.Calendars;

public class CalendarSpanTests
{
    [Theory]
    [InlineData("P75Y", "1950-03-01", "2025-03-01")]
    [InlineData("P75Y", "1948-02-29", "2023-03-01")]
    [InlineData("P76Y", "1948-02-29", "2024-02-29")]
    [InlineData("P1M", "2025-01-31", "2025-02-28")]
    [InlineData("P12M", "2024-02-29", "2025-03-01")]
    [InlineData("-P1Y", "2024-02-29", "2023-03-01")]
    [InlineData("-P60D", "2025-03-01", "2024-12-31")]
    [InlineData("P2W", "2025-01-01", "2025-01-15")]
    [InlineData("P1Y2M3D", "2025-01-31", "2026-04-03")]
    public void A_span_after_a_day(string span, string day, string after)
    {
        Assert.True(CalendarSpan.TryParse(span, out var parsed));
        Assert.Equal(DateOnly.ParseExact(after, "yyyy-MM-dd"), parsed.After(DateOnly.ParseExact(day, "yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("P")]
    [InlineData("75Y")]
    [InlineData("P75")]
    [InlineData("PT5H")]
    [InlineData("P1D1Y")]
    [InlineData("P9999999999Y")]
    [InlineData("P100001D")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_span_is_refused(string? text)
    {
        Assert.False(CalendarSpan.TryParse(text, out _));
    }

    [Theory]
    [InlineData("P75Y", "P75Y")]
    [InlineData("P18M", "P1Y6M")]
    [InlineData("-P60D", "-P60D")]
    [InlineData("P0D", "P0D")]
    public void A_span_is_written_as_it_is_read(string text, string written)
    {
        Assert.True(CalendarSpan.TryParse(text, out var span));
        Assert.Equal(written, span.ToString());
    }

    [Fact]
    public void Who_was_born_on_a_leap_day_is_found_on_the_first_of_March()
    {
        var span = new CalendarSpan(75 * 12, 0);
        var day = new DateOnly(2023, 3, 1);

        Assert.Equal((new DateOnly(1948, 2, 29), new DateOnly(1948, 3, 1)), span.Before(day, day));
        Assert.Equal((new DateOnly(1948, 2, 28), new DateOnly(1948, 2, 28)), span.Before(day.AddDays(-1), day.AddDays(-1)));
    }

    [Fact]
    public void A_day_that_no_recorded_day_leads_to_finds_nobody()
    {
        // 29 February is one year after no day at all: leap days are four years apart.
        Assert.Null(new CalendarSpan(12, 0).Before(new DateOnly(2024, 2, 29), new DateOnly(2024, 2, 29)));
    }

    [Fact]
    public void The_days_before_a_stretch_are_exactly_those_whose_span_ends_in_it()
    {
        var days = Gen.Int[0, 40_000].Select(offset => new DateOnly(1930, 1, 1).AddDays(offset));
        Gen.Select(days, Gen.Int[0, 40], Gen.Int[-30, 1200], Gen.Int[-70, 70], Gen.Int[-60, 60]).Sample((first, length, months, extra, offset) =>
        {
            var span = new CalendarSpan(months, extra);
            var last = first.AddDays(length);
            var found = span.Before(first, last);
            var candidate = first.AddMonths(-months).AddDays(-extra + offset);
            var inside = span.After(candidate) >= first && span.After(candidate) <= last;
            Assert.Equal(inside, found is { } range && candidate >= range.First && candidate <= range.Last);
        });
    }
}
