using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class DateTests
{
    [Theory]
    [InlineData("@\"2020-02-29\" + @\"P1Y\"", "2021-02-28")]
    [InlineData("@\"2020-02-29\" + @\"P4Y\"", "2024-02-29")]
    [InlineData("@\"2024-01-31\" + @\"P1M\"", "2024-02-29")]
    [InlineData("@\"2024-03-31\" - @\"P1M\"", "2024-02-29")]
    [InlineData("@\"2024-02-28\" + @\"P2D\"", "2024-03-01")]
    [InlineData("@\"P2D\" + @\"2023-02-27\"", "2023-03-01")]
    [InlineData("@\"2024-03-01\" - @\"P1D\"", "2024-02-29")]
    [InlineData("@\"2024-03-01\" - @\"2023-03-01\"", "P366D")]
    [InlineData("@\"2024-07-01T23:30:00\" + @\"PT45M\"", "2024-07-02T00:15:00")]
    [InlineData("@\"23:30:00\" + @\"PT45M\"", "00:15:00")]
    [InlineData("@\"2024-07-01T07:00:00+07:00\" - @\"2024-07-01T00:00:00Z\"", "PT0S")]
    [InlineData("@\"P1Y\" * 1.5", "P1Y6M")]
    [InlineData("@\"P1D\" / 2", "PT12H")]
    [InlineData("@\"P3D\" / @\"P1D\"", "3")]
    [InlineData("years and months duration(@\"2020-02-29\", @\"2024-02-28\")", "P3Y11M")]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", "null")]
    [InlineData("@\"2024-07-01\".weekday", "1")]
    [InlineData("@\"2024-07-01T08:00:00@Asia/Ho_Chi_Minh\".time offset", "PT7H")]
    [InlineData("week of year(@\"2027-01-01\")", "53")]
    [InlineData("day of year(@\"2024-12-31\")", "366")]
    public void Days_and_lengths_of_time_are_calculated(string text, string expected) => Assert.Equal(expected, Given.Run($"string({text})").Kind == ValueKind.Null ? "null" : Given.Run($"string({text})").AsString);

    [Theory]
    [InlineData("2020-02-29", "2021-02-28", 0)]
    [InlineData("2020-02-29", "2021-03-01", 1)]
    [InlineData("2020-02-29", "2024-02-28", 3)]
    [InlineData("2020-02-29", "2024-02-29", 4)]
    [InlineData("1949-07-10", "2024-07-09", 74)]
    [InlineData("1949-07-10", "2024-07-10", 75)]
    [InlineData("2024-07-10", "2024-07-10", 0)]
    public void Age_is_in_whole_years_and_a_leap_day_birthday_comes_on_1_March(string birth, string on, int years) =>
        Assert.Equal(Given.Num(years), Given.Run($"age(@\"{birth}\", @\"{on}\")"));

    [Fact]
    public void Nobody_has_an_age_before_birth() => Assert.Equal(Value.Null, Given.RunAsInDmn("age(@\"2024-07-10\", @\"2024-07-09\")"));

    [Theory]
    [InlineData("2020-02-29", 1, "2021-03-01")]
    [InlineData("2020-02-29", 4, "2024-02-29")]
    [InlineData("1949-07-10", 75, "2024-07-10")]
    public void An_anniversary_of_a_leap_day_falls_on_1_March(string date, int years, string expected) =>
        Assert.Equal(expected, Given.Run($"string(anniversary(@\"{date}\", {years}))").AsString);

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("1000000000")]
    [InlineData("1.5")]
    public void An_anniversary_beyond_all_years_is_null(string years) => Assert.Equal(Value.Null, Given.RunAsInDmn($"anniversary(@\"2024-02-29\", {years})"));

    [Fact]
    public void Whoever_reaches_an_age_on_a_day_reached_it_on_that_anniversary()
    {
        var scope = Scope.Empty.With("born", FeelType.Date).With("years", FeelType.Number);
        const string Reached = "age(born, anniversary(born, years)) = years and age(born, anniversary(born, years) - @\"P1D\") = years - 1";
        var reached = Given.Read(Reached, scope).Expression!.Compile().WarmUp();
        var frame = new Frame(scope);
        for (var day = new DateOnly(2019, 12, 31); day < new DateOnly(2021, 1, 2); day = day.AddDays(1))
        {
            for (var years = 1; years < 120; years++)
            {
                (frame[0], frame[1]) = (Value.Of(day), Given.Num(years));
                Assert.Equal(Ternary.True, reached.EvaluateCondition(frame));
            }
        }
    }

    [Fact]
    public void Day_numbers_agree_with_dotnet_over_its_whole_calendar()
    {
        for (var number = 0; number <= DateOnly.MaxValue.DayNumber; number += 97)
        {
            var day = DateOnly.FromDayNumber(number);
            Assert.Equal((day.Year, day.Month, day.Day), CalendarDay.Parts(number));
            Assert.Equal(number, CalendarDay.Number(day.Year, day.Month, day.Day));
        }
    }

    [Fact]
    public void Days_before_the_year_1_and_after_9999_come_back_from_their_numbers()
    {
        foreach (var year in new[] { -CalendarDay.LastYear, -401, -400, -1, 0, 10_000, CalendarDay.LastYear })
        {
            var number = CalendarDay.Number(year, 2, 28);
            Assert.Equal((year, 2, 28), CalendarDay.Parts(number));
            Assert.Equal(CalendarDay.IsLeap(year) ? (year, 2, 29) : (year, 3, 1), CalendarDay.Parts(number + 1));
        }
    }

    [Fact]
    public void Now_and_today_are_what_the_caller_says_and_null_without_a_word()
    {
        var frame = Given.Frame();
        Assert.Equal(Value.Null, Given.Run("today()", frame));
        frame.Now = new DateTimeOffset(2024, 7, 10, 23, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(Given.Day(2024, 7, 10), Given.Run("today()", frame));
        Assert.Equal(Value.Of(frame.Now.Value), Given.Run("now()", frame));
    }
}
