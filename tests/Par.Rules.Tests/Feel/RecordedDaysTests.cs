using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>Dates of which a registry records only the year or the month, and the days that a rule lets them stand for.</summary>
public sealed class RecordedDaysTests
{
    private static readonly FactName Birth = new("Person", "dateOfBirth");
    private static readonly Value YearOnly = Value.Unknown(MissingFacts.Of(MissingFact.OfYear(Birth, "population", 1951)));
    private static readonly Value MonthOnly = Value.Unknown(MissingFacts.Of(MissingFact.OfMonth(Birth, "population", 1952, 2)));

    [Fact]
    public void A_precise_date_is_its_own_earliest_and_latest_day()
    {
        Assert.Equal(Given.Day(2020, 2, 29), Given.Run("earliest(subject.dateOfBirth)"));
        Assert.Equal(Given.Day(2020, 2, 29), Given.Run("latest(date: subject.dateOfBirth)"));
    }

    [Fact]
    public void Of_a_year_it_is_the_first_and_the_last_day_of_the_year()
    {
        Assert.Equal(Given.Day(1951, 1, 1), Of("earliest(subject.dateOfBirth)", YearOnly));
        Assert.Equal(Given.Day(1951, 12, 31), Of("latest(subject.dateOfBirth)", YearOnly));
    }

    [Fact]
    public void Of_a_month_it_is_the_first_and_the_last_day_of_the_month()
    {
        Assert.Equal(Given.Day(1952, 2, 1), Of("earliest(subject.dateOfBirth)", MonthOnly));
        Assert.Equal(Given.Day(1952, 2, 29), Of("latest(subject.dateOfBirth)", MonthOnly));
    }

    [Theory]
    [InlineData("subject.dateOfBirth")]
    [InlineData("age(subject.dateOfBirth, today)")]
    [InlineData("age(subject.dateOfBirth, today) >= 70")]
    [InlineData("subject.dateOfBirth = null")]
    public void Without_the_functions_it_is_unknown(string text) => Assert.Equal(YearOnly, Of(text, YearOnly));

    [Theory]
    [InlineData("age(earliest(subject.dateOfBirth), today) >= 70", "true")]
    [InlineData("age(latest(subject.dateOfBirth), today)", "72")]
    [InlineData("earliest(subject.dateOfBirth).year = 1951 and latest(subject.dateOfBirth) < today", "true")]
    [InlineData("for p in [subject] return earliest(p.dateOfBirth)", "[@\"1951-01-01\"]")]
    [InlineData("[subject][earliest(dateOfBirth) < today][1].name", "\"An\"")]
    public void What_they_give_is_a_date_like_others(string text, string value) => Assert.Equal(value, Of(text, YearOnly).ToString());

    [Fact]
    public void No_date_stays_none_and_silence_stays_silence()
    {
        Assert.Equal(Value.Null, Of("earliest(subject.dateOfBirth)", Value.Null));
        Assert.Equal(Given.Unknown, Of("latest(subject.dateOfBirth)", Given.Unknown));
        Assert.Equal(Value.Null, Of("earliest(subject.dateOfBirth)", Given.Num(3)));
    }

    [Fact]
    public void Who_cannot_be_found_because_a_date_is_not_precise_has_no_earliest_day()
    {
        // The person is unknown because of the date; the date that is asked for would be another person's.
        Assert.Equal(YearOnly, Of("earliest([subject][age(item.dateOfBirth, today) > 3][1].dateOfBirth)", YearOnly));
        Assert.Equal(YearOnly, Of("{d: subject.dateOfBirth + @\"P1Y\", e: earliest({f: d}.f)}.e", YearOnly));
    }

    [Fact]
    public void Two_imprecise_dates_together_are_no_one_date() =>
        Assert.Null(MissingFacts.Of([MissingFact.OfYear(Birth, "population", 1951), MissingFact.OfYear(Birth, "population", 1952)]).Between);

    [Fact]
    public void Equality_and_order_mind_the_possible_days()
    {
        var (year, month, other) = (MissingFact.OfYear(Birth, "population", 1951), MissingFact.OfMonth(Birth, "population", 1951, 1), MissingFact.OfYear(Birth, "population", 1952));

        Assert.Equal(year, MissingFact.OfYear(Birth, "population", 1951));
        Assert.NotEqual(year, other);
        Assert.Equal([month, year, other], MissingFacts.Of([other, year, month, year]));
        Assert.Equal((new DateOnly(9999, 1, 1), new DateOnly(9999, 12, 31)), MissingFact.OfYear(Birth, "population", 9999).Between);
        Assert.Equal((new DateOnly(9999, 12, 1), new DateOnly(9999, 12, 31)), MissingFact.OfMonth(Birth, "population", 9999, 12).Between);
    }

    private static Value Of(string text, Value dateOfBirth) => Given.Run(text, Given.Frame(Given.PersonOf(dateOfBirth, Given.List())));
}
