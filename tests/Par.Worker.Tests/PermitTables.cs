using Dapper;
using Npgsql;
using Par.Worker.Intake;

namespace Par.Worker.Tests;

/// <summary>A registry of permits that keeps no feed: its table is read, and a worker reads it.</summary>
internal sealed class PermitTables : IAsyncDisposable
{
    public const string Registry = "permits";

    private readonly PostgreSql postgres;
    private readonly CopiedRules rules;

    private PermitTables(PostgreSql postgres, CopiedRules rules, LinkedRegistries registries, WorkerBench bench) =>
        (this.postgres, this.rules, Registries, Bench) = (postgres, rules, registries, bench);

    public LinkedRegistries Registries { get; }

    public WorkerBench Bench { get; }

    public CopiedRules Rules => rules;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PermitTables> Create(PostgreSql postgres, params (string Name, string Value)[] settings)
    {
        var rules = new CopiedRules().With("catalogue/permit-events.yaml", Catalogue).With("permit/permit-issued.rule.yaml", Rule);
        var registries = await LinkedRegistries.Create(postgres, Registry);
        var bench = await WorkerBench.Create(postgres, registries, settings: [("Rules:Folder", rules.Folder), .. settings]);
        var tables = new PermitTables(postgres, rules, registries, bench);
        await tables.Do("drop table permits.registry_event");
        return tables;
    }

    /// <summary>Another worker on the same work database, or the same one after a restart.</summary>
    public Task<WorkerBench> Another(params (string Name, string Value)[] settings) =>
        WorkerBench.Create(postgres, Registries, Bench.Work, [("Rules:Folder", rules.Folder), .. settings]);

    /// <summary>Writes a permit that was last written so many minutes ago.</summary>
    public async Task Permit(string no, double minutesAgo = 0, string holder = "048226000001", NpgsqlConnection? within = null)
    {
        const string write = """
            insert into permits.work_permit (permit_no, holder_id, employer, valid_from, valid_until, updated_at)
            values (@no, @holder, 'X', '2026-11-20', '2027-11-20', now() - @minutesAgo * interval '1 minute')
            """;

        if (within is not null)
        {
            await within.ExecuteAsync(write, new { no, holder, minutesAgo });
            return;
        }

        await using var connection = await Registries[Registry].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(write, new { no, holder, minutesAgo });
    }

    /// <summary>Does something in the registry.</summary>
    public async Task Do(string sql)
    {
        await using var connection = await Registries[Registry].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Reads the tables to their ends.</summary>
    public async Task<int> Read(WorkerBench? by = null)
    {
        var worker = by ?? Bench;
        var taken = 0;
        TableTurn turn;
        do
        {
            turn = (await worker.Get<TableIntake>().TakeNext(worker.Registry(Registry), Cancellation))!.Value;
            taken += turn.New;
        }
        while (turn.HasMore);
        return taken;
    }

    /// <summary>The numbers of the permits that are in the inbox.</summary>
    public Task<IReadOnlyList<string>> TakenIn() => Bench.Rows<string>("select body ->> 'permitNo' from par.inbox where registry = 'permits' order by 1");

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        await Registries.DisposeAsync();
        rules.Dispose();
    }

    private const string Rule = """
        rule: permit.issued
        version: 1
        title: {vi: Báo tin cấp giấy phép, en: A work permit was issued}
        level: 1
        law:
          - {ref: {vi: "Nghị định mẫu", en: "Sample decree"}, says: {vi: "Báo cho người lao động.", en: "The worker is told."}, source: "sample", checked: 2026-11-26}
        inForce: {from: 2021-03-01}
        lawDate: event.issuedOn
        trigger:
          - {event: permit.issued, subject: Person}
        when:
          - id: valid
            if: event.validTo > event.issuedOn
            met: {vi: "Giấy phép {event.permitNo} có giá trị.", en: "The permit {event.permitNo} is valid."}
            unmet: {vi: "Giấy phép không có giá trị.", en: "The permit is not valid."}
        remind:
          procedure: "1.014201"
          agency: {kind: home-affairs-department, area: param.homeAffairsSeat}
          once: [event.permitNo]
          text: {vi: "Giấy phép {event.permitNo}, từ {event.issuedOn}.", en: "The permit {event.permitNo}, from {event.issuedOn}."}
        examples:
          - name: issued
            today: 2026-11-20
            given:
              event: {issuedOn: 2026-11-20, permitNo: P1, validTo: 2027-11-20}
              subject: {id: "048226000001", name: An}
            expect: {due: true}
        """;

    private const string Catalogue = """
        source: "sample, to be checked"
        checked: 2026-11-26
        lifeEvents:
          permit.issued:
            registry: permits
            title: {vi: Cấp giấy phép lao động, en: Work permit issued}
            subject: {entity: Person}
            fields:
              issuedOn: {from: occurredOn, type: date}
              permitNo: {from: body.permitNo, type: string}
              validTo: {from: body.validTo, type: date}
            readFrom:
              table: work_permit
              key: permit_no
              updatedAt: updated_at
              subject: holder_id
              occurredAt: valid_from
              body: {permitNo: permit_no, validTo: valid_until}
        """;
}
