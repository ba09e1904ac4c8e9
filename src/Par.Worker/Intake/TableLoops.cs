using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>
/// One loop for each registry whose tables are read. Nobody says there that something is new, and each reading reads again what was
/// written lately: between two of them it waits at least nine times as long as the first one took.
/// </summary>
internal sealed partial class TableLoops(
    RegistryConnections registries, TableIntake intake, Wake wake, Spread spread, IOptions<IntakeOptions> options, TimeProvider clock, ILogger<TableLoops> log)
    : BackgroundService
{
    private const int Rest = 9;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(registries.All.Where(registry => !registry.HasFeed).Select(registry => Run(registry, stoppingToken)));

    private async Task Run(RegistryConnection registry, CancellationToken stopping)
    {
        var (silent, busy) = (0, TimeSpan.Zero);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var began = clock.GetTimestamp();
                var turn = await TakeNext(registry, stopping);
                busy += clock.GetElapsedTime(began);
                if (turn is { HasMore: true })
                {
                    continue;
                }

                silent = turn is null ? silent + 1 : 0;
                var wait = turn is null
                    ? spread.Backoff(options.Value.LongestWait, silent, options.Value.LongestWaitWhenAway)
                    : spread.Over(Wait(busy));
                busy = TimeSpan.Zero;
                await new Wake(clock).Wait(wait, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private TimeSpan Wait(TimeSpan busy)
    {
        var rest = busy < LongestRest ? busy * Rest : LongestRest;
        return TimeSpan.FromTicks(Math.Max(options.Value.WaitBetweenTables.Ticks, Math.Min(LongestRest.Ticks, rest.Ticks)));
    }

    private async Task<TableTurn?> TakeNext(RegistryConnection registry, CancellationToken stopping)
    {
        try
        {
            var wasAway = registry.IsAway;
            var turn = await intake.TakeNext(registry, stopping);
            if (wasAway && !registry.IsAway)
            {
                wake.Call();
            }

            return turn;
        }
        catch (NpgsqlException failure)
        {
            // The registry's own failures are dealt with in the intake; this one is of the work database.
            LogWorkDatabase(failure.SqlState, failure.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The work database refused to take rows of a table in (error {SqlState}, {Failure}); nothing of them was kept, and it was tried again")]
    private partial void LogWorkDatabase(string? sqlState, string failure);
}
