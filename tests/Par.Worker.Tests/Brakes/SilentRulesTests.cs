using Par.Worker.Brakes;

namespace Par.Worker.Tests.Brakes;

public sealed class SilentRulesTests(PostgreSql postgres)
{
    private const string Rule = "residence.newborn";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_that_normally_opens_forty_a_week_and_opens_none_is_an_alarm_until_it_opens_again()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var silent = bench.Get<SilentRules>();
        await Opened(bench, from: 28, to: 8, perDay: 6);

        Assert.Equal([Rule], await silent.Look(Cancellation));
        Assert.Equal([Rule], await silent.Look(Cancellation));

        Assert.Equal(
            "Rule residence.newborn opened 0 in the last seven days, and in a usual week it opens 42: "
            + "see whether its registry still reports its life events, and what its findings say (par.finding).",
            Assert.Single(await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation)).Says);

        await Opened(bench, from: 2, to: 1, perDay: 6);
        Assert.Empty(await silent.Look(Cancellation));
        Assert.Empty(await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation));
    }

    [Theory]
    [InlineData(28, 1, 6, "a rule that opens as ever")]
    [InlineData(28, 8, 1, "a rule too rare to be missed")]
    [InlineData(12, 8, 6, "a rule without enough history")]
    public async Task Nothing_is_said_of(int from, int to, int perDay, string what)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Opened(bench, from, to, perDay);

        Assert.True((await bench.Get<SilentRules>().Look(Cancellation)).Count == 0, what);
    }

    [Fact]
    public async Task A_rule_that_left_the_book_is_not_silent()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Opened(bench, from: 28, to: 8, perDay: 6, rule: "rule.of-yesterday");

        Assert.Empty(await bench.Get<SilentRules>().Look(Cancellation));
    }

    private static Task Opened(WorkerBench bench, int from, int to, int perDay, string rule = Rule) =>
        bench.Execute(
            """
            insert into par.rule_day (rule, day, shard, due)
            select @rule, (@Now at time zone 'Asia/Ho_Chi_Minh')::date - day, 1, @perDay from generate_series(@to, @from) as day
            """,
            new { rule, from, to, perDay, bench.Clock.Now });
}
