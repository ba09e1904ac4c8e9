using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Books;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Worker.Agencies;
using Par.Worker.Books;
using Par.Worker.Brakes;
using Par.Worker.Decisions;
using Par.Worker.Dossiers;
using Par.Worker.Escalation;
using Par.Worker.Intake;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.Rounds;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests;

/// <summary>
/// A commune with its police, its people's committee, a working calendar and a clock, on a database of its own. It is Wednesday,
/// 26 August 2026, nine in the morning; the Tuesday and Wednesday after are off.
/// </summary>
internal sealed class Commune : IAsyncDisposable
{
    public const string Police = "commune-police/hai-chau";
    public const string Committee = "commune-peoples-committee/hai-chau";

    /// <summary>Who is told of the child whose dossiers these are.</summary>
    public const string Mother = "048199000012";

    public static readonly DateTimeOffset Wednesday = new(2026, 8, 26, 9, 0, 0, TimeSpan.FromHours(7));

    private static readonly Lazy<RuleBook> Book = new(() => RuleBookFiles.Load(Path.Combine(Repository.Root, "rules")));

    private readonly TestDatabase database;

    private Commune(TestDatabase database, NpgsqlDataSource? source, WorkingCalendar? committees = null)
    {
        this.database = database;
        Source = source ?? database.Source;
        Directory = new AgencyDirectory(
            [Agency("commune-police", "Công an phường", "H17.1"), Agency("commune-peoples-committee", "Ủy ban nhân dân phường", "H17.2") with { Calendar = committees?.Name ?? "vn-public" }],
            new Dictionary<string, WorkingCalendar>(StringComparer.Ordinal) { ["vn-public"] = Calendar(), [committees?.Name ?? "vn-public"] = committees ?? Calendar() });
        Levels = Options.Create(new ServiceLevelOptions());
        Ladder = new Ladder(Levels);
        Clocks = new Clocks(Directory, Levels, Ladder);
        Numbers = new DossierNumbers(Source, Directory);
        Openings = new Openings(Numbers, Clocks, new Worker.Brakes.Brakes(Options.Create(Brake)));
        Agencies = new Worker.Agencies.Agencies(Source, Directory, Clock);
        Officers = new Officers(Source, Options.Create(new AgencyOptions()));
        Dossiers = new Worker.Dossiers.Dossiers(Source);
        Norms = new Norms(Directory, Options.Create(Norm));
        Queues = new AgencyQueues(Source, Norms, Clocks, Options.Create(new QueueOptions()), Clock);
        var running = new RunningBook(Book.Value);
        var (events, others) = (new OutcomeEvents(running, new Wake(Clock), Clock), new OthersAgain(running));
        Outcomes = new Worker.Outcomes.Outcomes(Source, Clocks, new SecondLooks(Options.Create(Looks)), events, others, Clock);
        Objections = new Objections(Source, Clocks, Clock);
        Waits = new Waits(Source, Clocks, Clock);
        Withdrawals = new Withdrawals(Clocks, new Flags(Clocks), events);
        Releases = new Releases(Source, Clocks, others, Clock);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TestClock Clock { get; } = new(Wednesday.ToUniversalTime());

    public NpgsqlDataSource Source { get; }

    public TestDatabase Database => database;

    public AgencyDirectory Directory { get; }

    public IOptions<ServiceLevelOptions> Levels { get; }

    public BrakeOptions Brake { get; } = new();

    /// <summary>Officers take what they can hold, unless a test asks for the norms.</summary>
    public AgencyOptions Norm { get; } = new() { HoldToNorms = false };

    public SecondLookOptions Looks { get; } = new() { Salt = "as secret as a test is" };

    public Norms Norms { get; }

    public Absences Absences => new(Source, Clock);

    public DateOnly Today => DateOnly.FromDateTime(Clock.Now.ToOffset(TimeSpan.FromHours(7)).Date);

    public Ladder Ladder { get; }

    public Clocks Clocks { get; }

    public DossierNumbers Numbers { get; }

    public Openings Openings { get; }

    public Worker.Agencies.Agencies Agencies { get; }

    public Officers Officers { get; }

    public Worker.Dossiers.Dossiers Dossiers { get; }

    public AgencyQueues Queues { get; }

    public Worker.Outcomes.Outcomes Outcomes { get; }

    public Objections Objections { get; }

    public Waits Waits { get; }

    public Withdrawals Withdrawals { get; }

    public Releases Releases { get; }

    /// <summary>A commune whose people's committee may have another calendar than its police.</summary>
    public static async Task<Commune> Found(PostgreSql postgres, WorkingCalendar? committees = null)
    {
        var commune = new Commune(await postgres.CreateDatabase(), null, committees);
        await commune.Agencies.Bring(Cancellation);
        return commune;
    }

    /// <summary>A commune whose statements are counted.</summary>
    public static async Task<(Commune Commune, StatementLog Log)> FoundWatched(PostgreSql postgres)
    {
        var database = await postgres.CreateDatabase();
        var (source, log) = StatementLog.Watch(database);
        var commune = new Commune(database, source);
        await commune.Agencies.Bring(Cancellation);
        return (commune, log);
    }

    public Escalations Escalations(int batch = 500) => new(
        Source,
        Directory,
        Ladder,
        new Apologies(Directory, Options.Create(new EscalationOptions())),
        Options.Create(new EscalationOptions { Batch = batch }),
        Clock,
        NullLogger<Escalations>.Instance);

    public async Task<string> Enlist(string id, string agency = Police, int capacity = 10)
    {
        await Officers.Enlist([new Officer { Id = id, Agency = agency, Name = $"Cán bộ {id}", Capacity = capacity }], Cancellation);
        return id;
    }

    /// <summary>A due finding, kept, ready to be opened. The once-key is its own unless one is given.</summary>
    public async Task<DossierToOpen> Due(int level = 3, string agency = Police, string? onceKey = null, Term? deadline = null) =>
        (await DueMany(1, level, agency, onceKey, deadline)).Single();

    public async Task<IReadOnlyList<DossierToOpen>> DueMany(
        int count, int level = 3, string agency = Police, string? onceKey = null, Term? deadline = null)
    {
        var due = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).Select(finding => new DossierToOpen
        {
            Finding = finding,
            Registry = "civil-status",
            EventUid = Guid.NewGuid(),
            Rule = "residence.newborn",
            RuleVersion = 1,
            BookHash = "b00c",
            Subject = "048226000001",
            Level = level,
            Procedure = "1.004222",
            Agency = agency,
            OnceKey = onceKey ?? finding.ToString(),
            Tell = [Mother],
            Deadline = deadline ?? Term.WorkingDays(7),
            DeadlineLaw = "Law on Residence, art. 22",
            RequestNeeded = level == 2,
            Prefill = """{"fullName": "Trần Thị Bé"}""",
            Texts = """{"title": {"vi": "Đăng ký thường trú", "en": "Permanent residence"}, "why": []}""",
        }).ToList();

        const string keep = """
            insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
            select id, 'civil-status', event_uid, 'residence.newborn', 1, 'b00c', 1, '048226000001', 'due', '2026-08-26', @now, '{}'
              from unnest(@ids, @events) as finding (id, event_uid)
            """;
        await Execute(keep, new { now = Clock.Now, ids = due.Select(row => row.Finding).ToArray(), events = due.Select(row => row.EventUid).ToArray() });
        return due;
    }

