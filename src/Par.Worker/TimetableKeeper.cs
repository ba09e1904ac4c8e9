using Dapper;
using Npgsql;
using Quartz;

namespace Par.Worker;

/// <summary>
/// Brings back jobs of this timetable that were put aside. Quartz puts a job aside for all workers when one of them cannot load its class,
/// and that is what an older program does, while it still works beside this one, with a job that it does not have.
/// </summary>
internal sealed partial class TimetableKeeper(
    ISchedulerFactory schedulers, IEnumerable<TimetableEntry> entries, NpgsqlDataSource database, TimeProvider clock, ILogger<TimetableKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await BringBack(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task BringBack(CancellationToken cancellation)
    {
        const string putAside = "select trigger_name from quartz.qrtz_triggers where sched_name = @Group and trigger_group = @Group and trigger_state = 'ERROR'";

        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var names = await connection.QueryAsync<string>(new CommandDefinition(putAside, new { Timetable.Group }, cancellationToken: cancellation));
            foreach (var name in names.Intersect(entries.Select(entry => entry.Name), StringComparer.Ordinal))
            {
                var scheduler = await schedulers.GetScheduler(cancellation);
                await scheduler.ResetTriggerFromErrorState(new TriggerKey(name, Timetable.Group), cancellation);
                LogBroughtBack(name);
            }
        }
        catch (Exception away) when (away is NpgsqlException or JobPersistenceException)
        {
            var kind = away.GetType().Name;
            LogAway(kind);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Brought back the job {Name}, which a worker had put aside because it could not fire it")]
    private partial void LogBroughtBack(string name);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Could not look for jobs that were put aside ({Failure})")]
    private partial void LogAway(string failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Stopped looking for jobs that were put aside")]
    private partial void LogStopped();
}
