using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class LimitTests
{
    [Theory]
    [InlineData("count(for i in 1..1000000, j in 1..1000000 return i) > 0")]
    [InlineData("some i in 1..1000000, j in 1..1000000 satisfies i < 0")]
    [InlineData("every i in 1..100000000 satisfies i > 0")]
    [InlineData("count(distinct values(for i in 1..50000 return i)) > 0")]
    [InlineData("count([1, 2, 3][count((for i in 1..999999 return i)[item > 0]) > item]) > 0")]
    public void Work_without_end_stops_at_the_step_limit(string text)
    {
        var expression = Given.Read(text).Expression!;
        Assert.Equal(FeelLimit.Steps, Assert.Throws<FeelLimitException>(() => expression.Interpret(Given.Frame())).Limit);
        Assert.Equal(FeelLimit.Steps, Assert.Throws<FeelLimitException>(() => expression.Compile().WarmUp().Evaluate(Given.Frame())).Limit);
    }

    [Fact]
    public void The_step_limit_says_where_it_was_met()
    {
        var expression = Given.Read("1 > 2 or some i in 1..1000 satisfies i < 0").Expression!;
        var frame = Given.Frame();
        frame.StepsLeft = 100;
        var stopped = Assert.Throws<FeelLimitException>(() => expression.Interpret(frame));
        Assert.Equal("expression:1:10: the expression took more steps than it may. Look for loops within loops over long lists.", stopped.Message);
    }

    [Fact]
    public void A_function_that_calls_itself_for_ever_stops_at_the_nesting_limit()
    {
        var expression = Given.Read("{f: function(n: number) f(n + 1), r: f(1)}.r").Expression!;
        var stopped = Assert.Throws<FeelLimitException>(() => expression.Interpret(Given.Frame()));
        Assert.Equal("expression:1:5: functions call one another too deeply. Look for a function that calls itself without an end.", stopped.Message);
        Assert.Equal(FeelLimit.Nesting, Assert.Throws<FeelLimitException>(() => expression.Compile().WarmUp().Evaluate(Given.Frame())).Limit);
    }

    [Fact]
    public void A_caller_can_stop_a_long_evaluation()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var frame = Given.Frame();
        frame.Cancellation = stop.Token;
        var expression = Given.Read("count(for i in 1..1000 return i) > 0").Expression!;
        Assert.Equal(FeelLimit.Cancelled, Assert.Throws<FeelLimitException>(() => expression.Compile().WarmUp().Evaluate(frame)).Limit);
    }

    [Theory]
    [InlineData("(for i in 1..60 return if i = 1 then \"a\" else partial[-1] + partial[-1])[-1]")]
    [InlineData("(for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))[-1]")]
    public void What_doubles_without_end_gives_null_before_it_fills_the_memory(string text) => Assert.Equal(Value.Null, Given.Run(text, scope: null));

    [Fact]
    public void A_pattern_made_to_hold_things_up_is_answered_at_once() =>
        Assert.Equal(Value.False, Given.Run("matches(\"" + new string('a', 5000) + "!\", \"^(a+)+$\")"));

    [Theory]
    [InlineData("string(DEEP)", "null")]
    [InlineData("{x: DEEP, same: x = x}.same", "true")]
    [InlineData("count(flatten(DEEP))", "null")]
    [InlineData("{x: WIDE, same: x = x}.same", "true")]
    [InlineData("string(WIDE)", "null")]
    [InlineData("(for i in 1..300 return if i = 1 then {} else {a: partial[-1]})[-1]", "null")]
    public void A_value_nested_too_deeply_or_too_large_in_all_is_null(string text, string expected)
    {
        var whole = text.Replace("DEEP", "(for i in 1..100000 return if i = 1 then [] else [partial[-1]])[-1]", StringComparison.Ordinal)
            .Replace("WIDE", "(for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1]", StringComparison.Ordinal);

        Assert.Equal(expected, Given.Run(whole).ToString());
    }

    [Theory]
    [InlineData("s + \"a\" = s")]
    [InlineData("s < s")]
    [InlineData("contains(s, \"b\")")]
    [InlineData("upper case(s) = s")]
    [InlineData("matches(s, \"b+\")")]
    [InlineData("xs = xs")]
    [InlineData("-1 in xs")]
    [InlineData("xs instance of list<number>")]
    [InlineData("xs.year")]
    [InlineData("append(xs, i)")]
    [InlineData("mode(xs)")]
    [InlineData("matches(\"aaa\", \"a\" + string(i))")]
    public void Looking_at_a_long_text_or_list_takes_steps_by_its_length(string text)
    {
        var expression = Given.Read(
            $"{{s: (for i in 1..18 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1])[-1], xs: for i in 1..50000 return i, r: for i in 1..1000000 return {text}}}.r",
            Scope.AsInDmn).Expression!;

        Assert.Equal(FeelLimit.Steps, Assert.Throws<FeelLimitException>(() => expression.Compile().Evaluate(new Frame(0))).Limit);
        Assert.Equal(FeelLimit.Steps, Assert.Throws<FeelLimitException>(() => expression.Interpret(new Frame(0))).Limit);
    }
}
