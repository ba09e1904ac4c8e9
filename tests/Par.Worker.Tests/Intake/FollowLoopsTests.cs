using Dapper;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Registries;

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
    public async Task A_slot_that_is_lost_is_told_and_the_registry_is_followed_again_without_loss()
    {
        await using var registries = await Published();
        await using var server = await SmallSlots.On(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [.. Followed, ("Intake:WaitWhileFollowed", "01:00:00")]);
        await using (var connection = await registries["civil-status"].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("select pg_create_logical_replication_slot('par_civil_status', 'pgoutput')");
        }

        await registries.Report("civil-status", "birth.registered", "048226000087", "{}");
        await server.Fill(async () => (await FeedSlot.Find(bench.Registry("civil-status"), "par_civil_status", Cancellation))!.IsNearlyLost);
        await bench.Get<FeedIntake>().TakeNext(bench.Registry("civil-status"), Cancellation);
        await bench.Get<RegistryWatch>().Look(Cancellation);
        Assert.Contains("less than a quarter is left of the 64MB", Assert.Single(await SlotAlarms(bench)), StringComparison.Ordinal);

        await server.Fill(async () => (await FeedSlot.Find(bench.Registry("civil-status"), "par_civil_status", Cancellation))!.IsLost);
        await bench.Get<RegistryWatch>().Look(Cancellation);
        Assert.StartsWith(
            "The server has thrown away what the replication slot par_civil_status would have sent. Its feed is read meanwhile, and nothing is lost. The slot is made anew by itself; let max_slot_wal_keep_size there be larger than 64MB",
            Assert.Single(await SlotAlarms(bench)),
            StringComparison.Ordinal);

        await using var following = await Running(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Active(bench));
        await registries.Report("civil-status", "birth.registered", "048226000088", "{}");
        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox where subject in ('048226000087', '048226000088')") == 2);
        await bench.Get<RegistryWatch>().Look(Cancellation);
        Assert.Single(await SlotAlarms(bench));
        await bench.Get<RegistryWatch>().Look(Cancellation);
        Assert.Equal([], await SlotAlarms(bench));
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.alarm where kind = 'slot'"));
    }

    [Fact]
    public async Task A_server_that_does_not_let_itself_be_followed_is_told_with_the_mend_and_its_feed_is_read()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "civil-status");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Followed);
        await using var following = await Running(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Active(bench));

        // That there is no publication is found with the first commit.
        await registries.Report("civil-status", "birth.registered", "048226000089", "{}");
        await Eventually.True(async () => (await SlotAlarms(bench)).Count == 1, TimeSpan.FromMinutes(1));
        Assert.Equal(
            "The server refused to send by the replication slot par_civil_status (error 42704). Its feed is read meanwhile, and nothing is lost. "
            + "'./par registry check civil-status' says what following its commits needs; it is tried again by itself.",
            Assert.Single(await SlotAlarms(bench)));
        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox") == 1);
    }

    private static Task<IReadOnlyList<string>> SlotAlarms(WorkerBench bench) =>
        bench.Rows<string>("select says from par.alarm where kind = 'slot' and cleared_at is null");

    /// <summary>A server that keeps little for slots that nobody reads, until the test is over.</summary>
    private sealed class SmallSlots(NpgsqlDataSource server) : IAsyncDisposable
    {
        public static async Task<SmallSlots> On(PostgreSql postgres)
        {
            var small = new SmallSlots(NpgsqlDataSource.Create(await postgres.AdministratorConnectionString()));
            await small.Do("alter system set max_slot_wal_keep_size = '64MB'");
            await small.Do("select pg_reload_conf()");
            return small;
        }

        /// <summary>Writes log until this is so.</summary>
        public Task Fill(Func<Task<bool>> enough) => Eventually.True(async () =>
        {
            await Do("select pg_logical_emit_message(false, 'test', 'x')");
            await Do("select pg_switch_wal()");
            await Do("checkpoint ");
            return await enough();
        });

        public async ValueTask DisposeAsync()
        {
            await Do("alter system reset max_slot_wal_keep_size");
            await Do("select pg_reload_conf()");
            await server.DisposeAsync();
        }

        private async Task Do(string sql)
        {
            await using var command = server.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
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