    public Task<Opened> Open(params DossierToOpen[] due) => Open((IReadOnlyList<DossierToOpen>)due);

    public Task<Opened> Open(IReadOnlyList<DossierToOpen> due) =>
        InTransaction(transaction => Openings.Open(transaction, due, Today, Clock.Now, Cancellation));

    /// <summary>One open dossier.</summary>
    public async Task<OpenedDossier> OpenOne(int level = 3, string agency = Police, Term? deadline = null) =>
        (await Open(await Due(level, agency, deadline: deadline))).Dossiers.Single();

    public async Task<Claim> OpenAndClaim(string officer, int level = 3)
    {
        var opened = await OpenOne(level);
        return Assert.IsType<ClaimAnswer.Claimed>(await Queues.Claim(opened.Dossier, officer, Cancellation)).Claim;
    }

    /// <summary>Acts while the officer is about to give back what they hold: the act begins before that is committed, and meets it then.</summary>
    public async Task<TAnswer> WhileGivingBack<TAnswer>(Claim held, Func<Task<TAnswer>> act)
    {
        const string waits = "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";

        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await connection.ExecuteAsync(Worker.Storage.Sql.Read("Queues/release.sql"), new { held.Dossier, held.Officer, held.Attempt }, transaction);
        var acting = act();
        await Eventually.True(() => Scalar<bool>(waits));
        await transaction.CommitAsync(Cancellation);
        return await acting;
    }

    public async Task<TAnswer> InTransaction<TAnswer>(Func<NpgsqlTransaction, Task<TAnswer>> act)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var answer = await act(transaction);
        await transaction.CommitAsync(Cancellation);
        return answer;
    }

    public async Task<Clock> ClockOf(Guid dossier, string kind) =>
        (await InTransaction(transaction => Clocks.Of(transaction, [dossier], [kind], Cancellation))).Single();

    public async Task<DossierState> StateOf(Guid dossier) => (await Dossiers.Find(dossier, Cancellation))!.State;

    public async Task<int> Holding(string officer) => (await Officers.Find(officer, Cancellation))!.Holding;

    public async Task<T> Scalar<T>(string query, object? arguments = null)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(query, arguments))!;
    }

    public async Task<IReadOnlyList<T>> Query<T>(string query, object? arguments = null)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        return [.. await connection.QueryAsync<T>(query, arguments)];
    }

    public async Task<int> Execute(string statement, object? arguments = null)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteAsync(statement, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await database.DisposeAsync();
    }

    public static Agency Agency(string kind, string title, string? code) => new()
    {
        Kind = new AgencyKind(kind, new Wording(title, kind)),
        Area = new Area
        {
            Id = "hai-chau",
            Name = "Hải Châu",
            Kind = "ward",
            AreaClass = "urban",
            Provenance = new Provenance("sample", null),
        },
        Code = code,
        Calendar = "vn-public",
    };

    private static WorkingCalendar Calendar()
    {
        WorkingSession[] day = [WorkingSession.Parse("07:30-11:30"), WorkingSession.Parse("13:30-17:30")];
        return new WorkingCalendar(new CalendarData
        {
            Name = "vn-public",
            TimeZone = "Asia/Ho_Chi_Minh",
            Sessions = Enumerable.Range(1, 5).ToDictionary(weekday => (DayOfWeek)weekday, _ => (IReadOnlyList<WorkingSession>)day),
            Years =
            [
                new CalendarYear
                {
                    Year = 2026,
                    Version = 2,
                    PublishedOn = new DateOnly(2025, 12, 25),
                    OffDays =
                    [
                        new OffDay { Day = new DateOnly(2026, 9, 1), Vietnamese = "Nghỉ Quốc khánh", English = "National Day holiday" },
                        new OffDay { Day = new DateOnly(2026, 9, 2), Vietnamese = "Quốc khánh", English = "National Day" },
                    ],
                },
            ],
        });
    }
}
