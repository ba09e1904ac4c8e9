using System.Text.Json;
using Dapper;
using Par.Worker.Demo;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Cli;

/// <summary>The check of histories from the command line.</summary>
public sealed class AuditVerbTests(PostgreSql postgres)
{
    private const string Fill = """
        insert into par.agency (id, kind, area, name_vi, name_en, code, calendar) values ('police', 'police', 'hai-chau', 'Công an', 'Police', 'H17.5', 'vn-public');
        insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
        values ('c0ffee00-0000-7000-8000-000000000001', 'civil-status', gen_random_uuid(), 'r', 1, 'b', 1, '048226000001', 'due', current_date, now(), '{}');
        insert into par.dossier (id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state, prefill, texts, opened_at, version)
        select id, 'H17.5-260826-0001', '1.004222', 3, 'r', 1, 'b', id, registry, event_uid, subject, '{}', 'police', 'inProgress', '{}', '{}', decided_at, 1 from par.finding;
        insert into par.dossier_change (dossier, position, at, change, came_from, state, actor)
        select id, 0, opened_at, 'opened', null, 'queued', 'par' from par.dossier union all select id, 1, opened_at, 'claimed', 'queued', 'inProgress', 'lan' from par.dossier order by 2;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_byte_changed_by_hand_is_told_with_its_place_and_ends_with_1()
    {
        await using var province = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        await using var work = Database.Open(province.WorkConnectionString);
        await new Migrator(work).Migrate(Cancellation);
        await using var connection = await work.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(Fill);
        var settings = ServeProcess.SettingsOf(province);
        Assert.Equal((0, "Checked 2 changes of 1 dossier and 0 roots: nothing differs.", ""), await WorkerProcess.Run(Repository.Root, settings, "audit", "verify"));

        await connection.ExecuteAsync("alter table par.dossier_change disable trigger user; update par.dossier_change set actor = 'lam' where position = 1; alter table par.dossier_change enable trigger user");
        var file = Path.Combine(Directory.CreateTempSubdirectory("par-audit-").FullName, "audit.json");
        var (code, said, error) = await WorkerProcess.Run(Repository.Root, settings, "audit", "verify", "--dossier", "000.00.05.H17-260826-0001", "--json", file);

        Assert.Equal(
            (1, """
                H17.5-260826-0001, row 1: it says something else than its hash was made of: it was altered by hand. Hold the dossier's rows against a backup, put back what stood there, and find out who could write past the triggers.
                Checked 2 changes of 1 dossier and 0 roots: 1 differs.
                """, ""),
            (code, said, error));
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancellation));
        var first = report.RootElement.GetProperty("first").EnumerateArray().Single();
        Assert.Equal(
            ("altered", "H17.5-260826-0001", 1, 1),
            (first.GetProperty("kind").GetString(), first.GetProperty("dossier").GetString(), first.GetProperty("position").GetInt32(), report.RootElement.GetProperty("differed").GetInt32()));

        Assert.Equal(
            (2, "", "There is no dossier 'H17.5-260826-0002': write its number as the desk shows it, such as H17.1-260826-0001."),
            await WorkerProcess.Run(Repository.Root, settings, "audit", "verify", "--dossier", "H17.5-260826-0002"));
        Assert.Equal(
            (2, "", "--from is 'yesterday': write a day as year-month-day, such as 2026-08-26."),
            await WorkerProcess.Run(Repository.Root, settings, "audit", "verify", "--from", "yesterday"));
        Assert.Equal(
            (2, "", "--from is 2999-01-01, which is yet to come: nothing was written since. Write a day of before."),
            await WorkerProcess.Run(Repository.Root, settings, "audit", "verify", "--from", "2999-01-01"));
    }
}
