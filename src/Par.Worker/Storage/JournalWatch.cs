using Npgsql;

namespace Par.Worker.Storage;

/// <summary>
/// Looks whether the work database has moved on while this program runs. Where a migration lets it go on, that is logged; where one does
/// not, or waits for it to end, this loop ends with the reason, and the host ends in order.
/// </summary>
internal sealed partial class JournalWatch(NpgsqlDataSource database, KnownMigrations known, TimeProvider clock, ILogger<JournalWatch> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        var seen = known.Last.Number;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                seen = await Read(seen, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task<int> Read(int seen, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await Asked.Check(connection, known, cancellation);
            var unknown = Journal.Unknown(await Journal.Read(connection, cancellation), known);
            foreach (var step in unknown.Where(step => step.Number > seen))
            {
                LogGoesOn(step.Name);
                seen = step.Number;
            }
        }
        catch (NpgsqlException away)
        {
            var kind = away.GetType().Name;
            LogAway(away.SqlState, kind);
        }

        return seen;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The work database has {Migration} now, beside which this program goes on")]
    private partial void LogGoesOn(string migration);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Could not look whether the work database has moved on (error {SqlState}, {Failure})")]
    private partial void LogAway(string? sqlState, string failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Stopped looking whether the work database has moved on")]
    private partial void LogStopped();
}
