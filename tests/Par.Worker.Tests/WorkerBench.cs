using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Par.Worker.Agencies;
using Par.Worker.Alarms;
using Par.Worker.Brakes;
using Par.Worker.Decisions;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Outbox;
using Par.Worker.Outcomes;
using Par.Worker.Quarantine;
using Par.Worker.Queues;
using Par.Worker.Reconciliation;
using Par.Worker.Registries;
using Par.Worker.Rounds;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Tests;

/// <summary>A worker put together as the program does it, with the repository's rule book, whose loops the test turns by hand.</summary>
internal sealed class WorkerBench : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase? ownWork;

    private WorkerBench(ServiceProvider services, TestDatabase work, bool owns, LinkedRegistries registries, TestClock clock)
    {
        this.services = services;
        (Work, Registries, Clock, ownWork) = (work, registries, clock, owns ? work : null);
    }

    public TestDatabase Work { get; }

    public LinkedRegistries Registries { get; }

    public TestClock Clock { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<WorkerBench> Create(
        PostgreSql postgres, LinkedRegistries registries, TestDatabase? shared = null, params (string Name, string Value)[] settings) =>
        await Create(postgres, registries, time: null, shared, settings);

    /// <summary>With another clock than the one that stands still.</summary>
    public static async Task<WorkerBench> Create(
        PostgreSql postgres, LinkedRegistries registries, TimeProvider? time, TestDatabase? shared, (string Name, string Value)[] settings)
    {
        var work = shared ?? await postgres.CreateDatabase();
        var clock = new TestClock(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Database:ConnectionString"] = work.ConnectionString,
                ["Rules:Folder"] = Path.Combine(Repository.Root, "rules"),
                ["Intake:Seed"] = "7",
            })
            .AddInMemoryCollection(Par.Worker.Demo.RegistrySchema.All.Select(schema => KeyValuePair.Create(
                $"Registries:{schema.Registry}:ConnectionString", (string?)registries.ConnectionString(schema.Registry))))
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(time ?? clock)
            .AddStorage()
            .AddAlarms()
            .AddOutbox()
            .AddAgencies()
            .AddRegistries()
            .AddIntake()
            .AddFactGathering()
            .AddDecisions()
            .AddDossiers()
            .AddServiceLevels()
            .AddQueues()
            .AddOutcomes()
            .AddBrakes()
            .AddRounds()
            .AddQuarantine()
            .AddReconciliation();
        var bench = new WorkerBench(services.BuildServiceProvider(), work, shared is null, registries, clock);
        await bench.Get<Par.Worker.Agencies.Agencies>().Bring(Cancellation);
        return bench;
    }

    public T Get<T>()
        where T : class => services.GetRequiredService<T>();

    public RegistryConnection Registry(string name) => Get<RegistryConnections>()[name];

    /// <summary>Takes in until this many life events of a registry are in the inbox: other tests' open transactions may hold rows back for a moment.</summary>
    public Task TakeIn(string registry, int count) => Eventually.True(async () =>
    {
        await Get<FeedIntake>().TakeNext(Registry(registry), Cancellation);
        return await Scalar<int>("select count(*)::int from par.inbox where registry = @registry", new { registry }) >= count;
    });

    /// <summary>Starts the loops as the program does, and gives back what stops them.</summary>
    public Task<IReadOnlyList<IHostedService>> Start() => Start(service => service is IntakeLoops or RoundLoop);

    /// <summary>Starts these of them.</summary>
    public async Task<IReadOnlyList<IHostedService>> Start(Func<IHostedService, bool> which)
    {
        var loops = services.GetServices<IHostedService>().Where(which).ToList();
        foreach (var loop in loops)
        {
            await loop.StartAsync(Cancellation);
        }

        return loops;
    }

    /// <summary>Rounds until nothing is left to take up; all of them together.</summary>
    public async Task<RoundResult> Rounds()
    {
        var sum = new RoundResult();
        while (await Get<Round>().Run(Cancellation) is { Taken: > 0 } one)
        {
            sum.Taken += one.Taken;
            sum.Due += one.Due;
            sum.NotDue += one.NotDue;
            sum.Undecided += one.Undecided;
            sum.Opened += one.Opened;
            sum.Reminded += one.Reminded;
            sum.Held += one.Held;
            sum.Withdrawn += one.Withdrawn;
            sum.Refreshed += one.Refreshed;
            sum.Flagged += one.Flagged;
            sum.Failed += one.Failed;
            sum.Quarantined += one.Quarantined;
        }

        return sum;
    }

    /// <summary>From now on what this rule finds due is held.</summary>
    public Task PullBrake(string rule) =>
        Execute("insert into par.brake (rule, day, allowed, pulled_at) values (@rule, '2026-11-23', 1, @Now)", new { rule, Clock.Now });

    public async Task<T?> Scalar<T>(string sql, object? arguments = null)
    {
        await using var connection = await Work.Source.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<T>(sql, arguments);
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? arguments = null)
    {
        await using var connection = await Work.Source.OpenConnectionAsync(Cancellation);
        return [.. await connection.QueryAsync<T>(sql, arguments)];
    }

    public async Task Execute(string sql, object? arguments = null)
    {
        await using var connection = await Work.Source.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownWork is not null)
        {
            await ownWork.DisposeAsync();
        }
    }
}
