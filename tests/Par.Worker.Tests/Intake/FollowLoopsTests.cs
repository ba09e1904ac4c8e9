using Dapper;
using Microsoft.Extensions.Hosting;
using Par.Worker.Intake;

namespace Par.Worker.Tests.Intake;

/// <summary>Registries that say by themselves what is new: by NOTIFY, and by sending their commits.</summary>
[Collection(Alone.Name)]
public sealed class FollowLoopsTests(PostgreSql postgres)
{
    private static readonly (string Name, string Value)[] Followed = [("Registries:civil-status:Way", "Replication"), ("Intake:LongestWait", "00:00:00.100")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_registry_commits_is_sent_and_taken_in_without_reading_its_feed()
    {
        await using var registries = await Published();
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Followed);
        await using var following = await Running(bench, loop => loop is FollowLoops);
        await Eventually.True(() => Active(bench));

        var uid = await registries.Report("civil-status", "birth.registered", "048226000081", LinkedRegistries.BirthBody("048226000081", "048199000082"));
        await registries.Report("civil-status", "birth.registered", "12", "{}");

        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox") == 2);
        Assert.Equal("waiting birth.registered hai-chau Trần An", await bench.Scalar<string>(
            "select state || ' ' || kind || ' ' || locality || ' ' || (body ->> 'childName') from par.inbox where event_uid = @uid", new { uid }));
        Assert.Equal("quarantined", await bench.Scalar<string>("select state from par.inbox where subject = '12'"));
    }

    [Fact]
    public async Task The_server_is_told_only_of_what_was_kept()
    {
        await using var registries = await Published();
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Followed);
        await using var following = await Running(bench, loop => loop is FollowLoops);
        await Eventually.True(() => Active(bench));
        await bench.Execute("alter table par.inbox rename to inbox_gone");
        await registries.Report("civil-status", "birth.registered", "048226000083", "{}");
        await Eventually.True(async () => !await Active(bench));

        await bench.Execute("alter table par.inbox_gone rename to inbox");

        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox where subject = '048226000083'") == 1);
    }

    [Fact]
    public async Task A_slot_that_was_dropped_loses_nothing_because_the_feed_has_it_all()
    {
        await using var registries = await Published();
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [.. Followed, ("Intake:WaitWhileFollowed", "01:00:00")]);
        await using var following = await Running(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Active(bench));
        await using (var connection = await registries["civil-status"].OpenConnectionAsync(Cancellation))
        {
            await Eventually.True(async () =>
            {
                await connection.ExecuteAsync("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'par_civil_status' and active");
                return await connection.ExecuteAsync("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'par_civil_status' and not active") is var _
                    && !await connection.ExecuteScalarAsync<bool>("select exists (select from pg_replication_slots where slot_name = 'par_civil_status')");
            });
            await registries.Report("civil-status", "birth.registered", "048226000084", "{}", within: connection);
        }

        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox where subject = '048226000084'") == 1);
        await Eventually.True(() => Active(bench));
        await registries.Report("civil-status", "birth.registered", "048226000085", "{}");
        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox where subject = '048226000085'") == 1);
    }

    [Fact]
    public async Task A_registry_in_which_nothing_happens_keeps_no_log_back_on_a_busy_server()
    {
        await using var registries = await Published();
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Followed);
        await using var following = await Running(bench, loop => loop is FollowLoops);
        await Eventually.True(() => Active(bench));
        await bench.Execute("create table par.busy as select n, repeat('x', 100) as filling from generate_series(1, 20000) as n");
        var until = await bench.Scalar<string>("select pg_current_wal_lsn()::text");

        await Eventually.True(async () => await bench.Scalar<bool>("select confirmed_flush_lsn >= @until::pg_lsn from pg_replication_slots where slot_name = 'par_civil_status'", new { until }));
    }

    [Fact]
    public async Task A_nudge_ends_the_wait_for_news_and_a_listener_that_was_ended_is_replaced()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "civil-status");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [("Intake:LongestWait", "00:05:00"), ("Intake:LongestWaitWhenAway", "00:05:00"), ("Intake:ShortestWait", "00:05:00")]);
        await using var following = await Running(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Listening(registries));
        await registries.Report("civil-status", "birth.registered", "048226000086", "{}");
        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox where subject = '048226000086'") == 1);
    }

    private static async Task<bool> Listening(LinkedRegistries registries)
    {
        await using var connection = await registries["civil-status"].OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and application_name = 'par-worker-listener' and state = 'idle' and query like 'listen%')");
    }

    private static Task<bool> Active(WorkerBench bench) =>
        bench.Scalar<bool>("select exists (select from pg_replication_slots where slot_name = 'par_civil_status' and active)")!;

    private async Task<LinkedRegistries> Published()
    {
        var registries = await LinkedRegistries.Create(postgres, "civil-status");
        await using var connection = await registries["civil-status"].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("create publication par_feed for table civil_status.registry_event with (publish = 'insert')");
        return registries;
    }

    private static async Task<RunningLoops> Running(WorkerBench bench, Func<IHostedService, bool> which) => new(await bench.Start(which), bench);

    private sealed class RunningLoops(IReadOnlyList<IHostedService> loops, WorkerBench bench) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var loop in loops)
            {
                await loop.StopAsync(CancellationToken.None);
            }

            // Slots belong to the whole server: the next test makes its own.
            await Eventually.True(async () => !await Active(bench));
            await bench.Execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'par_civil_status'");
        }
    }
}
