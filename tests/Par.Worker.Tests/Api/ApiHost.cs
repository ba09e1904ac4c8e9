using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Par.Rules.Books;
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
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Api;

/// <summary>The doors of the worker on a port of their own: real Kestrel, real PostgreSQL, and a clock that the test moves. No loop turns.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private static readonly Lazy<RuleBook> Book = new(() => RuleBookFiles.Load(Path.Combine(Repository.Root, "rules")));

    private readonly PostgreSql postgres;
    private readonly TestDatabase database;
    private readonly WebApplication worker;
    private readonly LogLines log;

    private ApiHost(PostgreSql postgres, TestDatabase database, WebApplication worker, TimeProvider clock, LogLines log)
    {
        (this.postgres, this.database, this.worker, this.log, Clock) = (postgres, database, worker, log, clock);
        Sender = new OutsideSender(new Uri(worker.Urls.Single()), clock);
    }

    public TimeProvider Clock { get; }

    public OutsideSender Sender { get; }

    /// <summary>What it has logged.</summary>
    public IReadOnlyList<string> Log => log.All;

    public Uri Address => new(worker.Urls.Single());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ApiHost> Start(PostgreSql postgres, params (string Key, string Value)[] settings) =>
        Start(postgres, new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero)), settings);

    public static async Task<ApiHost> Start(PostgreSql postgres, TimeProvider clock, (string Key, string Value)[] settings)
    {
        var database = await postgres.CreateDatabase();
        var all = new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Desk:Address"] = "http://127.0.0.1:0",
            ["Api:Senders:hospital:Registry"] = OutsideSender.Registry,
            ["Api:Senders:hospital:Source"] = OutsideSender.Source,
            ["Api:Senders:hospital:Secrets:0"] = OutsideSender.Secret,
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var builder = WorkerHost.Builder(settings: all);
        var log = new LogLines();
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(new RunningBook(Book.Value)).AddSingleton(Book.Value.Catalogue);
        builder.Services
            .AddStorage().AddAlarms().AddAgencies().AddDossiers().AddServiceLevels().AddQueues().AddOutcomes().AddBrakes().AddQuarantine().AddDesk().AddApi()
            .AddSingleton<Wake>().AddSingleton(new Spread(7)).AddSingleton<Inbox>().AddSingleton<FeedLag>().AddSingleton<SeenRegistries>().AddSingleton<IntakeMeter>().AddSingleton<SentIntake>();
        var worker = builder.Build();
        worker.MapDesk();
        worker.MapApi();
        await worker.StartAsync(Cancellation);
        return new ApiHost(postgres, database, worker, clock, log);
    }

    public T Get<T>()
        where T : notnull => worker.Services.GetRequiredService<T>();

    public async Task<IReadOnlyList<T>> Rows<T>(string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync(Cancellation);
        return [.. await connection.QueryAsync<T>(sql)];
    }

    /// <summary>How many life events the inbox holds.</summary>
    public async Task<int> Kept() => (await Rows<int>("select count(*)::int from par.inbox")).Single();

    /// <summary>The work database refuses everybody, as if it were switched off, until it is let back.</summary>
    public async Task TakeDatabaseAway() => await Allow(false);

    public async Task LetDatabaseBack() => await Allow(true);

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await worker.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task Allow(bool allowed)
    {
        await using var administrator = NpgsqlDataSource.Create(await postgres.AdministratorConnectionString());
        await using var connection = await administrator.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync($"alter database {database.Name} with allow_connections {allowed}");
        await connection.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = @Name and not @allowed", new { database.Name, allowed });
    }
}
