using Dapper;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Queues;

public sealed class UpgradeTests(PostgreSql postgres)
{
    private const string Own = "queues_at_their_pace";

    [Fact]
    public async Task Queues_that_are_in_use_are_taken_along_and_a_program_of_before_goes_on_beside()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        var before = KnownMigrations.Own.InOrder.TakeWhile(migration => !migration.Name.EndsWith(Own, StringComparison.Ordinal)).ToList();
        await new Migrator(database.Source, before).Migrate(TestContext.Current.CancellationToken);
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into par.agency (id, kind, area, name_vi, name_en, code, calendar, paused_at, paused_by, paused_reason)
            values ('police', 'k', 'a', 'CA', 'P', 'H17', 'vn-public', now(), 'x', '');
            insert into par.officer (id, agency, name, capacity, holding) values ('lan', 'police', 'Lan', 10, 1);
            insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
            values (gen_random_uuid(), 'r', gen_random_uuid(), 'r', 1, 'b', 1, 's', 'due', now(), now(), '{}');
            insert into par.dossier (id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state, prefill, texts, opened_at)
            select gen_random_uuid(), 'N' || n, 'p', 3, 'r', 1, 'b', id, 'r', event_uid, 's', '{}', 'police', case n when 1 then 'inProgress' else 'queued' end, '{}', '{}', now()
              from par.finding, generate_series(1, 2) as n;
            insert into par.queue_item (dossier, agency, task, due_at, queued_at, officer, claimed_at, lease_ends, attempt)
            select id, 'police', 'handle', now(), now(), case state when 'inProgress' then 'lan' end, case state when 'inProgress' then now() end,
                   case state when 'inProgress' then now() + interval '1 hour' end, 1
              from par.dossier;
            """);

        var applied = await new Migrator(database.Source).Migrate(TestContext.Current.CancellationToken);
        Assert.Contains(applied, name => name.EndsWith(Own, StringComparison.Ordinal));

        Assert.Equal(
            "1 2 0 0",
            await connection.ExecuteScalarAsync<string>(
                "select concat(sum(holding), ' ', (select count(*) from par.queue_item), ' ', (select count(*) from par.queue_item where kept_back), ' ', sum(taken)) from par.officer"));
        // As the program of before claims, gives back and opens.
        Assert.Equal(
            1,
            await connection.ExecuteAsync(
                "update par.queue_item set officer = 'lan', claimed_at = now(), lease_ends = now(), attempt = attempt + 1 where officer is null"));
        Assert.Equal(2, await connection.ExecuteAsync("update par.queue_item set officer = null, claimed_at = null, lease_ends = null"));
        Assert.Equal(1, await connection.ExecuteAsync("update par.officer set holding = holding - 1"));
    }
}
