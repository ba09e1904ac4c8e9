using Dapper;
using Par.Worker.Audits;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Audits;

/// <summary>A work database of before histories were chained, full of them.</summary>
public sealed class ChainedUpgradeTests(PostgreSql postgres)
{
    private const string Chained = "_dossiers";

    // As the program of before wrote them: without a word of hashes.
    private const string Fill = """
        insert into par.agency (id, kind, area, name_vi, name_en, code, calendar) values ('police', 'police', 'hai-chau', 'Công an', 'Police', 'H17.1', 'vn-public');
        insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
        select md5(n::text)::uuid, 'civil-status', md5(n::text)::uuid, 'r', 1, 'b', 1, '048226000001', 'due', '2026-08-26', '2026-08-26', '{}' from generate_series(1, 300) n;
        insert into par.dossier (id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state, prefill, texts, opened_at, version)
        select id, 'H17.1-' || row_number() over (), '1.004222', 3, 'r', 1, 'b', id, 'civil-status', id, '048226000001', '{}', 'police', 'queued', '{}', '{}', decided_at, 4 from par.finding;
        insert into par.dossier_change (dossier, position, at, change, came_from, state, actor, reason, detail)
        select id, p, '2026-08-26 01:02:03.456789+00'::timestamptz + p * interval '1 day', case when p = 0 then 'opened' when p % 2 = 1 then 'claimed' else 'released' end,
               case when p = 0 then null when p % 2 = 1 then 'queued' else 'inProgress' end, case when p % 2 = 1 then 'inProgress' else 'queued' end,
               'cán bộ \n ' || p, nullif(repeat('ữ\', p), ''), jsonb_build_object('b', p, 'a', 'ế"\', 'c', array[1.50, 2]) from par.dossier, generate_series(0, 4) p;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Histories_of_before_are_chained_by_the_migration_and_go_on_in_the_hands_of_a_program_of_before()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        var all = Migration.All();
        await new Migrator(database.Source, [.. all.TakeWhile(migration => !migration.Name.EndsWith(Chained, StringComparison.Ordinal))]).Migrate(Cancellation);
        await using var connection = await database.Source.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(Fill);
        await new Migrator(database.Source, all).Migrate(Cancellation);

        await connection.ExecuteAsync(
            """
            insert into par.dossier_change (dossier, position, at, change, came_from, state, actor) select id, 5, '2026-09-01', 'claimed', 'queued', 'inProgress', 'lan' from par.dossier;
            update par.dossier set version = 5, state = 'inProgress'
            """);
        var clock = new TestClock(new DateTimeOffset(2026, 9, 2, 2, 0, 0, TimeSpan.Zero));
        var roots = new HistoryRoots(database.Source, clock);
        var taken = await roots.Take(Cancellation);
        var said = new List<string>();
        var result = await new HistoryAudit(database.Source, roots).Verify(new AuditAsked(), flaw => said.Add(flaw.ToString()), Cancellation);

        Assert.Equal("", string.Join(Environment.NewLine, said.Take(5)));
        Assert.Equal((300, 1800, 7), (result.Dossiers, result.Changes, result.Roots));
        Assert.Equal([300, 300, 300, 300, 300, 0, 300], taken.Select(root => root.Changes));
    }
}
