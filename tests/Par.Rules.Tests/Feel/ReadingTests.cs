using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("", "1:1: error PAR104: there is no expression here. Write one, for example 'age < 18'.")]
    [InlineData("limit §", "1:7: error PAR101: the character '§' means nothing in a condition. Remove it, or put it into a text between double quotes.")]
    [InlineData("limit = \"6", "1:9: error PAR102: the text that begins here has no closing quote. Close it with a double quote; write a double quote inside it as \\\".")]
    [InlineData("limit /* ever", "1:7: error PAR102: the comment that begins here has no end. Close it with */.")]
    [InlineData("\"\\u12\"", "1:2: error PAR102: '\\u' is no escape in a text. Write \\u with four hexadecimal digits or \\U with six, or a backslash as \\\\.")]
    [InlineData("(limit", "1:7: error PAR103: the expression ends where ')' should follow. Add ')': the '(' in column 1 is still open.")]
    [InlineData("if flag 1 else 2", "1:9: error PAR103: found '1' where 'then' should stand. Put 'then' before it, or remove it.")]
    [InlineData("limit < * 3", "1:9: error PAR103: found '*' where a value should stand. Put a value before it, or remove it.")]
    [InlineData("[1..", "1:5: error PAR103: the expression ends where a value should follow. Add a value.")]
    [InlineData("limit limit", "1:7: error PAR105: 'limit' is left over after the end of the expression. Join the parts with an operator such as 'and', or remove it.")]
    [InlineData("99999999999999999999999999999999", "1:1: error PAR107: the number 99999999999999999999999999999999 is too large. Numbers have at most 28 digits.")]
    [InlineData("@\"2024-02-30\"", "1:1: error PAR108: '2024-02-30' is no day, time or length of time. Write for example @\"2024-07-01\", @\"08:30:00\", @\"2024-07-01T08:30:00\" or @\"P1Y6M\".")]
    [InlineData("{a: 1, a: 2}", "1:8: error PAR109: the context has two entries 'a'. Rename or remove one of them.")]
    public void What_is_written_wrongly_is_said_with_place_and_mend(string text, string expected) => Assert.Equal("expression:" + expected, Given.Wrong(text));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("[", "]")]
    [InlineData("not(", ")")]
    [InlineData("{a:", "}")]
    [InlineData("[1..", "]")]
    [InlineData("if true then 1 else ", "")]
    public void Nesting_without_end_is_refused_rather_than_followed(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 5000)) + "1" + string.Concat(Enumerable.Repeat(close, 5000));
        Assert.Contains("error PAR106: the expression is nested too deeply. Split it into several named parts.", Given.Wrong(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData("[1]")]
    [InlineData(" = 1")]
    public void A_chain_without_end_is_refused_too(string link) =>
        Assert.Contains("PAR106", Given.Wrong("1" + string.Concat(Enumerable.Repeat(link, 5000)), Scope.AsInDmn), StringComparison.Ordinal);

    [Theory]
    [InlineData("for ", " return 1")]
    [InlineData("some ", " satisfies true")]
    public void Loops_within_loops_without_end_are_refused_too(string open, string close) =>
        Assert.Contains("PAR106", Given.Wrong(open + string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"v{i} in [1]")) + close), StringComparison.Ordinal);

    [Fact]
    public void A_context_of_many_entries_is_read_at_once() =>
        Assert.Equal("19999", Given.Run($"{{{string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"a{i}: {i}"))}}}.a19999").ToString());

    [Fact]
    public void A_call_with_many_values_is_read_at_once() =>
        Assert.Equal("20000", Given.Run($"count(concatenate({string.Join(", ", Enumerable.Repeat("[1]", 20_000))}))").ToString());

    [Fact]
    public void A_pattern_that_takes_too_long_to_be_tried_while_reading_is_read_all_the_same() =>
        Assert.NotNull(Given.Read($"matches(\"{new string('a', 40)}!\", \"^(a)\\\\1*(a*)*$\")").Expression);

    [Fact]
    public void Many_conditions_side_by_side_are_not_deep() =>
        Assert.Equal(Value.True, Given.Run(string.Join(" and ", Enumerable.Repeat("limit = 6", 2000))));

    [Theory]
    [InlineData("registered on", "@\"2024-07-09\"")]
    [InlineData("registered   on", "@\"2024-07-09\"")]
    [InlineData("registered on + @\"P1D\"", "@\"2024-07-10\"")]
    [InlineData("{income-tax: 3, r: income-tax * 2}.r", "6")]
    [InlineData("{a: 5, b: 2, r: a-b}.r", "3")]
    [InlineData("{họ và tên: \"An\", r: họ và tên}.r", "\"An\"")]
    [InlineData("{date: 5, r: date(\"2024-01-01\")}.r", "@\"2024-01-01\"")]
    [InlineData("for fancy name in [1] return fancy name", "[1]")]
    [InlineData("[{unit price: 3}][unit price > 2].unit price", "[3]")]
    public void Names_hold_spaces_and_signs_when_they_are_known(string text, string expected) => Assert.Equal(expected, Given.Run(text).ToString());

    [Theory]
    [InlineData("-", 5, true)]
    [InlineData("5", 5, true)]
    [InlineData("< 5", 5, false)]
    [InlineData("< 5, [5..8)", 5, true)]
    [InlineData("not(1, 2)", 5, true)]
    [InlineData("not(5)", 5, false)]
    [InlineData("? > 4 and ? < 6", 5, true)]
    [InlineData("odd(?)", 4, false)]
    [InlineData("null", 5, false)]
    public void Unary_tests_are_put_to_the_value(string tests, int value, bool met)
    {
        var scope = Scope.Empty.With("?", FeelType.Number);
        var reading = Par.Rules.Feel.Feel.ReadUnaryTests(SourceText.Bare(tests), scope);
        Assert.Equal("", string.Join(Environment.NewLine, reading.Diagnostics));
        var frame = new Frame(scope) { [0] = Given.Num(value) };
        Assert.Equal(Value.Of(met), reading.Expression!.Interpret(frame));
        Assert.Equal(Value.Of(met), reading.Expression.Compile().WarmUp().Evaluate(frame));
    }

    [Fact]
    public void A_unary_test_of_another_type_is_refused()
    {
        var found = Par.Rules.Feel.Feel.ReadUnaryTests(SourceText.Bare("\"a\", < 3"), Scope.Empty.With("?", FeelType.Number)).Diagnostics;
        Assert.Equal("PAR206", Assert.Single(found).Code);
    }
}
