using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Par.Rules.Books;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Alarms;
using Par.Worker.Api;
using Par.Worker.Books;
using Par.Worker.Brakes;
using Par.Worker.Decisions;
using Par.Worker.Desk;
using Par.Worker.Dossiers;
using Par.Worker.Intake;
using Par.Worker.Outcomes;
using Par.Worker.Quarantine;
using Par.Worker.Queues;
using Par.Worker.Rounds;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Desk;

/// <summary>A desk, and the door for other systems, on a port of its own: real Kestrel, real PostgreSQL, the real catalogue, and a clock that the test moves.</summary>
internal sealed class DeskHost : IAsyncDisposable
{
    public const string Police = "commune-police/hai-chau";
    public const string Insurance = "social-insurance/hai-chau";
    public const string Subject = "048326000123";

    private static readonly Lazy<RuleBook> Book = new(() => RuleBookFiles.Load(Path.Combine(Repository.Root, "rules")));

    private readonly WebApplication desk;
    private int opened;

    private DeskHost(TestDatabase database, WebApplication desk, FakeTimeProvider clock)
    {
        Database = database;
        this.desk = desk;
        Clock = clock;
    }

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; }

    public Uri Address => new(desk.Urls.Single());

    public T Get<T>()
        where T : notnull => desk.Services.GetRequiredService<T>();

    /// <summary>Starts on a Tuesday at nine in Đà Nẵng, with officers An and Bình and supervisor Dung of the police and Chi of social insurance.</summary>
    public static async Task<DeskHost> Start(PostgreSql postgres, params (string Key, string Value)[] settings)
    {
        var database = await postgres.CreateDatabase();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Desk:Address"] = "http://127.0.0.1:0",
            ["Desk:PickOfficer"] = "true",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var builder = WorkerHost.Builder(settings: all);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<Wake>();
        builder.Services.AddSingleton(new RunningBook(Book.Value)).AddSingleton(Book.Value.Catalogue);
        builder.Services
            .AddStorage().AddAlarms().AddAgencies().AddDossiers().AddServiceLevels().AddQueues().AddOutcomes().AddBrakes().AddSingleton<Openings>().AddQuarantine().AddDesk().AddApi()
            .AddSingleton(new Spread(7)).AddSingleton<Inbox>().AddSingleton<FeedLag>().AddSingleton<SeenRegistries>().AddSingleton<IntakeMeter>().AddSingleton<SentIntake>();

        var app = builder.Build();
        app.MapDesk();
        app.MapApi();
        await app.StartAsync(TestContext.Current.CancellationToken);

        var host = new DeskHost(database, app, clock);
        await host.Get<Officers>().Enlist(
            [
                new Officer { Id = "an", Agency = Police, Name = "Nguyễn Văn An", Capacity = 3 },
                new Officer { Id = "binh", Agency = Police, Name = "Trần Thị Bình", Capacity = 3 },
                new Officer { Id = "dung", Agency = Police, Name = "Phạm Thị Dung", Capacity = 3, Supervisor = true },
                new Officer { Id = "chi", Agency = Insurance, Name = "Lê Thị Chi", Capacity = 3 },
            ],
            TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Opens a dossier through the worker's own door.</summary>
    public async Task<Guid> Open(string agency = Police, int level = 3, string deadline = "7 working days", string title = "Đăng ký thường trú", bool requestNeeded = false, bool pausedWhileWaiting = false)
    {
        var number = ++opened;
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await Database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var wish = new DossierToOpen
        {
            Finding = Guid.CreateVersion7(),
            Registry = "civil-status",
            EventUid = Guid.CreateVersion7(),
            Rule = "residence.newborn",
            Gate = "residence.newborn",
            RuleVersion = 1,
            BookHash = "0",
            Subject = Subject,
            Level = level,
            Procedure = "1.004222",
            Agency = agency,
            OnceKey = number.ToString(CultureInfo.InvariantCulture),
            Tell = [Subject],
            Deadline = Term.Parse(deadline),
            PausedWhileWaiting = pausedWhileWaiting,
            RequestNeeded = requestNeeded,
            Prefill = """{"fullName": {"value": "Phạm Gia Hân", "registry": "population", "asOf": "2026-03-09T01:30:00Z"}, "dateOfBirth": {"value": "2026-03-02", "registry": "civil-status", "asOf": "2026-03-09T01:30:00Z"}}""",
            Texts = $$$"""{"title": {"vi": "{{{title}}}", "en": "Permanent residence"}, "why": [{"vi": "Trẻ sinh ngày 02/03/2026 chưa có nơi thường trú.", "en": "The child, born on 2 March 2026, has no permanent residence."}], "documents": {"birthNotification": {"value": "GCS-2026/017", "registry": "civil-status", "asOf": "2026-03-09T01:30:00Z"}}, "offer": {"vi": "Bạn có muốn làm thủ tục này không?", "en": "Do you want this done?"}}""",
        };
        await connection.ExecuteAsync(
            """
            insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, law_date, decided_on, decided_at, explanation)
            values (@Finding, @Registry, @EventUid, @Rule, @RuleVersion, @BookHash, 1, @Subject, 'due', '2026-03-10', '2026-03-10', @Now,
                    '{"law": [{"ref": "Luật Cư trú, điều 20", "says": "..."}]}')
            """,
            new { wish.Finding, wish.Registry, wish.EventUid, wish.Rule, wish.RuleVersion, wish.BookHash, wish.Subject, Now = Clock.GetUtcNow() },
            transaction);
        var result = await Get<Openings>().Open(transaction, [wish], DateOnly.FromDateTime(Clock.GetUtcNow().Date), Clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return Assert.Single(result.Dossiers).Dossier;
    }

    /// <summary>A life event in quarantine, by its name; replayed, it would be decided.</summary>
    public async Task<string> Keep(string body = """{"childName": "Phạm Gia Hân", "registeredOn": "09/03/2026"}""", string subject = Subject, string error = "The body's 'registeredOn' is not a date: the registry must send the event again as the catalogue describes it.")
    {
        var uid = Guid.NewGuid();
        await using var connection = await Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, next_try_at, error)
            values ('civil-status', @uid, 'birth.registered', @subject, 3, 'hai-chau', @Now, @Now, @Now, @body::jsonb, 'quarantined', @Now, @error)
            """,
            new { uid, subject, body, error, Now = Clock.GetUtcNow() });
        return $"civil-status/{uid}";
    }

    public async Task<string> StateOf(Guid dossier)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return (await connection.QuerySingleAsync<string>("select state from par.dossier where id = @dossier", new { dossier }))!;
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await Database.DisposeAsync();
    }
}
