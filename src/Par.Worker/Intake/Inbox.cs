using Npgsql;
using NpgsqlTypes;
using Par.Worker.Registries;
using Par.Worker.Storage;

namespace Par.Worker.Intake;

/// <summary>What came of taking in one page.</summary>
/// <param name="New">How many life events were not known before.</param>
/// <param name="Known">How many had been taken in already.</param>
/// <param name="Quarantined">How many of the rows cannot be used and are kept aside.</param>
internal sealed record TakenIn(int New, int Known, int Quarantined);

/// <summary>Keeps each life event once. The rows of a page and the cursor behind them move in one statement, so in one transaction.</summary>
internal sealed class Inbox(NpgsqlDataSource database)
{
    private const int LongestSubject = 200;

    public async Task<IntakeCursor?> Cursor(string registry, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select system_identifier, xid, seq from par.intake_cursor where registry = $1");
        command.Parameters.AddWithValue(registry);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new IntakeCursor(reader.GetInt64(0), new FeedPosition(reader.GetFieldValue<ulong>(1), reader.GetInt64(2)))
            : null;
    }

    /// <summary>Begins a registry at the start of its feed, the first time or because another server stands in its place.</summary>
    public async Task Begin(string registry, long systemIdentifier, DateTimeOffset now, CancellationToken cancellation)
    {
        const string begin = """
            insert into par.intake_cursor (registry, system_identifier, xid, seq, updated_at)
            values ($1, $2, '0', 0, $3)
            on conflict (registry) do update
               set system_identifier = excluded.system_identifier, xid = '0', seq = 0, updated_at = excluded.updated_at
             where intake_cursor.system_identifier <> excluded.system_identifier
            """;

        await using var command = database.CreateCommand(begin);
        command.Parameters.AddWithValue(registry);
        command.Parameters.AddWithValue(systemIdentifier);
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Takes a page in. Null when another worker moved the cursor meanwhile: then nothing was kept, and it must be read again.</summary>
    public async Task<TakenIn?> TakeIn(
        string registry, IntakeCursor from, IReadOnlyList<FeedRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql.Read("Intake/take_in.sql"));
        command.Parameters.AddWithValue("system_identifier", from.SystemIdentifier);
        command.Parameters.AddWithValue("from_xid", NpgsqlDbType.Xid8, from.Position.Xid);
        command.Parameters.AddWithValue("from_seq", from.Position.Seq);
        command.Parameters.AddWithValue("to_xid", NpgsqlDbType.Xid8, rows[^1].Position.Xid);
        command.Parameters.AddWithValue("to_seq", rows[^1].Position.Seq);
        var flawed = AddRows(command, registry, rows, now);

        var isNew = await command.ExecuteScalarAsync(cancellation);
        return isNew is long count ? new TakenIn((int)count, rows.Count - (int)count, flawed) : null;
    }

    /// <summary>
    /// Takes in rows that lie behind the cursor and are missing all the same, in the caller's transaction: by the same check and the
    /// same permanent key. The cursor stays where it is.
    /// </summary>
    public static async Task<TakenIn> TakeInBehind(
        NpgsqlTransaction transaction, string registry, IReadOnlyList<FeedRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Intake/take_in_sent.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("sent", false);
        var flawed = AddRows(command, registry, rows, now);
        var count = await command.ExecuteNonQueryAsync(cancellation);
        return new TakenIn(count, rows.Count - count, flawed);
    }

    /// <summary>
    /// Takes in what a registry sent by itself, whatever its feed's cursor says; whether it stands in its feed too is noted for the
    /// reconciliation. Gives back which of the identities were new.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> TakeInSent(
        string registry, IReadOnlyList<FeedRow> rows, bool inFeed, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql.Read("Intake/take_in_sent.sql"));
        command.Parameters.AddWithValue("sent", !inFeed);
        AddRows(command, registry, rows, now);

        var isNew = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            isNew.Add(reader.GetGuid(0));
        }

        return isNew;
    }

    /// <summary>Which of these identities the inbox has not.</summary>
    public async Task<IReadOnlySet<Guid>> Unknown(string registry, IReadOnlyCollection<Guid> events, CancellationToken cancellation)
    {
        const string unknown = """
            select event_uid
              from unnest($2) as asked (event_uid)
             where not exists (select from par.inbox where inbox.registry = $1 and inbox.event_uid = asked.event_uid)
            """;

        await using var command = database.CreateCommand(unknown);
        command.Parameters.AddWithValue(registry);
        command.Parameters.AddWithValue(events.ToArray());
        var found = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetGuid(0));
        }

        return found;
    }

    /// <summary>
    /// Takes in rows of a table and moves its watermark to a moment, never back. Keeps nothing when the watermark is by now one of
    /// another server or table.
    /// </summary>
    public async Task<TakenIn> TakeInFromTable(
        RegistryTable table, long systemIdentifier, DateTime moveTo, IReadOnlyList<FeedRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql.Read("Intake/take_in_from_table.sql"));
        command.Parameters.AddWithValue("of", table.Kind);
        command.Parameters.AddWithValue("read_from", table.Order);
        command.Parameters.AddWithValue("system_identifier", systemIdentifier);
        command.Parameters.AddWithValue("move_to", moveTo);
        AddRows(command, table.Registry.Name, rows, now);

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new TakenIn((int)reader.GetInt64(0), 0, (int)reader.GetInt64(1));
    }

    /// <summary>What all ways in hand over; gives back how many rows are of no use and kept aside.</summary>
    private static int AddRows(NpgsqlCommand command, string registry, IReadOnlyList<FeedRow> rows, DateTimeOffset now)
    {
        var flaws = rows.Select(row => Flaw.Of(row, now)).ToArray();
        command.Parameters.AddWithValue("registry", registry);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("event_uid", rows.Select(row => row.EventUid).ToArray());
        command.Parameters.AddWithValue("kind", rows.Select(row => row.Kind).ToArray());
        command.Parameters.AddWithValue("subject", rows.Select(row => Cut(row.Subject)).ToArray());
        command.Parameters.AddWithValue("partition", rows.Select(row => Partition.Of(row.Subject)).ToArray());
        command.Parameters.AddWithValue("locality", rows.Select(row => row.Locality).ToArray());
        command.Parameters.AddWithValue("occurred_at", rows.Select(row => row.OccurredAt ?? now.UtcDateTime).ToArray());
        command.Parameters.AddWithValue("recorded_at", rows.Select(row => row.RecordedAt ?? now.UtcDateTime).ToArray());
        command.Parameters.AddWithValue("corrects", rows.Select(row => row.Corrects).ToArray());
        command.Parameters.AddWithValue("body", rows.Zip(flaws, (row, flaw) => flaw is null ? row.Body : BodyText.Kept(row.Body)).ToArray());
        command.Parameters.AddWithValue("error", NpgsqlDbType.Array | NpgsqlDbType.Text, flaws);
        return flaws.Count(flaw => flaw is not null);
    }

    // A subject longer than any personal id is in quarantine anyway; whole it might be more than its index can hold.
    private static string Cut(string subject) => subject.Length <= LongestSubject ? subject : subject[..LongestSubject];
}
