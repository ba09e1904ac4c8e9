using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>One loop for each registry that keeps a feed: takes in what is there, and waits longer the longer nothing comes.</summary>
internal sealed partial class IntakeLoops(
    RegistryConnections registries, FeedIntake intake, FeedLag lag, Nudges nudges, Wake wake, Spread spread, IOptions<IntakeOptions> options,
    TimeProvider clock, ILogger<IntakeLoops> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogSeed(spread.Seed);
        return Task.WhenAll(registries.All.Where(registry => registry.HasFeed).Select(registry => Run(registry, stoppingToken)));
    }

    private async Task Run(RegistryConnection registry, CancellationToken stopping)
    {
        var (silent, wait) = (0, options.Value.ShortestWait);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var count = await TakeNext(registry, stopping);
                silent = count is null ? silent + 1 : 0;
                wait = count switch
                {
                    null => spread.Backoff(options.Value.LongestWait, silent, options.Value.LongestWaitWhenAway),
                    > 0 => options.Value.ShortestWait,
                    _ => TimeSpan.FromTicks(Math.Min(Longest(registry).Ticks, wait.Ticks * 2)),
                };
                if (count == options.Value.PageSize)
                {
                    continue;
                }

                // Nudges end a wait for news early; they do not make us ask faster than the shortest wait.
                var pause = count > 0 ? new Wake(clock) : nudges[registry.Name];
                await pause.Wait(spread.Over(count == 0 && nudges.IsFollowed(registry.Name) ? options.Value.WaitWhileFollowed : wait), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>What an unfinished transaction holds back can be read when that ends, and nothing says so.</summary>
    private TimeSpan Longest(RegistryConnection registry)
    {
        var (longest, nudged) = (options.Value.LongestWait, options.Value.LongestWaitWhileNudged);
        return nudged > longest && nudges.IsHeard(registry.Name) && lag.HeldBackSince(registry.Name) is null ? nudged : longest;
    }

    private async Task<int?> TakeNext(RegistryConnection registry, CancellationToken stopping)
    {
        try
        {
            var wasAway = registry.IsAway;
            var count = await intake.TakeNext(registry, stopping);
            if (count > 0 || (wasAway && !registry.IsAway))
            {
                wake.Call();
            }

            return count;
        }
        catch (NpgsqlException failure)
        {
            // The registry's own failures are dealt with below; this one is of the work database.
            LogWorkDatabase(failure.SqlState, failure.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Waits between readings are spread with seed {Seed}")]
    private partial void LogSeed(int seed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The work database refused to take a page in (error {SqlState}, {Failure}); nothing of it was kept, and it was tried again")]
    private partial void LogWorkDatabase(string? sqlState, string failure);
}
