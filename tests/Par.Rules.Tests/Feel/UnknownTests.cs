using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class UnknownTests
{
    private static readonly Scope Scope = Par.Rules.Feel.Scope.AsInDmn
        .With("x", FeelType.Any).With("list", FeelType.List(FeelType.Any)).With("day", FeelType.Date).With("from", FeelType.Date).With("to", FeelType.Date);

    [Theory]
    [InlineData("x + 1")]
    [InlineData("1 - x")]
    [InlineData("-x")]
    [InlineData("x = 1")]
    [InlineData("x = null")]
    [InlineData("x != x")]
    [InlineData("x < 3")]
    [InlineData("x between 1 and 2")]
    [InlineData("x in [1..2]")]
    [InlineData("x in (1, 2, 3)")]
    [InlineData("x.field")]
    [InlineData("x[1]")]
    [InlineData("x[item > 1]")]
    [InlineData("count(x)")]
    [InlineData("upper case(x)")]
    [InlineData("if x then 1 else 2")]
    [InlineData("for i in x return i")]
    [InlineData("some i in x satisfies i")]
    [InlineData("every i in x satisfies i")]
    [InlineData("x instance of number")]
    [InlineData("[x..5]")]
    [InlineData("string(x)")]
    [InlineData("string([1, x])")]
    [InlineData("sum([1, x])")]
    [InlineData("max([1, x])")]
    [InlineData("[1, x] = [1, 2]")]
    [InlineData("{a: x} = {a: 1}")]
    [InlineData("distinct values([1, x])")]
    [InlineData("list contains([1, x], 2)")]
    [InlineData("all([true, x])")]
    [InlineData("any([false, x])")]
    [InlineData("[1, 2][item > x]")]
    [InlineData("{a: x}.a")]
    [InlineData("function(a) a + 1")]
    public void Unknown_spreads(string text)
    {
        text = text.StartsWith("function", StringComparison.Ordinal) ? $"({text})(x)" : text;
        Assert.Equal(Given.Unknown, Run(text, Given.Unknown));
    }

    [Theory]
    [InlineData("false and x = 1", "false")]
    [InlineData("x = 1 and false", "false")]
    [InlineData("x = 1 or true", "true")]
    [InlineData("some i in [x, true] satisfies i", "true")]
    [InlineData("every i in [x, false] satisfies i", "false")]
    [InlineData("list contains([1, x], 1)", "true")]
    [InlineData("1 in [x, 1]", "true")]
    [InlineData("1 in (x, 1)", "true")]
    [InlineData("all([false, x])", "false")]
    [InlineData("any([x, true])", "true")]
    [InlineData("count([1, x])", "2")]
    [InlineData("[1, x] = [2, 2]", "false")]
    [InlineData("[1, x] = [1]", "false")]
    [InlineData("{a: x, b: 1} = {a: 1, b: 2}", "false")]
    [InlineData("[1, x][1]", "1")]
    [InlineData("if true then 1 else x", "1")]
    public void What_does_not_hang_on_the_unknown_is_settled(string text, string expected) => Assert.Equal(expected, Run(text, Given.Unknown).ToString());

    [Fact]
    public void A_day_before_a_known_start_is_outside_though_the_end_is_unknown()
    {
        var frame = new Frame(Scope) { [2] = Given.Day(2024, 1, 1), [3] = Given.Day(2024, 2, 1), [4] = Given.Unknown };
        Assert.Equal(Value.False, Given.Run("day in [from..to]", frame, Scope));
    }

    [Fact]
    public void A_day_after_a_known_start_hangs_on_the_unknown_end()
    {
        var frame = new Frame(Scope) { [2] = Given.Day(2024, 3, 1), [3] = Given.Day(2024, 2, 1), [4] = Given.Unknown };
        Assert.Equal(Given.Unknown, Given.Run("day in [from..to]", frame, Scope));
    }

    [Fact]
    public void A_registry_that_did_not_answer_never_reads_as_no_valid_card()
    {
        const string Valid = "some i in subject.insurances satisfies today in [i.validFrom..i.validTo]";
        Assert.Equal(Given.Unknown, Given.Run(Valid, Given.Frame(Given.PersonOf(Given.Day(2020, 1, 1), Given.Unknown))));
        Assert.Equal(Value.False, Given.Run(Valid, Given.Frame(Given.PersonOf(Given.Day(2020, 1, 1), Given.List()))));
    }

    [Fact]
    public void One_valid_card_settles_though_another_is_unknown()
    {
        var valid = Value.Of(Given.CardOf(Given.Day(2024, 1, 1), Given.Day(2024, 12, 31)));
        var cards = Given.List(Given.Unknown, valid);
        Assert.Equal(
            Value.True,
            Given.Run("some i in subject.insurances satisfies today in [i.validFrom..i.validTo]", Given.Frame(Given.PersonOf(Given.Day(2020, 1, 1), cards))));
    }

    [Fact]
    public void Nothing_asks_whether_a_value_is_unknown() =>
        Assert.Equal(
            "expression:1:1: error PAR201: nothing here is called 'unknown'. Name a variable of the rule, or put a text between double quotes.",
            Given.Wrong("unknown = limit"));

    private static Value Run(string text, Value x)
    {
        var frame = new Frame(Scope) { [0] = x };
        return Given.Run(text, frame, Scope);
    }
}
