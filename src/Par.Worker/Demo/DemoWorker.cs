using System.Globalization;
using Par.Worker.Embedded;
using Par.Worker.Rounds;

namespace Par.Worker.Demo;

/// <summary>The real workers with their desks, in this process, on the demo's databases. They know nothing of each other but what the database tells them.</summary>
internal sealed class DemoWorker : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly List<WebApplication> workers = [];
    private readonly List<BackgroundService> loops = [];
    private CancellationTokenSource stopping = new();

    private DemoWorker()
    {
    }

    /// <summary>Those of the first worker, whose desk is the demo's.</summary>
    public IServiceProvider Services => workers[0].Services;

    /// <summary>Cancelled when a worker stops by itself because a part of it broke.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>How many life events and questions each worker took up.</summary>
    public IReadOnlyList<long> Shares => [.. workers.Select(worker => worker.Services.GetRequiredService<RoundMeter>().Taken)];

    public static async Task<DemoWorker> Start(DemoOptions options, ProvinceDatabases databases, bool quiet, CancellationToken cancellation)
    {
        var all = new DemoWorker();
        try
        {
            for (var place = 0; place < options.Workers; place++)
            {
                var desk = place == 0 ? options.DeskAddress : string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.Free()}");
                await all.Add(Settings(options, desk, databases, quiet), cancellation);
            }

            all.stopping = CancellationTokenSource.CreateLinkedTokenSource([.. all.workers.Select(worker => worker.Lifetime.ApplicationStopping)]);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks once more for people whose day has come, among those who arrived since the timetable last did.</summary>
    public Task<int> LookForBirthdays(CancellationToken cancellation) => Services.GetRequiredService<DateTriggers>().Run(cancellation);

    /// <summary>Looks for life events that should have come by today and did not.</summary>
    public Task<int> LookForMissing(CancellationToken cancellation) => Services.GetRequiredService<MissingEvents>().Run(cancellation);

    /// <summary>Hands on why a loop of the worker broke, if one did.</summary>
    public async Task ThrowIfBroken()
    {
        foreach (var broken in loops.Where(loop => loop.ExecuteTask is { IsFaulted: true }))
        {
            await broken.ExecuteTask!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopWithin);
        await Task.WhenAll(workers.Select(worker => worker.StopAsync(limit.Token)));
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }

        stopping.Dispose();
    }

    private async Task Add(Dictionary<string, string?> settings, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settings: settings);

        // Ctrl+C is the demo's: it ends the life first, and the workers only after what was sent has been taken in.
        builder.Services.AddSingleton<IHostLifetime, Lifetime>();
        var worker = Program.Build(builder);
        workers.Add(worker);
        loops.AddRange(worker.Services.GetServices<IHostedService>().OfType<BackgroundService>());
        await worker.StartAsync(cancellation);
    }

    private static Dictionary<string, string?> Settings(DemoOptions options, string desk, ProvinceDatabases databases, bool quiet)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = databases.WorkConnectionString,
            ["Rules:Folder"] = options.Rules,
            ["Desk:Address"] = desk,
            ["Desk:PickOfficer"] = "true",
            // All registries are on one server here; one that was named may not have connections to spare.
            ["Intake:Nudges"] = options.Database is null ? "true" : "false",
            // A visitor may claim as much as there is to see.
            ["Agencies:HoldToNorms"] = "false",
            ["Timetable:DateTriggers"] = "00:00:10",
            ["Timetable:MissingEvents"] = "00:00:10",
            ["Logging:LogLevel:Default"] = quiet ? "Error" : "Warning",
            // Who changes a rule while the demo runs is told that it is in service, as well as why it is not.
            ["Logging:LogLevel:Par.Worker.Decisions.BookWatch"] = "Information",
        };
        foreach (var registry in databases.Registries)
        {
            settings[$"Registries:{registry.Schema.Registry}:ConnectionString"] = registry.ReaderConnectionString;
        }

        return settings;
    }

    private sealed class Lifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
