
namespace Par.Worker.Tests.Rounds;

[Collection(Alone.Name)]
public sealed class RoundLoopTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_twenty_life_events_a_second_dossiers_are_taken_up_within_a_second_of_the_registrys_commit()
    {
        const int births = 60;
        await using var registries = await LinkedRegistries.Create(postgres);
        var clock = new RunningClock(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
        await using var bench = await WorkerBench.Create(postgres, registries, clock, null, []);
        await registries.Birth("048226999999", "048199999999");
        var loops = await bench.Start();
        await Eventually.True(() => Dossiers(bench, 2));

        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        for (var i = 0; i < births; i++)
        {
            await pace.WaitForNextTickAsync(Cancellation);
            await registries.Birth($"048226{i:D6}", $"048199{i:D6}");
        }

        await Eventually.True(() => Dossiers(bench, 2 * (births + 1)));
        foreach (var loop in loops)
        {
            await loop.StopAsync(Cancellation);
        }

        var ahead = clock.GetUtcNow() - await bench.Scalar<DateTime>("select clock_timestamp()");
        var latencies = await bench.Rows<double>(
            """
            select extract(epoch from dossier.opened_at - @ahead - inbox.recorded_at)::float8
              from par.dossier
              join par.inbox on inbox.registry = dossier.registry and inbox.event_uid = dossier.event_uid
             order by 1
            """,
            new { ahead });
        TestContext.Current.SendDiagnosticMessage("From commit to queue: p50 {0:0.000} s, p99 {1:0.000} s", latencies[latencies.Count / 2], latencies[latencies.Count * 99 / 100]);
        Assert.InRange(latencies[latencies.Count / 2], 0, 1);
    }

    [Fact]
    public async Task Stopped_in_the_middle_of_a_round_the_loops_end_soon_and_leave_nothing_half_done()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth("048226000051", "048199000052");
        await bench.Execute(
            """
            create function par.dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return new; end $$;
            create trigger dawdle before insert on par.finding for each row execute function par.dawdle();
            """);
        var loops = await bench.Start();
        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from pg_stat_activity where query like '%par.finding%' and wait_event = 'PgSleep'") > 0);

        var began = TimeProvider.System.GetTimestamp();
        foreach (var loop in loops)
        {
            await loop.StopAsync(Cancellation);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("waiting", await bench.Scalar<string>("select state from par.inbox"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.finding"));
    }

    [Fact]
    public async Task A_registry_that_went_away_and_came_back_is_caught_up_with_by_itself()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "health-insurance");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Intake:LongestWaitWhenAway", "00:00:00.5"));
        var loops = await bench.Start();
        await registries.TakeAway("health-insurance");
        await Eventually.True(() => bench.Registry("health-insurance").IsAway);
        await registries.Birth("048226000053", "048199000054");
        await Eventually.True(() => Dossiers(bench, 1));
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.open_question"));

        // The clock stands still: only the registry's return can make the question due.
        await registries.LetBack("health-insurance");
        await Eventually.True(() => Dossiers(bench, 2));

        foreach (var loop in loops)
        {
            await loop.StopAsync(Cancellation);
        }

        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));
    }

    private static async Task<bool> Dossiers(WorkerBench bench, int count) =>
        await bench.Scalar<int>("select count(*)::int from par.dossier") == count;

    /// <summary>Begins at a moment of its own and then runs as time does.</summary>
    private sealed class RunningClock(DateTimeOffset start) : TimeProvider
    {
        private readonly long began = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began);
    }
}
