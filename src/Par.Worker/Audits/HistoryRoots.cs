using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Audits;

/// <summary>
/// Takes the root of each day that is over, day by day from the last one on, however long no worker ran. Idempotent; any number may try at once.
/// </summary>
internal sealed class HistoryRoots(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>So long after midnight whatever was written on a day is committed, by workers whose clocks differ too.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    /// <summary>The roots that were taken now, in their order.</summary>
    public async Task<IReadOnlyList<HistoryRoot>> Take(CancellationToken cancellation)
    {
        var taken = new List<HistoryRoot>();
        while (await TakeNext(cancellation) is { } root)
        {
            taken.Add(root);
        }

        return taken;
    }

    /// <summary>The last UTC day whose root can be taken.</summary>
    public DateOnly LastSettledDay() => DateOnly.FromDateTime((clock.GetUtcNow() - Settled).UtcDateTime).AddDays(-1);

    private async Task<HistoryRoot?> TakeNext(CancellationToken cancellation)
    {
        const string nextDay = """
            select coalesce(
                (select max(day) + 1 from par.history_root),
                (select (min(at) at time zone 'UTC')::date from par.dossier_change))
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition("select pg_advisory_xact_lock(hashtext('par.history_root'))", transaction: transaction, cancellationToken: cancellation));
        var day = await connection.ExecuteScalarAsync<DateOnly?>(new CommandDefinition(nextDay, transaction: transaction, cancellationToken: cancellation));
        if (day is null || day > LastSettledDay())
        {
            return null;
        }

        var begins = new DateTimeOffset(day.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var arguments = new { day, begins, ends = begins.AddDays(1), now = clock.GetUtcNow() };
        var root = await connection.QuerySingleAsync<HistoryRoot>(
            new CommandDefinition(Sql.Read("Audits/take_root.sql"), arguments, transaction, commandTimeout: 0, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return root;
    }
}
