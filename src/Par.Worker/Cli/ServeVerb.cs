using System.CommandLine;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>serve</c>: the service itself, the worker and its desk, until it is told to stop.</summary>
internal static class ServeVerb
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
        await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);

        var loops = worker.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        await worker.RunAsync(cancellation);

        // The host stops when a loop breaks, but ends as if all were well: hand the reason on.
        foreach (var broken in loops.Where(loop => loop.ExecuteTask is { IsFaulted: true }))
        {
            await broken.ExecuteTask!;
        }

        return 0;
    }
}
