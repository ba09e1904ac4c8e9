using Par.Worker.Registries;

namespace Par.Worker.Tests.Registries;

public sealed class BreakerTests
{
    private readonly MovedClock clock = new();

    private Breaker Breaker => field ??= new Breaker(3, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), clock);

    [Fact]
    public void After_three_failures_in_a_row_nobody_asks()
    {
        Assert.False(Breaker.Failed("slow"));
        Assert.False(Breaker.Failed("slow"));
        Assert.True(Breaker.MayAsk());
        Assert.True(Breaker.Failed("slow"));

        Assert.Equal(BreakerState.Open, Breaker.State);
        Assert.False(Breaker.MayAsk());
        Assert.Equal("slow", Breaker.Since!.Value.Reason);
    }

    [Fact]
    public void An_answer_between_failures_begins_the_count_anew()
    {
        Breaker.Failed("slow");
        Breaker.Failed("slow");
        Assert.Null(Breaker.Answered());
        Breaker.Failed("slow");
        Breaker.Failed("slow");

        Assert.Equal(BreakerState.Closed, Breaker.State);
    }

    [Fact]
    public void After_the_rest_one_asks_on_trial_and_nobody_else()
    {
        Breaker.Open("slow");
        clock.Move(TimeSpan.FromSeconds(29));
        Assert.False(Breaker.MayAsk());
        clock.Move(TimeSpan.FromSeconds(1));

        Assert.True(Breaker.MayAsk());
        Assert.Equal(BreakerState.HalfOpen, Breaker.State);
        Assert.False(Breaker.MayAsk());

        Breaker.Failed("slow");
        Assert.Equal(BreakerState.Open, Breaker.State);
        Assert.False(Breaker.MayAsk());

        clock.Move(TimeSpan.FromSeconds(30));
        Assert.True(Breaker.MayAsk());
        Assert.Equal(TimeSpan.FromSeconds(60), Breaker.Answered());
        Assert.True(Breaker.MayAsk());
        Assert.Equal(BreakerState.Closed, Breaker.State);
    }

    [Fact]
    public void A_trial_of_which_nothing_is_heard_is_given_up_for_another()
    {
        Breaker.Open("slow");
        clock.Move(TimeSpan.FromSeconds(30));
        Assert.True(Breaker.MayAsk());
        clock.Move(TimeSpan.FromSeconds(10));

        Assert.True(Breaker.MayAsk());
    }

    [Fact]
    public void What_waits_to_be_told_is_not_tried()
    {
        Breaker.Wait("nothing listens there");
        clock.Move(TimeSpan.FromDays(1));

        Assert.False(Breaker.MayAsk());
        Assert.NotNull(Breaker.Answered());
        Assert.True(Breaker.MayAsk());
    }

    private sealed class MovedClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

        public void Move(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
