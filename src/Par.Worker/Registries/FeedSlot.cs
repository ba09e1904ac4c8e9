namespace Par.Worker.Registries;

/// <summary>The replication slot by which a registry's server remembers how far we have read.</summary>
/// <param name="IsActive">Somebody reads by it just now.</param>
/// <param name="IsLost">The server has thrown away what the slot would still have to send.</param>
/// <param name="BytesBehind">How much the server keeps for us.</param>
/// <param name="BytesLeft">How much more may be written until the server throws away what it keeps for us; null: it keeps everything.</param>
/// <param name="Limit">How much it keeps at most, as its settings say.</param>
internal sealed record FeedSlot(bool IsActive, bool IsLost, long BytesBehind, long? BytesLeft, string Limit)
{
    /// <summary>Less than a quarter is left of what the server may keep for us.</summary>
    public bool IsNearlyLost => !IsLost && BytesLeft is { } left && left * 4 < BytesBehind + left;

    /// <summary>Null when the server has no such slot.</summary>
    public static async Task<FeedSlot?> Find(RegistryConnection registry, string name, CancellationToken cancellation)
    {
        await using var command = registry.Source.CreateCommand(
            """
            select active, coalesce(wal_status in ('lost', 'unreserved'), false), coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint,
                   safe_wal_size, current_setting('max_slot_wal_keep_size')
              from pg_replication_slots
             where slot_name = $1
            """);
        command.Parameters.AddWithValue(name);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new FeedSlot(reader.GetBoolean(0), reader.GetBoolean(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.GetString(4))
            : null;
    }
}
