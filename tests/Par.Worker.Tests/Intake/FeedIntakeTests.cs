using Dapper;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Intake;

public sealed class FeedIntakeTests(PostgreSql postgres)
{
    private const string Registry = "civil-status";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_whose_transaction_began_first_and_committed_last_is_not_passed_over()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var slow = await registries[Registry].OpenConnectionAsync(Cancellation);
        await using var unfinished = await slow.BeginTransactionAsync(Cancellation);

        var first = await registries.Report(Registry, "birth.registered", "048226000001", within: slow);
        var second = await registries.Report(Registry, "birth.registered", "048226000002");
        var page = await RegistryFeed.Read(bench.Registry(Registry), FeedPosition.Start, 1000, Cancellation);
        await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation);

        Assert.Equal([], page.Rows);
        Assert.NotNull(page.HeldBackSince);
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.inbox"));

        await unfinished.CommitAsync(Cancellation);
        await bench.TakeIn(Registry, 2);

        Assert.Equal(new[] { first, second }.Order(), (await bench.Rows<Guid>("select event_uid from par.inbox")).Order());
        Assert.Equal(0, await bench.Scalar<int>("select duplicates::int from par.intake_cursor"));
    }

    [Fact]
    public async Task Of_eight_writers_and_two_workers_at_once_nothing_is_lost_and_nothing_comes_twice()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var one = await WorkerBench.Create(postgres, registries);
        await using var other = await WorkerBench.Create(postgres, registries, one.Work);
        using var writing = new CancellationTokenSource();

        var writers = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => Write(registries, writer))));
        var readers = new[] { one, other }.Select(bench => Task.Run(async () =>
        {
            while (!writing.IsCancellationRequested)
            {
                await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation);
            }
        })).ToList();
        var written = (await writers).SelectMany(uids => uids).Order().ToList();
        await writing.CancelAsync();
        await Task.WhenAll(readers);
        await one.TakeIn(Registry, written.Count);

        Assert.Equal(written, (await one.Rows<Guid>("select event_uid from par.inbox")).Order());
        Assert.Equal(0, await one.Scalar<int>("select duplicates::int from par.intake_cursor"));
    }

    [Fact]
    public async Task An_event_that_is_sent_again_is_known_and_counted()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var uid = await registries.Report(Registry, "birth.registered", "048226000003");
        await registries.Report(Registry, "birth.registered", "048226000003", uid: uid);
        await registries.Report(Registry, "birth.registered", "048226000004");

        await bench.TakeIn(Registry, 2);
        await registries.Report(Registry, "birth.registered", "048226000003", uid: uid);
        await registries.Report(Registry, "birth.registered", "048226000005");
        await bench.TakeIn(Registry, 3);

        Assert.Equal(3, await bench.Scalar<int>("select count(*)::int from par.inbox"));
        Assert.Equal(2, await bench.Scalar<int>("select duplicates::int from par.intake_cursor"));
    }

    [Fact]
    public async Task A_registry_on_another_server_is_read_from_its_start_and_opens_nothing_twice()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report(Registry, "birth.registered", "048226000006");
        await bench.TakeIn(Registry, 1);

        // As if the registry had been restored elsewhere: its transactions count from the beginning again.
        await bench.Execute("update par.intake_cursor set system_identifier = 1, xid = '9000000000', seq = 9000000000");
        await registries.Report(Registry, "birth.registered", "048226000007");
        await bench.TakeIn(Registry, 2);

        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox"));
        Assert.Equal(1, await bench.Scalar<int>("select duplicates::int from par.intake_cursor"));
        Assert.NotEqual(1, await bench.Scalar<long>("select system_identifier from par.intake_cursor"));
    }

    [Theory]
    [InlineData("04822600000", "birth.registered", "2026-11-20", "{}", "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.")]
    [InlineData("048226000008", " ", "2026-11-20", "{}", "The event does not say of what kind it is: the registry must send it again with its kind.")]
    [InlineData("048226000008", "birth.registered", "infinity", "{}", "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.")]
    [InlineData("048226000008", "birth.registered", "0044-03-15 BC", "{}", "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.")]
    [InlineData("048226000008", "birth.registered", "2026-11-20", "[1]", "The body is not a JSON object: the registry must send the event again with named values.")]
    public async Task A_row_that_cannot_be_used_is_kept_in_quarantine_with_the_reason(string subject, string kind, string occurred, string body, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(
            """
            insert into civil_status.registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            values (gen_random_uuid(), @kind, @subject, 'hai-chau', @occurred::timestamptz, @body::jsonb)
            """,
            new { subject, kind, occurred, body });
        await registries.Report(Registry, "birth.registered", "048226000009");

        await bench.TakeIn(Registry, 2);

        Assert.Equal([reason], await bench.Rows<string>("select error from par.inbox where state = 'quarantined'"));
        Assert.Equal(["048226000009"], await bench.Rows<string>("select subject from par.inbox where state = 'waiting'"));
    }

    [Theory]
    [InlineData(
        "alter table civil_status.registry_event alter column event_uid type text",
        "alter table civil_status.registry_event alter column event_uid type uuid using event_uid::uuid",
        "civil_status.registry_event.event_uid is text, and must be uuid: './par registry init civil-status' prints the table as it should be.")]
    [InlineData(
        "alter table civil_status.registry_event rename to elsewhere",
        "alter table civil_status.elsewhere rename to registry_event",
        "There is no feed civil_status.registry_event: run what './par registry init civil-status' prints.")]
    [InlineData(
        "alter schema civil_status rename to elsewhere",
        "alter schema elsewhere rename to civil_status",
        "There is no feed civil_status.registry_event: run what './par registry init civil-status' prints.")]
    public async Task A_feed_that_is_not_there_or_of_another_make_is_told_with_the_mend_and_the_registry_is_asked_for_facts_all_the_same(string harm, string mend, string says)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report(Registry, "birth.registered", "048226000001");
        await Do(registries, harm);

        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation) is null);

        Assert.False(bench.Registry(Registry).IsAway);
        Assert.Equal((BreakerState.Open, BreakerState.Closed), (bench.Registry(Registry).Feed.State, bench.Registry(Registry).Facts.State));
        Assert.Equal(
            [$"feed civil-status: {says} It is tried again by itself; the facts of the registry are asked for meanwhile."],
            await bench.Rows<string>("select kind || ' ' || about || ': ' || says from par.alarm where cleared_at is null"));

        bench.Clock.Now += TimeSpan.FromHours(1);
        await bench.Get<RegistryWatch>().Look(Cancellation);
        Assert.Equal(["feed"], await bench.Rows<string>("select kind from par.alarm where cleared_at is null"));

        await Do(registries, mend);
        await bench.TakeIn(Registry, 1);

        Assert.Equal([], await bench.Rows<string>("select about from par.alarm where cleared_at is null"));
        Assert.Equal(BreakerState.Closed, bench.Registry(Registry).Feed.State);
    }

    [Fact]
    public async Task A_feed_that_takes_too_long_counts_as_silent_after_some_readings_and_not_before()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(
            postgres, registries, settings: [("Registries:civil-status:AnswerWithin", "00:00:00.1"), ("Registries:civil-status:FailuresUntilAway", "2")]);
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        await using var held = await connection.BeginTransactionAsync(Cancellation);
        await connection.ExecuteAsync("lock table civil_status.registry_event");

        Assert.Null(await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation));
        Assert.False(bench.Registry(Registry).IsSilent);
        Assert.Null(await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation));
        Assert.True(bench.Registry(Registry).IsSilent);
        Assert.False(bench.Registry(Registry).IsAway);

        await held.RollbackAsync(Cancellation);
        Assert.NotNull(await bench.Get<FeedIntake>().TakeNext(bench.Registry(Registry), Cancellation));
        Assert.False(bench.Registry(Registry).IsSilent);
    }

    private static async Task Do(LinkedRegistries registries, string sql)
    {
        await using var command = registries[Registry].CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    [Fact]
    public async Task A_feed_longer_than_a_page_is_read_page_by_page()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Intake:PageSize", "3"));
        for (var i = 0; i < 7; i++)
        {
            await registries.Report(Registry, "birth.registered", $"04822600010{i}");
        }

        await bench.TakeIn(Registry, 7);

        Assert.Equal(7, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    [Fact]
    public void A_person_is_always_in_the_same_partition_and_people_are_spread_over_all()
    {
        var spread = Enumerable.Range(0, 6400).Select(i => Partition.Of($"048226{i:D6}")).CountBy(partition => partition).ToList();

        Assert.Equal(50, Partition.Of("048226000011"));
        Assert.Equal(64, spread.Count);
        Assert.All(spread, partition => Assert.InRange(partition.Value, 50, 200));
    }

    private static async Task<List<Guid>> Write(LinkedRegistries registries, int writer)
    {
        var random = new Random(writer);
        var uids = new List<Guid>();
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        for (var i = 0; i < 60; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            for (var row = random.Next(1, 4); row > 0; row--)
            {
                uids.Add(await registries.Report(Registry, "birth.registered", $"0482{writer:D2}{i:D6}", within: connection));
                await transaction.SaveAsync("part_of_it", Cancellation);
            }

            await connection.ExecuteAsync("select pg_sleep(@seconds)", new { seconds = random.NextDouble() / 100 });
            await transaction.CommitAsync(Cancellation);
        }

        return uids;
    }
}
