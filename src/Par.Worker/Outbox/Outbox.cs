using Dapper;
using Npgsql;

namespace Par.Worker.Outbox;

/// <summary>Keeps what is to leave the house, written in the transaction that gave rise to it.</summary>
internal sealed class Outbox(NpgsqlDataSource database)
{
    internal const string WriteRows = """
        insert into par.outbox (key, topic, recipient, body, written_at, next_try_at)
        select key, topic, recipient, body, @now, @now
          from unnest(@keys, @topics, @recipients, @bodies::jsonb[]) as row (key, topic, recipient, body)
        """;

    /// <summary>Writes all rows with one statement, in the caller's transaction: told if and only if it happened.</summary>
    public static async Task Write(NpgsqlTransaction transaction, IReadOnlyList<OutboxRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var arguments = new
        {
            now,
            keys = rows.Select(row => row.Key).ToArray(),
            topics = rows.Select(row => row.Topic).ToArray(),
            recipients = rows.Select(row => row.Recipient).ToArray(),
            bodies = rows.Select(row => row.Body).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(WriteRows, arguments, transaction, cancellationToken: cancellation));
    }

    /// <summary>What waits to be sent, by topic.</summary>
    public async Task<IReadOnlyList<PendingRows>> Pending(CancellationToken cancellation)
    {
        const string pending = """
            select topic           as "Topic",
                   count(*)        as "Count",
                   min(written_at) as "Oldest"
              from par.outbox
             where sent_at is null
             group by topic
             order by topic
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<PendingRows>(new CommandDefinition(pending, cancellationToken: cancellation))];
    }
}
