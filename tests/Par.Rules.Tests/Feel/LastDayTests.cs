using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Tests.Feel;

/// <summary>Comparing with a last day gives what reckoning with the calendar gives, for every day.</summary>
public sealed class LastDayTests
{
    private const int Seed = 2_026_112_6;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_agrees_with_the_calendar_around_every_birthday(bool isAge)
    {
        var chance = new Random(Seed);
        for (var i = 0; i < 2_000; i++)
        {
            var months = chance.Next(1, 1_500);
            var on = (long)new DateOnly(1900, 1, 1).DayNumber + chance.Next(80_000);
            var last = new LastDay(months, isAge);
            for (var asked = 0; asked < 130; asked++)
            {
                var from = Math.Min(on, Math.Max(0, on - (months * 30.436875m) + chance.Next(-40, 40)));
                Agrees(ref last, months, isAge, (long)from, on);
            }
        }
    }

    [Fact]
    public void A_day_some_months_later_stands_to_another_as_the_calendar_has_it()
    {
        var chance = new Random(Seed);
        for (var i = 0; i < 200_000; i++)
        {
            var (day, months) = (chance.Next(DateOnly.MaxValue.DayNumber), (long)chance.Next(0, i % 2 == 0 ? 1_500 : 100_000));
            var other = day + (months * 146_097 / 4_800) + chance.Next(-12, 12);

            Assert.Equal((CalendarDay.AddMonths(day, months) ?? 0).CompareTo(other), Calls.Later(day, months, other));
        }
    }

    [Fact]
    public void It_agrees_at_the_ends_of_short_months_and_on_29_February()
    {
        foreach (var on in new[] { new DateOnly(2024, 2, 29), new DateOnly(2025, 2, 28), new DateOnly(2025, 3, 1), new DateOnly(2025, 4, 30), new DateOnly(1, 1, 1), DateOnly.MaxValue })
        {
            foreach (var isAge in new[] { true, false })
            {
                foreach (var months in new[] { 1, 12, 48, 72, 95_999 })
                {
                    var last = new LastDay(months, isAge);
                    for (var day = Math.Max(0L, on.DayNumber - 4_000L); day <= on.DayNumber; day++)
                    {
                        Agrees(ref last, months, isAge, day, on.DayNumber);
                    }
                }
            }
        }
    }

    [Fact]
    public void Threads_that_ask_of_different_days_get_their_own_answers()
    {
        var last = new LastDay[] { new(216, true) };
        Parallel.For(0, 200_000, i =>
        {
            long on = new DateOnly(2025, 1, 1).DayNumber + (i % 3);
            long from = on - 6_574 + (i % 5) - 2;
            Assert.Equal(CalendarDay.MonthsBetween(from, on) >= 216, last[0].IsOver(from, on));
        });
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("5.0000000001")]
    [InlineData("4.99")]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("18446744073709551615")]
    [InlineData("9223372036854775807")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void Any_number_compares_with_a_whole_one_as_it_should(string number)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        var frame = Given.Frame();
        frame[2] = Value.Of(value);
        foreach (var whole in new[] { 5L, 0L, -5L, 9_000_000_000_000_000_000L })
        {
            foreach (var (sign, holds) in new[] { ("<", value < whole), ("<=", value <= whole), (">", value > whole), (">=", value >= whole), ("=", value == whole), ("!=", value != whole) })
            {
                Assert.Equal(Value.Of(holds), Given.Run($"limit {sign} {whole}", frame));
            }
        }
    }

    private static void Agrees(ref LastDay last, long months, bool isAge, long from, long on)
    {
        var expected = isAge ? CalendarDay.MonthsBetween(from, on) >= months : CalendarDay.AddMonths(from, months) <= on;
        Assert.True(expected == last.IsOver(from, on), $"{months} months from {from} on {on}, {(isAge ? "age" : "added")}: {expected} by the calendar.");
    }
}
