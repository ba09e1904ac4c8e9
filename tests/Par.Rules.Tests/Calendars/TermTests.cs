using CsCheck;
using Par.Rules.Calendars;

namespace Par.Rules.Tests.Calendars;

public sealed class TermTests
{
    [Theory]
    [InlineData("7 working days", 7, TermUnit.WorkingDays)]
    [InlineData("1 working day", 1, TermUnit.WorkingDays)]
    [InlineData("2 working hours", 2, TermUnit.WorkingHours)]
    [InlineData("30 working minutes", 30, TermUnit.WorkingMinutes)]
    [InlineData(" 60 calendar days ", 60, TermUnit.CalendarDays)]
    [InlineData("same day", 0, TermUnit.WorkingDays)]
    [InlineData("0 working days", 0, TermUnit.WorkingDays)]
    public void A_term_is_read_with_its_unit(string written, int amount, TermUnit unit) =>
        Assert.Equal(new Term(amount, unit), Term.Parse(written));

    [Theory]
    [InlineData("")]
    [InlineData("seven working days")]
    [InlineData("7")]
    [InlineData("7 days")]
    [InlineData("7 working day")]
    [InlineData("1 working days")]
    [InlineData("-1 working days")]
    [InlineData("1.5 working hours")]
    [InlineData("100001 working minutes")]
    [InlineData("99999999999 working days")]
    [InlineData("7 Working Days")]
    public void What_is_not_a_term_is_refused_with_the_mend(string written)
    {
        Assert.False(Term.TryParse(written, out _));
        Assert.Equal(
            $"'{written}' is not a term. Write a whole number up to 100000 and working days, working hours, working minutes or calendar days, such as '7 working days', or 'same day'.",
            Assert.Throws<FormatException>(() => Term.Parse(written)).Message);
    }

    [Fact]
    public void Every_term_is_written_so_that_it_reads_back() =>
        Gen.Select(Gen.Int[0, Term.Longest], Gen.Enum<TermUnit>())
            .Sample((amount, unit) => Term.Parse(new Term(amount, unit).ToString()) == new Term(amount, unit), iter: 5_000);

    [Fact]
    public void Sixty_minutes_and_one_hour_are_different_terms() =>
        Assert.NotEqual(Term.WorkingMinutes(60), Term.WorkingHours(1));

    [Fact]
    public void A_term_is_never_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Term.CalendarDays(-1));

    [Fact]
    public void A_term_has_an_upper_limit() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Term.WorkingDays(Term.Longest + 1));
}
