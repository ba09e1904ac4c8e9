using Dapper;
using Npgsql;
using Par.Worker.Demo;

namespace Par.Worker.Tests.Demo.Reckoning;

/// <summary>Writes into the work database what a worker would have left there, row by row, so that a test can break it.</summary>
internal sealed class KeptWork(ProvinceDatabases databases)
{
    private static readonly Guid Finding = Guid.Parse("00000000-0000-4000-8000-000000000001");

    public async Task Lay()
    {
        await Execute("insert into par.agency (id, kind, area, name_vi, name_en, code, calendar) values ('a', 'k', 'x', 'a', 'a', 'H17', 'vn-public')");
        await Execute(
            """
            insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
            values (@Finding, 'r', @Finding, 'rule', 1, 'hash', 1, 's', 'due', current_date, now(), '{}')
            """,
            new { Finding });
    }

    /// <summary>Takes in every life event that any feed holds.</summary>
    public async Task TakeInEverything()
    {
        foreach (var registry in databases.Registries)
        {
            await using var reader = new NpgsqlConnection(registry.ReaderConnectionString);
            foreach (var uid in (await reader.QueryAsync<Guid>($"select event_uid from {registry.Schema.Schema}.registry_event")).Distinct())
            {
                await Execute(
                    """
                    insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, next_try_at, done_at)
                    values (@Registry, @uid, 'k', 's', 0, 'l', now(), now(), now(), '{}', 'done', now(), now())
                    """,
                    new { registry.Schema.Registry, uid });
            }
        }
    }

    public async Task Open(string procedure, string person, string prefill = "{}")
    {
        var id = Guid.CreateVersion7();
        await Execute(
            """
            insert into par.dossier (id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state, prefill, texts, opened_at)
            values (@id, @id::text, @procedure, 3, 'rule', 1, 'hash', @Finding, 'r', @Finding, @person, array[@person], 'a', 'queued', @prefill::jsonb, '{}', now());
            insert into par.clock (dossier, kind, calendar, calendar_version, term, started_at, running_since, due_at)
            values (@id, 'statutory', 'c', '1', 'P7D', now(), now(), now());
            insert into par.queue_item (dossier, agency, task, due_at, queued_at)
            values (@id, 'a', 'handle', now(), now());
            """,
            new { id, procedure, person, prefill, Finding });
    }

    public async Task Execute(string statement, object? values = null)
    {
        await using var connection = new NpgsqlConnection(databases.WorkConnectionString);
        await connection.ExecuteAsync(statement, values);
    }
}
