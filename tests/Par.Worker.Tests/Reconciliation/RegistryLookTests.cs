using Dapper;
using Npgsql;
using static Par.Worker.Tests.Reconciliation.ReconcilingBench;

namespace Par.Worker.Tests.Reconciliation;

public sealed class RegistryLookTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_life_event_that_the_inbox_lost_comes_back_and_opens_its_dossiers_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await bench.TakeIn(Registry, 1);
        await bench.Execute("delete from par.inbox");

        Assert.Equal(["civil-status notTakenIn 1"], (await bench.Reconcile()).Words());
        Assert.Equal((2, 2), await bench.Rounds() is var done ? (done.Due, done.Opened) : default);

        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal(0, (await bench.Rounds()).Taken);
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(["notTakenIn"], await bench.Rows<string>("select kind from par.difference where repaired_at is not null"));
        Assert.Equal([], await bench.Alarms());
    }

    [Fact]
    public async Task A_life_event_that_was_lost_after_it_opened_its_dossiers_comes_back_and_opens_nothing_twice()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Tear("delete from par.inbox");

        Assert.Equal(
            ["civil-status notTakenIn 1"],
            (await bench.Reconcile(Registry)).Words());
        await bench.Rounds();

        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal("done", await bench.Scalar<string>("select state from par.inbox"));
    }

    [Fact]
    public async Task A_row_of_no_use_that_was_lost_comes_back_into_quarantine()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report(Registry, "birth.registered", "04822600000");
        await bench.TakeIn(Registry, 1);
        await bench.Execute("delete from par.inbox");

        await bench.Reconcile();

        Assert.Equal(
            "quarantined The subject is not a personal id of 12 digits: the registry must send the event again with the right id.",
            await bench.Scalar<string>("select state || ' ' || error from par.inbox"));
    }

    [Fact]
    public async Task What_the_intake_has_not_reached_yet_is_no_difference()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await registries.Report(Registry, "birth.registered", "048226000012");

        Assert.Equal(["civil-status 1 "], (await bench.Reconcile(Registry)).Select(look => $"{look.Part} {look.Compared} {string.Join(' ', look.Kinds)}"));

        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    [Fact]
    public async Task A_life_event_that_its_feed_calls_otherwise_now_is_told_and_not_overwritten()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await Feed(registries, "update civil_status.registry_event set kind = 'birth.annulled', subject_id = '048226000077'");

        Assert.Equal(["civil-status otherKind 1", "civil-status otherSubject 1"], (await bench.Reconcile()).Words());

        Assert.Equal($"birth.registered {Child} done", await bench.Scalar<string>("select kind || ' ' || subject || ' ' || state from par.inbox"));
        Assert.Equal(
            ["civil-status: The reconciliation of 'civil-status' found what it cannot repair: 1 otherKind, 1 otherSubject. "
                + "'./par reconcile list' shows each, and docs/operating.md what to do about it."],
            await bench.Alarms());

        await Feed(registries, $"update civil_status.registry_event set kind = 'birth.registered', subject_id = '{Child}'");
        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal([], await bench.Rows<string>(Open));
        Assert.Equal([], await bench.Alarms());
    }

    [Fact]
    public async Task A_life_event_that_its_feed_has_no_more_is_told_and_kept()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await registries.Report(Registry, "marriage.registered", Mother);
        await bench.TakeIn(Registry, 2);
        await Feed(registries, "delete from civil_status.registry_event where kind = 'marriage.registered'");

        Assert.Equal(["civil-status notInFeed 1"], (await bench.Reconcile()).Words());
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox"));

        // Long after, too: what is open is looked at again in every run.
        bench.Clock.Now += TimeSpan.FromDays(30);
        Assert.Equal(["civil-status notInFeed 1"], (await bench.Reconcile()).Words());
        Assert.Equal(["civil-status notInFeed"], await bench.Rows<string>(Open));
    }

    [Fact]
    public async Task What_a_registry_purged_from_the_beginning_of_its_feed_is_no_difference()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await Feed(registries, "delete from civil_status.registry_event");
        await registries.Report(Registry, "marriage.registered", Mother);
        await bench.TakeIn(Registry, 2);

        Assert.Equal([], (await bench.Reconcile(whole: true)).Words());
    }

    [Fact]
    public async Task A_run_begins_where_one_ended_that_is_old_enough_and_all_of_it_is_compared_on_demand()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Reconcile();
        bench.Clock.Now += TimeSpan.FromDays(6);
        Assert.Equal(1, (await bench.Reconcile(Registry)).Single().Compared);
        bench.Clock.Now += TimeSpan.FromDays(2);
        await registries.Report(Registry, "marriage.registered", Mother);
        await registries.Report(Registry, "marriage.registered", Mother);
        await bench.TakeIn(Registry, 3);

        Assert.Equal(2, (await bench.Reconcile(Registry)).Single().Compared);
        Assert.Equal(3, (await bench.Reconcile(Registry, whole: true)).Single().Compared);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_told_and_the_others_are_compared()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "land");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await registries.Report("land", "land-right.transferred", Mother);
        await bench.TakeIn(Registry, 1);
        await bench.TakeIn("land", 1);
        await bench.Execute("delete from par.inbox");
        await registries.TakeAway("land");

        var looks = await bench.Reconcile();

        Assert.Equal(["civil-status notTakenIn 1"], looks.Words());
        // A connection that was open is cut, a new one refused: which comes first is chance.
        var failed = Assert.Single(looks, look => look.Failed is not null);
        Assert.Equal("land", failed.Part);
        Assert.Matches("^it answered with error (55000|57P01)$", failed.Failed);
        Assert.Equal(
            [$"land {failed.Failed} true"],
            await bench.Rows<string>("select part || ' ' || failed || ' ' || (xid is null) from par.reconciliation where failed is not null"));

        await registries.LetBack("land");
        Assert.Equal(["land notTakenIn 1"], (await bench.Reconcile()).Words());
    }

    [Fact]
    public async Task A_registry_that_could_not_be_compared_for_days_raises_an_alarm_until_it_can()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Reconcile(Registry);
        await bench.Execute("create table par.aside as select * from par.intake_cursor; update par.intake_cursor set system_identifier = 1");
        bench.Clock.Now += TimeSpan.FromDays(2);
        await bench.Reconcile(Registry);
        Assert.Equal([], await bench.Alarms());

        bench.Clock.Now += TimeSpan.FromDays(2);
        await bench.Reconcile(Registry);
        Assert.Equal(
            ["civil-status: 'civil-status' was last reconciled on 2026-11-23, and not since, because it stands on another server than its cursor: "
                + "the intake begins it anew first. See to it; './par reconcile --registry civil-status' tells at once."],
            await bench.Alarms());

        await bench.Execute("update par.intake_cursor set system_identifier = aside.system_identifier from par.aside where aside.registry = intake_cursor.registry");
        await bench.Reconcile(Registry);
        Assert.Equal([], await bench.Alarms());
    }

    [Fact]
    public async Task A_registry_on_another_server_is_left_to_the_intake_first()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Execute("update par.intake_cursor set system_identifier = 1");

        Assert.Equal(
            "it stands on another server than its cursor: the intake begins it anew first",
            (await bench.Reconcile(Registry)).Single().Failed);
    }

    [Fact]
    public async Task A_feed_of_ten_thousands_is_compared_page_by_page_and_what_is_missing_is_fetched_in_pages_of_the_intake()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Feed(
            registries,
            """
            insert into civil_status.registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            select gen_random_uuid(), 'marriage.registered', '048199000012', 'hai-chau', now(), '{}' from generate_series(1, 11000)
            """);
        await bench.TakeIn(Registry, 11_000);
        await bench.Execute("delete from par.inbox where ctid in (select ctid from par.inbox limit 2500)");
        using var asked = new RoundTrips(new NpgsqlConnectionStringBuilder(registries.ConnectionString(Registry)).Database!);

        var look = (await bench.Reconcile(Registry)).Single();

        Assert.Equal((11_000L, 2500, 2500, 100), (look.Compared, look.Differed, look.Repaired, look.First.Count));
        Assert.Equal(11_000, await bench.Scalar<int>("select count(*)::int from par.inbox"));
        // Four pages, the last one empty; and of each of the three that lack some, a thousand rows with their bodies at once.
        Assert.InRange(asked.Count, 4 + 3, 4 + 5);
        Assert.Equal([], (await bench.Reconcile(Registry)).Words());
    }

    private static async Task Feed(LinkedRegistries registries, string statement)
    {
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(statement);
    }
}
