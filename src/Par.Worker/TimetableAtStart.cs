using Npgsql;
using Par.Worker.Storage;
using Quartz;

namespace Par.Worker;

/// <summary>
/// Removes the jobs that an older timetable left in the database, with their triggers, before the scheduler starts. Where the database is
/// newer than this program, what it does not know is a newer program's, and stays.
/// </summary>
internal sealed partial class TimetableAtStart(
    ISchedulerFactory schedulers, IEnumerable<TimetableEntry> entries, NpgsqlDataSource database, KnownMigrations migrations, ILogger<TimetableAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            if (Journal.Unknown(await Journal.Read(connection, cancellationToken), migrations).Count > 0)
            {
                return;
            }
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var known = entries.Select(entry => new JobKey(entry.Name, Timetable.Group)).ToHashSet();
        var kept = await scheduler.QueryJobs(new JobQuery { Take = int.MaxValue }, cancellationToken);
        var old = kept.Items.Select(job => job.Key).Where(key => !known.Contains(key)).ToList();
        if (old.Count > 0)
        {
            await scheduler.DeleteJobs(old, cancellationToken);
            var names = string.Join(", ", old);
            Removed(names);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed the jobs of an older timetable: {Names}")]
    private partial void Removed(string names);
}
