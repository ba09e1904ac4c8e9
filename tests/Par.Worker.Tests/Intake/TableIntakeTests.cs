using Par.Worker.Intake;

namespace Par.Worker.Tests.Intake;

/// <summary>Registries that can only be read.</summary>
public sealed class TableIntakeTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_becomes_one_life_event_however_often_it_is_read()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");

        Assert.Equal(1, await permits.Read());
        Assert.Equal(0, await permits.Read());

        Assert.Equal(
            "permit.issued 048226000001 waiting 2026-11-19T17:00:00 {\"validTo\": \"2027-11-20\", \"permitNo\": \"P1\"}",
            await permits.Bench.Scalar<string>(
                "select kind || ' ' || subject || ' ' || state || ' ' || to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') || ' ' || body from par.inbox"));
        Assert.Equal(NamedUid.Of("permits", "permit.issued", "P1"), await permits.Bench.Scalar<Guid>("select event_uid from par.inbox"));
    }

    [Fact]
    public async Task What_a_row_says_reaches_the_person_once()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Registries.Person("048226000001", new DateOnly(1990, 1, 1), "hai-chau");
        await permits.Permit("P1");
        await permits.Read();
        Assert.Equal(1, (await permits.Bench.Rounds()).Reminded);

        await permits.Read();

        Assert.Equal(0, (await permits.Bench.Rounds()).Taken);
        Assert.Equal(1, await permits.Bench.Scalar<int>("select count(*)::int from par.reminder where rule = 'permit.issued'"));
        Assert.Contains("The permit P1, from 20 November 2026.", await permits.Bench.Scalar<string>("select string_agg(outbox::text, ' ') from par.outbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_to_a_row_that_was_read_is_no_new_life_event()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Read();

        await permits.Do("update permits.work_permit set valid_until = '2028-01-01', updated_at = now()");

        Assert.Equal(0, await permits.Read());
        Assert.Equal("2027-11-20", await permits.Bench.Scalar<string>("select body ->> 'validTo' from par.inbox"));
    }

    [Fact]
    public async Task A_row_that_is_committed_late_is_found_within_the_overlap_and_missed_beyond_it()
    {
        await using var permits = await PermitTables.Create(postgres);
        await using var slow = await permits.Registries[PermitTables.Registry].OpenConnectionAsync(Cancellation);
        await using var unfinished = await slow.BeginTransactionAsync(Cancellation);
        await permits.Permit("within", minutesAgo: 9, within: slow);
        await permits.Permit("beyond", minutesAgo: 11, within: slow);
        await permits.Permit("punctual");
        await permits.Read();
        Assert.Equal(["punctual"], await permits.TakenIn());

        await unfinished.CommitAsync(Cancellation);
        await permits.Read();
        await permits.Read();

        Assert.Equal(["punctual", "within"], await permits.TakenIn());
    }

    [Fact]
    public async Task A_worker_that_was_started_again_goes_on_from_the_watermark()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("long ago", minutesAgo: 60);
        await permits.Permit("lately");
        await permits.Read();
        await permits.Bench.Execute("delete from par.inbox");

        await using var again = await permits.Another();
        await permits.Permit("now");
        await permits.Read(again);

        Assert.Equal(["lately", "now"], await permits.TakenIn());
    }

    [Fact]
    public async Task A_registry_on_another_server_is_read_anew_and_nothing_comes_twice()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1", minutesAgo: 60);
        await permits.Read();
        await permits.Bench.Execute("update par.watermark set system_identifier = 1, updated_at = '2031-01-01'");
        await permits.Permit("P2", minutesAgo: 90);

        Assert.Equal(1, await permits.Read());

        Assert.Equal(["P1", "P2"], await permits.TakenIn());
        Assert.NotEqual(1, await permits.Bench.Scalar<long>("select system_identifier from par.watermark"));
    }

    [Fact]
    public async Task A_life_event_that_is_read_from_another_table_now_is_read_there_from_the_start()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Read();
        await permits.Do("create table permits.paper (like permits.work_permit); insert into permits.paper select 'P0', holder_id, employer, valid_from, valid_until, null, '2020-01-01' from permits.work_permit");
        permits.Rules.Change("catalogue/permit-events.yaml", "table: work_permit", "table: paper");

        await using var again = await permits.Another();
        await permits.Read(again);

        Assert.Equal(["P0", "P1"], await permits.TakenIn());
    }

    [Fact]
    public async Task A_table_whose_rows_take_too_long_is_told_with_the_index_that_it_needs()
    {
        await using var permits = await PermitTables.Create(postgres, ("Registries:permits:AnswerWithin", "00:00:00.200"));
        await permits.Permit("P1");
        await permits.Do(
            """
            alter table permits.work_permit rename to paper;
            create view permits.work_permit as select permit_no, holder_id, employer, valid_from, valid_until, updated_at from permits.paper where pg_sleep(0.5) is not null
            """);

        await permits.Read();

        Assert.Equal(
            ["permits/permit.issued: permit.issued: reading permits.work_permit takes longer than AnswerWithin. Run there: create index on \"permits\".\"work_permit\" (\"updated_at\", \"permit_no\"); "
                + "It is tried again by itself; other life events of the registry go on."],
            await Alarms(permits));
    }

    [Fact]
    public async Task A_row_from_the_future_comes_in_and_does_not_make_the_others_late()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("next month", minutesAgo: -43200);
        await permits.Read();
        await permits.Permit("P1", minutesAgo: 5);
        await permits.Read();

        Assert.Equal(["P1", "next month"], await permits.TakenIn());
        Assert.True(await permits.Bench.Scalar<bool>("select updated_at <= now() from par.watermark"));
    }

    [Fact]
    public async Task A_table_longer_than_a_page_is_read_to_its_end_even_where_all_rows_have_one_moment()
    {
        await using var permits = await PermitTables.Create(postgres, ("Intake:PageSize", "3"));
        await permits.Do(
            """
            insert into permits.work_permit (permit_no, holder_id, employer, valid_from, valid_until, updated_at)
            select 'P' || n, '048226000001', 'X', '2026-11-20', '2027-11-20', now() from generate_series(1, 12) as n
            """);

        Assert.Equal(12, await permits.Read());
        Assert.Equal(0, await permits.Read());
    }

    [Fact]
    public async Task Of_several_writers_and_two_workers_at_once_nothing_is_lost_and_nothing_comes_twice()
    {
        await using var permits = await PermitTables.Create(postgres, ("Intake:PageSize", "50"));
        await using var other = await permits.Another(("Intake:PageSize", "50"));
        using var writing = new CancellationTokenSource();

        var readers = new[] { permits.Bench, other }.Select(bench => Task.Run(async () =>
        {
            while (!writing.IsCancellationRequested)
            {
                await permits.Read(bench);
            }
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(() => Write(permits, writer))));
        await writing.CancelAsync();
        await Task.WhenAll(readers);
        await permits.Read();

        Assert.Equal(300, await permits.Bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    [Theory]
    [InlineData("holder_id = '12'", "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.")]
    [InlineData("valid_from = 'infinity'", "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.")]
    public async Task A_row_that_cannot_be_used_is_kept_in_quarantine_with_the_reason(string change, string reason)
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Permit("P2");
        await permits.Do($"update permits.work_permit set {change} where permit_no = 'P1'");

        await permits.Read();

        Assert.Equal([reason], await permits.Bench.Rows<string>("select error from par.inbox where state = 'quarantined'"));
        Assert.Equal(["P2"], await permits.Bench.Rows<string>("select body ->> 'permitNo' from par.inbox where state = 'waiting'"));
    }

    [Fact]
    public async Task A_column_that_vanished_is_told_by_an_alarm_until_it_is_back()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Read();
        await permits.Permit("P2");
        await permits.Do("alter table permits.work_permit rename column valid_until to valid_untl");

        Assert.Equal(0, await permits.Read());

        Assert.Equal(
            ["permits/permit.issued: permit.issued, body.validTo: permits.work_permit has no column valid_until. Did you mean valid_untl? It is tried again by itself; other life events of the registry go on."],
            await Alarms(permits));
        Assert.False(permits.Bench.Registry(PermitTables.Registry).IsAway);

        await permits.Do("alter table permits.work_permit rename column valid_untl to valid_until");
        Assert.Equal(1, await permits.Read());
        Assert.Equal([], await Alarms(permits));
    }

    [Fact]
    public async Task A_registry_that_is_away_is_read_on_when_it_is_back()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Read();
        await permits.Permit("P2");
        await permits.Registries.TakeAway(PermitTables.Registry);

        await Eventually.True(async () => await permits.Bench.Get<TableIntake>().TakeNext(permits.Bench.Registry(PermitTables.Registry), Cancellation) is null);
        Assert.True(permits.Bench.Registry(PermitTables.Registry).IsAway);

        await permits.Registries.LetBack(PermitTables.Registry);
        await Eventually.True(async () => await permits.Bench.Get<TableIntake>().TakeNext(permits.Bench.Registry(PermitTables.Registry), Cancellation) is { New: 1 });
        Assert.False(permits.Bench.Registry(PermitTables.Registry).IsAway);
        Assert.Equal([], await Alarms(permits));
    }

    [Fact]
    public async Task The_loop_reads_by_itself_and_leaves_feeds_alone()
    {
        await using var permits = await PermitTables.Create(postgres, ("Intake:WaitBetweenTables", "00:00:00.010"));
        var loops = await permits.Bench.Start(service => service is TableLoops or IntakeLoops);

        await permits.Permit("P1");
        await permits.Registries.Report("civil-status", "birth.registered", "048226000002");

        await Eventually.True(async () => await permits.Bench.Scalar<int>("select count(*)::int from par.inbox") == 2);
        await Task.WhenAll(loops.Select(loop => loop.StopAsync(Cancellation)));
        Assert.Equal(["permits permit.issued"], await permits.Bench.Rows<string>("select registry || ' ' || kind from par.watermark"));
    }

    private static Task<IReadOnlyList<string>> Alarms(PermitTables permits) =>
        permits.Bench.Rows<string>("select about || ': ' || says from par.alarm where cleared_at is null order by about");

    private static async Task Write(PermitTables permits, int writer)
    {
        for (var i = 0; i < 50; i++)
        {
            await permits.Permit($"{writer}-{i}");
        }
    }
}
