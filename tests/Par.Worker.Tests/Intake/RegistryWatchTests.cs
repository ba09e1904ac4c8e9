using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Npgsql;
using Par.Worker.Cli;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Intake;

public sealed class RegistryWatchTests(PostgreSql postgres)
{
    private const string Registry = "civil-status";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registry_that_stays_away_raises_one_alarm_that_clears_when_it_is_back()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.TakeAway(Registry);
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation) is null);

        await Watch(bench);
        Assert.Equal([], await Alarms(bench));
        bench.Clock.Now += TimeSpan.FromMinutes(5);
        await Watch(bench);
        bench.Clock.Now += TimeSpan.FromMinutes(5);
        await Watch(bench);

        Assert.Equal(
            ["registryAway civil-status: It has not answered since 2026-11-23 03:00Z: it answered with error 55000. Its life events wait, and the questions to it stay open; everything else goes on. "
                + "Start it or mend it, or mend Registries:civil-status; './par registry check civil-status' looks at it."],
            await Alarms(bench));
        Assert.Equal("open open", await States(bench));

        await registries.LetBack(Registry);
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation) is 0);
        await Watch(bench);

        Assert.Equal([], await Alarms(bench));
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.alarm where cleared_at is not null"));
        Assert.Equal("closed closed", await States(bench));
    }

    [Fact]
    public async Task A_worker_that_reaches_a_registry_does_not_clear_the_alarm_of_one_that_does_not()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var lame = await WorkerBench.Create(postgres, registries);
        await using var well = await WorkerBench.Create(postgres, registries, shared: lame.Work);
        lame.Registry(Registry).WentAway("nothing listens there");
        lame.Clock.Now += TimeSpan.FromMinutes(6);
        well.Clock.Now = lame.Clock.Now;

        await Watch(lame);
        await Watch(well);
        Assert.Single(await Alarms(lame));

        // The lame one is gone for good: what it saw counts no more.
        well.Clock.Now += SeenRegistries.Gone;
        await Watch(well);
        Assert.Equal([], await Alarms(lame));
    }

    [Fact]
    public async Task An_open_transaction_that_holds_life_events_back_is_named_until_it_ends()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        bench.Clock.Now = TimeProvider.System.GetUtcNow();
        var named = new NpgsqlConnectionStringBuilder(registries.ConnectionString(Registry)) { ApplicationName = "nightly-load", Pooling = false };
        await using var connection = new NpgsqlConnection(named.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await registries.Report(Registry, "birth.registered", "048226000001", within: connection);
        await registries.Report(Registry, "birth.registered", "048226000002");

        await Eventually.True(async () =>
        {
            await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation);
            return bench.Get<FeedLag>().HeldBackSince(Registry) is not null;
        });
        await Watch(bench);
        Assert.Equal([], await Alarms(bench));
        bench.Clock.Now += TimeSpan.FromMinutes(6);

        // The oldest of the server is named, and other tests write on it too: theirs end.
        var alarm = "";
        await Eventually.True(async () =>
        {
            await Watch(bench);
            alarm = Assert.Single(await Alarms(bench));
            return alarm.Contains($"process {connection.ProcessID},", StringComparison.Ordinal);
        });
        Assert.Matches(
            @$"^heldBack civil-status: Life events written since \d{{4}}-\d\d-\d\d \d\d:\d\dZ wait for an unfinished transaction: process {connection.ProcessID}, database \w+, program 'nightly-load', idle in transaction, open since ",
            alarm);
        Assert.EndsWith($"They are read when it ends. End it there (select pg_terminate_backend({connection.ProcessID})), and set idle_in_transaction_session_timeout.", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain("insert", alarm, StringComparison.Ordinal);
        Assert.InRange(bench.Get<FeedLag>().All().Single(one => one.Registry == Registry).Behind, TimeSpan.FromMinutes(5.9), TimeSpan.FromMinutes(7));

        await transaction.CommitAsync(Cancellation);
        bench.Clock.Now = TimeProvider.System.GetUtcNow();
        await bench.TakeIn(Registry, 2);
        await Eventually.True(async () =>
        {
            await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation);
            await Watch(bench);
            return (await Alarms(bench)).Count == 0;
        });
    }

    [Fact]
    public async Task A_feed_of_which_a_page_was_read_is_behind_by_the_age_of_its_last_row()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Intake:PageSize", "1"));
        await registries.Report(Registry, "birth.registered", "048226000001");
        await registries.Report(Registry, "birth.registered", "048226000002");
        await using (var age = registries[Registry].CreateCommand("update civil_status.registry_event set recorded_at = '2026-11-23 02:00Z'"))
        {
            await age.ExecuteNonQueryAsync(Cancellation);
        }

        await bench.TakeIn(Registry, 1);
        Assert.Equal(TimeSpan.FromHours(1), Behind(bench));

        await bench.TakeIn(Registry, 2);
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation) == 0);
        Assert.Equal(TimeSpan.Zero, Behind(bench));

        // Nothing is heard of it: what is known grows old.
        bench.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(TimeSpan.FromMinutes(2), Behind(bench));
    }

    [Fact]
    public async Task What_workers_see_is_said_by_the_check_also_when_none_runs_any_more()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        Assert.Equal(["Hint No worker has seen it yet."], await Check(bench, "land"));
        await bench.Get<FeedIntake>().TakeNext(bench.Registry("land"), Cancellation);
        await bench.Get<FeedIntake>().TakeNext(bench.Registry("land"), Cancellation);
        bench.Registry(Registry).WentAway("nothing listens there");
        bench.Clock.Now += TimeSpan.FromSeconds(30);
        await Watch(bench);

        Assert.Equal(["Good A worker reads it: feed closed, facts closed, 30.0 s behind."], await Check(bench, "land"));
        Assert.Equal(
            ["Hint A worker gets no answer since 2026-11-23 03:00:00Z (nothing listens there): feed open, facts open, its life events not read yet."],
            await Check(bench, Registry));

        bench.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(["Hint No worker has run since 2026-11-23 03:00:30Z; the last one saw: feed closed, facts closed, 150.0 s behind."], await Check(bench, "land"));
    }

    [Fact]
    public async Task The_state_of_each_breaker_is_measured()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Registries:land:FailuresUntilAway", "1"));
        var measured = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == RegistryMeter.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
        {
            if (Equals(tags[0].Value, "land"))
            {
                measured.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {tags[1].Value} {value}"));
            }
        });
        bench.Get<RegistryConnections>().FactsFailed(bench.Registry("land"), new TimeoutException());

        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Contains("par.registries.breaker facts 2", measured);
        Assert.Contains("par.registries.breaker feed 0", measured);
    }

    private static async Task<IReadOnlyList<string>> Check(WorkerBench bench, string registry) =>
        [.. SeenByWorkers.Of(registry, await bench.Get<SeenRegistries>().All(Cancellation), bench.Clock.Now).Select(one => $"{one.Weight} {one.Says}")];

    private static TimeSpan Behind(WorkerBench bench) => bench.Get<FeedLag>().All().Single(one => one.Registry == Registry).Behind;

    private static Task Watch(WorkerBench bench) => bench.Get<RegistryWatch>().Look(Cancellation);

    private static Task<IReadOnlyList<string>> Alarms(WorkerBench bench) =>
        bench.Rows<string>("select kind || ' ' || about || ': ' || says from par.alarm where cleared_at is null order by id");

    private static Task<string?> States(WorkerBench bench) =>
        bench.Scalar<string>("select feed || ' ' || facts from par.registry_watch where registry = @registry", new { registry = Registry });
}
