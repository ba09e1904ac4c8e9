
namespace Par.Worker.Registries;

/// <summary>The replication slot by which a registry's server remembers how far we have read.</summary>
/// <param name="IsActive">Somebody reads by it just now.</param>
/// <param name="IsLost">The server has thrown away what the slot would still have to send.</param>
/// <param name="BytesBehind">How much the server keeps for us.</param>
internal sealed record FeedSlot(bool IsActive, bool IsLost, long BytesBehind)
{
    /// <summary>Null when the server has no such slot.</summary>
    public static async Task<FeedSlot?> Find(RegistryConnection registry, string name, CancellationToken cancellation)
    {
        await using var command = registry.Source.CreateCommand(
            """
            select active, coalesce(wal_status in ('lost', 'unreserved'), false), coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint
              from pg_replication_slots
             where slot_name = $1
            """);
        command.Parameters.AddWithValue(name);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new FeedSlot(reader.GetBoolean(0), reader.GetBoolean(1), reader.GetInt64(2)) : null;
    }
}
