using Dapper;
using Npgsql;

namespace Par.Worker.Alarms;

/// <summary>
/// Keeps the alarms: each is raised once, however many workers see its cause and however often, and stays until its cause is gone.
/// </summary>
internal sealed class Alarms(NpgsqlDataSource database, TimeProvider clock)
{
    public async Task Raise(string kind, string about, string says, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Raise(connection, null, kind, about, says, clock.GetUtcNow(), cancellation);
    }

    /// <summary>Raises an alarm in the caller's transaction.</summary>
    public static Task Raise(
        NpgsqlTransaction transaction, string kind, string about, string says, DateTimeOffset now, CancellationToken cancellation) =>
        Raise(transaction.Connection!, transaction, kind, about, says, now, cancellation);

    /// <summary>The cause is gone. Does nothing where no alarm is open.</summary>
    public async Task Clear(string kind, string about, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Clear(connection, null, kind, about, clock.GetUtcNow(), cancellation);
    }

    /// <summary>Clears an alarm in the caller's transaction.</summary>
    public static Task Clear(NpgsqlTransaction transaction, string kind, string about, DateTimeOffset now, CancellationToken cancellation) =>
        Clear(transaction.Connection!, transaction, kind, about, now, cancellation);

    /// <summary>The alarms whose cause is not gone, the oldest first.</summary>
    public async Task<IReadOnlyList<Alarm>> Open(CancellationToken cancellation)
    {
        const string open = """
            select kind as "Kind", about as "About", says as "Says", raised_at as "RaisedAt", cleared_at as "ClearedAt"
              from par.alarm
             where cleared_at is null
             order by raised_at, id
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Alarm>(new CommandDefinition(open, cancellationToken: cancellation))];
    }

    private static async Task Raise(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string kind, string about, string says, DateTimeOffset now, CancellationToken cancellation)
    {
        const string raise = """
            insert into par.alarm as open (kind, about, says, raised_at)
            values (@kind, @about, @says, @now)
                on conflict (kind, about) where cleared_at is null do update
               set says = excluded.says
             where open.says <> excluded.says
            """;

        await connection.ExecuteAsync(new CommandDefinition(raise, new { kind, about, says, now }, transaction, cancellationToken: cancellation));
    }

    private static async Task Clear(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string kind, string about, DateTimeOffset now, CancellationToken cancellation)
    {
        const string clear = """
            update par.alarm
               set cleared_at = @now
             where kind = @kind
               and about = @about
               and cleared_at is null
            """;

        await connection.ExecuteAsync(new CommandDefinition(clear, new { kind, about, now }, transaction, cancellationToken: cancellation));
    }
}
