using Npgsql;
using NpgsqlTypes;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Reconciliation;

/// <summary>Keeps what each look came to, and says where the next one begins.</summary>
internal sealed class Looks(NpgsqlDataSource database)
{
    /// <summary>The last look at a part that came to its end and is old enough; null when there is none, so that everything is looked at.</summary>
    public async Task<LookedBefore?> Before(string part, DateTimeOffset before, CancellationToken cancellation)
    {
        const string last = """
            select started_at, system_identifier, xid, seq
              from par.reconciliation
             where part = $1
               and started_at <= $2
               and failed is null
             order by started_at desc, id desc
             limit 1
            """;

        await using var command = database.CreateCommand(last);
        command.Parameters.AddWithValue(part);
        command.Parameters.AddWithValue(before);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new LookedBefore(
                reader.GetFieldValue<DateTimeOffset>(0),
                reader.IsDBNull(1) ? null : new IntakeCursor(reader.GetInt64(1), new FeedPosition(reader.GetFieldValue<ulong>(2), reader.GetInt64(3))))
            : null;
    }

    public async Task Keep(Look look, DateTimeOffset now, CancellationToken cancellation)
    {
        const string keep = """
            insert into par.reconciliation
                (part, whole, started_at, finished_at, compared, differed, repaired, system_identifier, xid, seq, failed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;

        var reached = look.Failed is null ? look.Reached : null;
        await using var command = database.CreateCommand(keep);
        command.Parameters.AddWithValue(look.Part);
        command.Parameters.AddWithValue(look.IsWhole);
        command.Parameters.AddWithValue(look.Started);
        command.Parameters.AddWithValue(now > look.Started ? now : look.Started);
        command.Parameters.AddWithValue(look.Compared);
        command.Parameters.AddWithValue((long)look.Differed);
        command.Parameters.AddWithValue((long)look.Repaired);
        command.Parameters.Add(new() { Value = (object?)reached?.SystemIdentifier ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)reached?.Position.Xid ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new() { Value = (object?)reached?.Position.Seq ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)look.Failed ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
