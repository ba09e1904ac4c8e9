using System.CommandLine;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>serve</c>: the service itself, the worker and its desk, until it is told to stop.</summary>
internal static partial class ServeVerb
{
    public static Command Command()
    {
        var settings = Settings.Option();
        var verb = new Command("serve", "Runs the worker and its desk against your databases, until it is told to stop.") { settings };
        verb.SetAction((read, cancellation) => Serve(read.GetValue(settings), cancellation));
        return verb;
    }

    private static async Task<int> Serve(string? settingsFile, CancellationToken cancellation)
    {
        Settings.CheckAll(settingsFile);
        await using var worker = Program.Build(WorkerHost.Builder(settingsFile));
        return await Serve(worker, cancellation);
    }

    /// <summary>Runs a worker until it is told to stop, or until something ends it: the reason is thrown.</summary>
    public static async Task<int> Serve(WebApplication worker, CancellationToken cancellation)
    {
        var newer = await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
        if (newer.Count > 0)
        {
            var names = string.Join(", ", newer.Select(step => step.Name));
            LogNewer(worker.Logger, names);
        }

        var loops = worker.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        await worker.RunAsync(cancellation);

        // The host stops when a loop breaks, but ends as if all were well: hand the reason on. That the database has moved on explains all others.
        var broken = loops.Where(loop => loop.ExecuteTask is { IsFaulted: true })
            .OrderBy(loop => loop.ExecuteTask!.Exception!.InnerException is not NewerDatabaseException);
        foreach (var loop in broken)
        {
            await loop.ExecuteTask!;
        }

        return 0;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The work database is newer than this program and lets it go on: it has {Migrations} too")]
    private static partial void LogNewer(ILogger logger, string migrations);
}
