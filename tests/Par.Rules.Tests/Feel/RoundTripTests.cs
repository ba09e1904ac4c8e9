using CsCheck;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>What a value prints is an expression that gives it again.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void A_number_survives_being_written_and_read() => Gen.Decimal.Sample(number => Survives(Given.Num(number)), iter: 300, threads: 1);

    [Fact]
    public void A_text_survives_being_written_and_read() => Gen.String[Gen.Char["aế\"\\\n\r\t\u0001 {}"], 0, 12].Sample(text => Survives(Value.Of(text)), iter: 300, threads: 1);

    [Fact]
    public void A_day_of_any_year_survives_being_written_and_read() =>
        Gen.Long[CalendarDay.Number(-CalendarDay.LastYear, 1, 1), CalendarDay.Number(CalendarDay.LastYear, 12, 31)].Sample(day => Survives(Value.OfDay(day)), iter: 300, threads: 1);

    [Fact]
    public void Lengths_of_time_survive_being_written_and_read() =>
        Gen.Long.Sample(size => { Survives(Value.Of(new DaysAndTime(size))); Survives(Value.Of(new YearsAndMonths(size / 100))); }, iter: 300, threads: 1);

    private static void Survives(Value value) => Assert.Equal(value, Given.Run(value.ToString(), scope: Scope.AsInDmn));
}
