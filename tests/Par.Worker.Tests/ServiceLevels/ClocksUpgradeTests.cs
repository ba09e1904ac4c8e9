using Dapper;
using Par.Worker.Storage;

namespace Par.Worker.Tests.ServiceLevels;

/// <summary>The migration runs on a database with clocks in it, also with some that it would not let in, and the program of before goes on writing.</summary>
public sealed class ClocksUpgradeTests(PostgreSql postgres)
{
    private const string Filled = """
        insert into par.agency (id, kind, area, name_vi, name_en, code, calendar) values ('a', 'k', 'x', 'a', 'a', 'H17', 'vn-public');
        insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
        values ('00000000-0000-4000-8000-000000000001', 'r', '00000000-0000-4000-8000-000000000001', 'rule', 1, 'hash', 1, 's', 'due', current_date, now(), '{}');
        insert into par.dossier (id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state, prefill, texts, opened_at)
        select id, id::text, 'p', 3, 'rule', 1, 'hash', '00000000-0000-4000-8000-000000000001', 'r', '00000000-0000-4000-8000-000000000001', 's', '{}', 'a', 'queued', '{}', '{}', now()
          from unnest(array['00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000013']::uuid[]) as new (id);
        insert into par.clock (dossier, kind, calendar, calendar_version, term, started_at, running_since, consumed, due_at)
        values ('00000000-0000-4000-8000-000000000011', 'statutory', 'vn-public', 'vn-public 2026.3', '7 working days', now(), now(), '0', now() + interval '9 days'),
               ('00000000-0000-4000-8000-000000000012', 'statutory', 'vn-public', 'vn-public 2026.3', ' ', now(), null, '-1 hour', now() - interval '9 days');
        """;

    private const string OfBefore = """
        insert into par.clock (dossier, kind, calendar, calendar_version, term, law, started_at, running_since, consumed, due_at, moved, stopped_at, rung, next_rung_at)
        values ('00000000-0000-4000-8000-000000000013', 'statutory', 'vn-public', 'vn-public 2026.3', '7 working days', null, now(), now(), '0', now() + interval '9 days', '[]', null, 0, now());
        update par.clock set running_since = null, next_rung_at = null, stopped_at = now() where dossier = '00000000-0000-4000-8000-000000000013';
        update par.clock set running_since = now(), stopped_at = null, consumed = '0' where dossier = '00000000-0000-4000-8000-000000000013';
        """;

    [Fact]
    public async Task Clocks_that_are_there_stay_and_the_program_of_before_goes_on()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        var all = Migration.All();
        var own = all.Single(migration => migration.Name.EndsWith("_clocks_proved", StringComparison.Ordinal));
        await new Migrator(database.Source, [.. all.TakeWhile(migration => migration != own)]).Migrate(TestContext.Current.CancellationToken);
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(Filled);
        var before = await connection.QueryAsync<string>("select clock::text from par.clock order by 1");

        await new Migrator(database.Source, all).Migrate(TestContext.Current.CancellationToken);

        Assert.Equal(before, await connection.QueryAsync<string>("select clock::text from par.clock order by 1"));
        await connection.ExecuteAsync(OfBefore);
        Assert.NotNull(own.ProgramsFrom);
    }
}
