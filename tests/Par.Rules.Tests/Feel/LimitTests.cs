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
}
