using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Par.Worker;
using Par.Worker.Agencies;
using Par.Worker.Embedded;
using Par.Worker.Storage;

namespace Par.Load.Queues;

/// <summary>
/// A private PostgreSQL with durable commits and a work database full of dossiers, a tenth of them open in the queues of the police of
/// every commune; and the worker's own classes to work on it.
/// </summary>
internal sealed class QueueGround : IAsyncDisposable
{
    public const int OfficersPerAgency = 4;
    private const string Kind = "commune-police";

    private const string Name = "par_queues";

    private readonly EmbeddedCluster cluster;
    private readonly WebApplication worker;
    private readonly string rules;
    private readonly bool isCopy;

    private QueueGround(EmbeddedCluster cluster, string database, string rules, bool isCopy)
    {
        (this.cluster, this.rules, this.isCopy) = (cluster, rules, isCopy);
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster.AdminConnectionString) { Database = database }.ConnectionString;
        worker = Worker.Program.Build(WorkerHost.Builder(settings: new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = ConnectionString,
            ["Rules:Folder"] = Path.GetFullPath(rules),
            ["Logging:LogLevel:Default"] = "Warning",
            // Days that nobody fills: what is measured is the statements, not the norm.
            ["Agencies:UrbanNorm"] = "1000000",
            ["Agencies:RuralNorm"] = "1000000",
            ["Agencies:HardNorm"] = "1000000",
        }));
        Agencies = [.. Get<AgencyDirectory>().All.Where(agency => agency.Kind.Id == Kind).Select(agency => agency.Id)];
    }

    public string ConnectionString { get; }

    /// <summary>The agencies with officers and open dossiers.</summary>
    public IReadOnlyList<string> Agencies { get; }

    public T Get<T>()
        where T : class => worker.Services.GetRequiredService<T>();

    public static string Officer(string agency, int number) => $"{agency}/{number % OfficersPerAgency}";

    public static async Task<QueueGround> Lay(int dossiers, int seed, string rules, CancellationToken cancellation)
    {
        var cluster = await EmbeddedCluster.Start(new EmbeddedOptions(), cancellation);
        try
        {
            await Create(cluster, $"create database {Name} template template0 encoding 'UTF8'", cancellation);
            var ground = new QueueGround(cluster, Name, rules, isCopy: false);
            await ground.Get<Migrator>().Migrate(cancellation);
            await ground.Get<Agencies>().Bring(cancellation);
            await ground.Get<Officers>().Enlist(
                [.. ground.Agencies.SelectMany(agency => Enumerable.Range(0, OfficersPerAgency).Select(number =>
                    new Officer { Id = Officer(agency, number), Agency = agency, Name = "Cán bộ Thử", Capacity = 1000 }))],
                cancellation);
            await ground.Fill(dossiers, seed, cancellation);
            return ground;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same once more, as another database of the same server: what is done to the one does not touch the other's rows.</summary>
    public async Task<QueueGround> Copy(CancellationToken cancellation)
    {
        const string end = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = @Name";

        await using var admin = new NpgsqlConnection(cluster.AdminConnectionString);
        await admin.ExecuteAsync(new CommandDefinition(end, new { Name }, cancellationToken: cancellation));
        await Create(cluster, $"create database {Name}_too template {Name}", cancellation);
        NpgsqlConnection.ClearAllPools();
        Get<NpgsqlDataSource>().Clear();
        worker.Services.GetRequiredKeyedService<NpgsqlDataSource>(Database.Prepared).Clear();
        return new QueueGround(cluster, $"{Name}_too", rules, isCopy: true);
    }

    /// <summary>Sends what waits at other agencies to one of them, so that it has so many dossiers waiting.</summary>
    public async Task Gather(string agency, int dossiers, CancellationToken cancellation)
    {
        const string gather = """
            with sent as (
                update par.queue_item
                   set agency = @agency
                 where dossier in (select dossier from par.queue_item where officer is null and agency <> @agency order by dossier limit @dossiers)
             returning dossier
            )
            update par.dossier
               set agency = @agency
              from sent
             where dossier.id = sent.dossier
            """;

        await Execute(gather, new { agency, dossiers }, cancellation);
        await Execute("vacuum (analyze) par.queue_item", null, cancellation);
    }

    public async Task Execute(string sql, object? arguments, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(new CommandDefinition(sql, arguments, commandTimeout: 1200, cancellationToken: cancellation));
    }

    private async Task Fill(int dossiers, int seed, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        var arguments = new { dossiers, open = dossiers / 10, seed, agencies = Agencies.ToArray(), now = TimeProvider.System.GetUtcNow() };
        foreach (var statement in (string[])[.. Statements, "vacuum (analyze) par.dossier", "vacuum (analyze) par.dossier_change", "vacuum (analyze) par.clock", "vacuum (analyze) par.queue_item", "analyze par.officer", "analyze par.agency", "checkpoint -- durable"])
        {
            await connection.ExecuteAsync(new CommandDefinition(statement, arguments, commandTimeout: 1200, cancellationToken: cancellation));
        }
    }

    // The rows are right by construction; the checks of foreign keys are left out to fill faster. One finding stands for all: no claim reads it.
    private static readonly string[] Statements =
    [
        "set session_replication_role = replica",
        """
        insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
        values ('00000000-0000-7000-8000-000000000000', 'civil-status', '00000000-0000-7000-8000-000000000000', 'residence.newborn', 1, 'b00c', 1, '001000000000', 'due', @now::date, @now, '{}')
        """,
        """
        insert into par.dossier (
            id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state, prefill, texts, opened_at, closed_at, version, term)
        select ('0190' || lpad(to_hex(n), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
               'B' || n, '1.004222', 3, 'residence.newborn', 1, 'b00c', '00000000-0000-7000-8000-000000000000', 'civil-status',
               ('0190' || lpad(to_hex(n), 4, '0') || '-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
               '001' || lpad(n::text, 9, '0'), array['002' || lpad(n::text, 9, '0')], @agencies[1 + n % cardinality(@agencies)],
               case when n > @dossiers - @open then 'queued' else 'approved' end,
               '{"fullName": "Trẻ Thử"}', '{"title": {"vi": "Đăng ký thường trú", "en": "Permanent residence"}, "why": []}',
               @now - interval '1 day', case when n > @dossiers - @open then null else @now - interval '1 hour' end, 0, '7 working days'
          from generate_series(1, @dossiers) as n
        """,
        """
        insert into par.dossier_change (dossier, position, at, change, state, actor, hash)
        select id, 0, opened_at, 'opened', 'queued', 'par', par.history_hash(null, id, 0, opened_at, 'opened', null, 'queued', 'par', null, '{}')
          from par.dossier
        """,
        """
        insert into par.clock (dossier, kind, calendar, calendar_version, term, started_at, running_since, due_at, stopped_at, rung, next_rung_at)
        select id, 'statutory', 'vn-public', 'vn-public 2026.1', '7 working days', opened_at,
               case when state = 'queued' then opened_at end, due_at, closed_at, 0, case when state = 'queued' then due_at - interval '4 hours' end
          from (select *, @now + interval '1 day' + make_interval(mins => (abs(hashint8(('x' || right(id::text, 8))::bit(32)::bigint + @seed)) % 14400)::int) as due_at from par.dossier) as dossier
        """,
        """
        insert into par.queue_item (dossier, agency, task, due_at, queued_at)
        select dossier.id, dossier.agency, 'handle', clock.due_at, dossier.opened_at
          from par.dossier
          join par.clock on clock.dossier = dossier.id
         where dossier.state = 'queued'
        """,
        "set session_replication_role = default",
    ];

    private static async Task Create(EmbeddedCluster cluster, string statement, CancellationToken cancellation)
    {
        await using var admin = new NpgsqlConnection(cluster.AdminConnectionString);
        await admin.ExecuteAsync(new CommandDefinition(statement, commandTimeout: 600, cancellationToken: cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        if (isCopy)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
    }
}
