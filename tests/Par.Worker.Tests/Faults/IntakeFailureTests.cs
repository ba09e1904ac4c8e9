using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Hosting;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Faults;

/// <summary>Failures of queues that read a feed, each brought about on purpose: docs/failures.md lists them.</summary>
[Collection(Alone.Name)]
public sealed class IntakeFailureTests(PostgreSql postgres)
{
    private const string Registry = "civil-status";
    private const string Person = "048226000091";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_transaction_in_another_database_of_the_server_holds_the_feed_back_and_loses_nothing()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var elsewhere = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        await using var writing = await elsewhere.BeginTransactionAsync(Cancellation);
        await elsewhere.ExecuteAsync("select pg_current_xact_id()", transaction: writing);
        await registries.Report(Registry, "birth.registered", Person);

        await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation);
        var page = await RegistryFeed.Read(bench.Registry(Registry), FeedPosition.Start, 10, Cancellation);
        var during = await bench.Scalar<int>("select count(*)::int from par.inbox");
        await writing.CommitAsync(Cancellation);
        await bench.TakeIn(Registry, 1);

        Assert.Equal((0, 0), (during, page.Rows.Count));
        Assert.NotNull(page.HeldBackSince);
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    [Fact]
    public async Task Rows_of_subtransactions_come_once_with_their_transaction_and_those_rolled_back_do_not()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var kept = new List<Guid>();
        await using (var connection = await registries[Registry].OpenConnectionAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            kept.Add(await registries.Report(Registry, "birth.registered", Person, within: connection));
            await transaction.SaveAsync("first_part", Cancellation);
            kept.Add(await registries.Report(Registry, "birth.registered", Person, within: connection));
            await transaction.ReleaseAsync("first_part", Cancellation);
            await transaction.SaveAsync("wrong", Cancellation);
            await registries.Report(Registry, "birth.registered", Person, within: connection);
            await transaction.RollbackAsync("wrong", Cancellation);
            await registries.Report(Registry, "birth.registered", "048226000092");
            await transaction.SaveAsync("last", Cancellation);
            kept.Add(await registries.Report(Registry, "birth.registered", Person, within: connection));
            await transaction.CommitAsync(Cancellation);
        }

        await bench.TakeIn(Registry, 4);

        Assert.Equal(kept.Order(), (await bench.Rows<Guid>("select event_uid from par.inbox where subject = @Person", new { Person })).Order());
        Assert.Equal(0, await bench.Scalar<int>("select duplicates::int from par.intake_cursor"));
        await using var feed = await registries[Registry].OpenConnectionAsync(Cancellation);
        Assert.Equal(1, await feed.ExecuteScalarAsync<int>("select count(distinct xid)::int from civil_status.registry_event where subject_id = @Person", new { Person }));
    }

    [Fact]
    public async Task The_whole_log_replayed_an_hour_later_opens_nothing_twice()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Person, "048199000093");
        await registries.Birth("048226000094", "048199000095");
        await bench.TakeIn(Registry, 2);
        var first = await bench.Rounds();
        var told = await bench.Scalar<int>("select count(*)::int from par.outbox");

        bench.Clock.Now += TimeSpan.FromHours(1);
        await bench.Execute("delete from par.intake_cursor; update par.inbox set state = 'waiting', done_at = null, next_try_at = '-infinity'");
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation) > 0);
        var again = await bench.Rounds();

        Assert.Equal((4, 4, 0), (first.Opened, again.Due, again.Opened));
        Assert.Equal(4, await bench.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(told, await bench.Scalar<int>("select count(*)::int from par.outbox"));
    }

    [Fact]
    public async Task Ten_thousand_rows_of_one_transaction_nudge_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var listener = await registries[Registry].OpenConnectionAsync(Cancellation);
        var heard = 0;
        listener.Notification += (_, _) => heard++;
        await listener.ExecuteAsync($"listen {FeedNudges.Channel}");
        await using var writer = await registries[Registry].OpenConnectionAsync(Cancellation);
        await using (var transaction = await writer.BeginTransactionAsync(Cancellation))
        {
            const string load = """
                insert into civil_status.registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
                select gen_random_uuid(), 'birth.registered', '048226000091', 'hai-chau', now(), '{}' from generate_series(1, 5000)
                """;
            await writer.ExecuteAsync(load, transaction: transaction);
            await writer.ExecuteAsync(load, transaction: transaction);
            await transaction.CommitAsync(Cancellation);
        }

        await writer.ExecuteAsync("select pg_notify('last', '')");
        await listener.ExecuteAsync("listen last");
        await Eventually.True(async () => await listener.ExecuteScalarAsync<int>("select 1") == 1 && heard > 0);

        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task With_every_notification_lost_events_are_taken_in_by_the_next_reading()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using (var connection = await registries[Registry].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("drop trigger registry_event_nudges on civil_status.registry_event");
        }

        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var running = await Running.Start(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Listening(registries));

        await registries.Report(Registry, "birth.registered", Person);

        await Eventually.True(() => IsIn(bench, Person));
    }

    [Fact]
    public async Task A_listener_that_was_ended_is_replaced_and_hears_again()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Waits("00:05:00"));
        await using var running = await Running.Start(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Listening(registries));
        var ended = await Listener(registries);
        await using (var connection = await registries[Registry].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("select pg_terminate_backend(@ended)", new { ended });
        }

        await Eventually.True(async () => await Listening(registries) && await Listener(registries) != ended);
        await registries.Report(Registry, "birth.registered", Person);

        await Eventually.True(() => IsIn(bench, Person));
    }

    [Fact]
    public async Task A_listener_whose_connection_was_swallowed_notices_and_is_replaced()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var proxy = Proxy.To(registries.ConnectionString(Registry));
        await using var bench = await WorkerBench.Create(
            postgres,
            registries,
            settings: [.. Waits("00:00:01"), ($"Registries:{Registry}:ConnectionString", proxy.ConnectionString), ($"Registries:{Registry}:AnswerWithin", "00:00:02")]);
        await using var running = await Running.Start(bench, loop => loop is FollowLoops or IntakeLoops);
        await Eventually.True(() => Listening(registries));
        var swallowed = await Listener(registries);

        proxy.Swallow();
        await registries.Report(Registry, "birth.registered", Person);

        await Eventually.True(async () => await IsIn(bench, Person) && await Listening(registries, except: swallowed), within: TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Sixteen_rounds_that_wait_are_not_all_woken_by_one_event()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [("Rounds:SideBySide", "16"), ("Rounds:LongestWait", "00:01:00")]);
        using var looks = new Looks(bench.Work.Name, "from par.inbox_partition");
        await using var running = await Running.Start(bench, loop => loop is Par.Worker.Rounds.RoundLoop);
        await Eventually.True(() => looks.Count >= 16);
        await registries.Report(Registry, "death.annulled", Person);
        await bench.TakeIn(Registry, 1);
        var before = looks.Count;

        bench.Get<Wake>().Call();
        await Eventually.True(async () => await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done'") == 1);

        Assert.InRange(looks.Count - before, 1, 3);
    }

    [Fact]
    public async Task Of_two_that_read_one_page_one_keeps_it_and_the_other_has_no_news()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report(Registry, "birth.registered", Person);
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation) == 1);
        await registries.Report(Registry, "birth.registered", "048226000097");
        await using var lockedOut = await registries[Registry].OpenConnectionAsync(Cancellation);

        // Other tests write on this server too, and what is open there holds the row back.
        await Eventually.True(async () => await lockedOut.ExecuteScalarAsync<bool>("select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) from civil_status.registry_event"));
        await using var transaction = await lockedOut.BeginTransactionAsync(Cancellation);
        await lockedOut.ExecuteAsync("lock table civil_status.registry_event in access exclusive mode", transaction: transaction);
        var reading = new[] { 0, 1 }.Select(_ => Task.Run(() => bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation))).ToArray();
        await Eventually.True(async () => await lockedOut.ExecuteScalarAsync<int>(
            "select count(*)::int from pg_locks where relation = 'civil_status.registry_event'::regclass and not granted", transaction: transaction) == 2);

        await transaction.RollbackAsync(Cancellation);

        Assert.Equal([0, 1], (await Task.WhenAll(reading)).Order());
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    [Fact]
    public async Task A_registry_that_says_what_is_new_is_not_asked_all_the_time()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [.. Waits("00:00:00.010"), ("Intake:LongestWaitWhileNudged", "00:05:00")]);
        using var looks = new Looks(bench.Work.Name, "from par.intake_cursor");
        await using var running = await Running.Start(bench, loop => loop is IntakeLoops or FollowLoops);
        await Eventually.True(() => Listening(registries));
        var (seen, quiet) = (0, 0);

        // Asked every ten milliseconds it would never be quiet for so long.
        await Eventually.True(
            () =>
            {
                (quiet, seen) = (looks.Count == seen ? quiet + 1 : 0, looks.Count);
                return quiet >= 25;
            },
            within: TimeSpan.FromSeconds(60));
        await registries.Report(Registry, "birth.registered", Person);
        await Eventually.True(() => IsIn(bench, Person));
    }

    [Fact]
    public async Task What_was_held_back_is_read_soon_after_although_nothing_says_so()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [.. Waits("00:00:00.010"), ("Intake:LongestWaitWhileNudged", "00:05:00")]);
        await using var holder = await registries[Registry].OpenConnectionAsync(Cancellation);
        await using var transaction = await holder.BeginTransactionAsync(Cancellation);
        await holder.ExecuteAsync("select pg_current_xact_id()", transaction: transaction);
        await using var running = await Running.Start(bench, loop => loop is IntakeLoops or FollowLoops);
        await Eventually.True(() => Listening(registries));
        await registries.Report(Registry, "birth.registered", Person);
        await Eventually.True(() => bench.Get<FeedLag>().HeldBackSince(Registry) is not null);

        await transaction.RollbackAsync(Cancellation);

        await Eventually.True(() => IsIn(bench, Person));
    }

    [Fact]
    public async Task What_a_slot_sends_again_is_known_by_its_key()
    {
        await using var registries = await LinkedRegistries.Create(postgres, Registry);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: [("Registries:civil-status:Way", "Replication"), ("Registries:civil-status:Slot", "par_again")]);
        await using (var connection = await registries[Registry].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("create publication par_feed for table civil_status.registry_event with (publish = 'insert')");
            await connection.ExecuteAsync("select pg_create_logical_replication_slot('par_again', 'pgoutput')");
        }

        await registries.Report(Registry, "birth.registered", Person);
        await bench.TakeIn(Registry, 1);
        await using (await Running.Start(bench, loop => loop is FollowLoops, slot: "par_again"))
        {
            await registries.Report(Registry, "birth.registered", "048226000096");
            await Eventually.True(() => IsIn(bench, "048226000096"));
        }

        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    private static (string Name, string Value)[] Waits(string each) =>
        [("Intake:ShortestWait", each), ("Intake:LongestWait", each), ("Intake:LongestWaitWhenAway", each)];

    private static Task<bool> IsIn(WorkerBench bench, string subject) =>
        bench.Scalar<bool>("select exists (select from par.inbox where subject = @subject)", new { subject })!;

    private static async Task<bool> Listening(LinkedRegistries registries, int except = 0)
    {
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            """
            select exists (select from pg_stat_activity
                            where datname = current_database() and application_name = 'par-worker-listener' and state = 'idle' and query like 'listen%' and pid <> @except)
            """,
            new { except });
    }

    private static async Task<int> Listener(LinkedRegistries registries)
    {
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<int>(
            "select max(pid) from pg_stat_activity where datname = current_database() and application_name = 'par-worker-listener'");
    }

    private sealed class Running(IReadOnlyList<IHostedService> loops, WorkerBench bench, string? slot) : IAsyncDisposable
    {
        public static async Task<Running> Start(WorkerBench bench, Func<IHostedService, bool> which, string? slot = null) =>
            new(await bench.Start(which), bench, slot);

        public async ValueTask DisposeAsync()
        {
            foreach (var loop in loops)
            {
                await loop.StopAsync(CancellationToken.None);
            }

            if (slot is not null)
            {
                await Eventually.True(() => bench.Scalar<bool>("select not active from pg_replication_slots where slot_name = @slot", new { slot })!);
                await bench.Execute("select pg_drop_replication_slot(@slot)", new { slot });
            }
        }
    }

    /// <summary>How often something was looked for in one database.</summary>
    private sealed class Looks : IDisposable
    {
        private readonly ActivityListener listener;
        private int count;

        public Looks(string database, string words)
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.Tags.Any(tag => tag.Value == database)
                        && activity.Tags.Any(tag => tag.Key is "db.query.text" or "db.statement" && tag.Value!.Contains(words, StringComparison.Ordinal)))
                    {
                        Interlocked.Increment(ref count);
                    }
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public int Count => count;

        public void Dispose() => listener.Dispose();
    }
}
