using Par.Worker.Rounds;

namespace Par.Worker.Demo;

/// <summary>The real worker with its desk, in this process, on the demo's databases.</summary>
internal sealed class DemoWorker(WebApplication worker, IReadOnlyList<BackgroundService> loops) : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    public IServiceProvider Services => worker.Services;

    /// <summary>Cancelled when the worker stops by itself because a part of it broke.</summary>
    public CancellationToken Stopping => worker.Lifetime.ApplicationStopping;

    public static async Task<DemoWorker> Start(DemoOptions options, ProvinceDatabases databases, bool quiet, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settings: Settings(options, databases, quiet));

        // Ctrl+C is the demo's: it ends the life first, and the worker only after what was sent has been taken in.
        builder.Services.AddSingleton<IHostLifetime, Lifetime>();
        var worker = Program.Build(builder);
        try
        {
            var loops = worker.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            await worker.StartAsync(cancellation);
            return new DemoWorker(worker, loops);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks once more for people whose day has come, among those who arrived since the timetable last did.</summary>
    public Task<int> LookForBirthdays(CancellationToken cancellation) => worker.Services.GetRequiredService<DateTriggers>().Run(cancellation);

    /// <summary>Looks for life events that should have come by today and did not.</summary>
    public Task<int> LookForMissing(CancellationToken cancellation) => worker.Services.GetRequiredService<MissingEvents>().Run(cancellation);

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
        await worker.StopAsync(limit.Token);
        await worker.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(DemoOptions options, ProvinceDatabases databases, bool quiet)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = databases.WorkConnectionString,
            ["Rules:Folder"] = options.Rules,
            ["Desk:Address"] = options.DeskAddress,
            ["Desk:PickOfficer"] = "true",
            // All registries are on one server here; one that was named may not have connections to spare.
            ["Intake:Nudges"] = options.Database is null ? "true" : "false",
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
