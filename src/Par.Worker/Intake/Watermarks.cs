using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>The latest moment that was seen in a table.</summary>
/// <param name="SystemIdentifier">The server on which it counts.</param>
/// <param name="ReadFrom">The table and the columns for which it counts.</param>
/// <param name="UpdatedAt">Null: none was seen yet.</param>
internal readonly record struct Watermark(long SystemIdentifier, string ReadFrom, DateTime? UpdatedAt)
{
    public bool IsOf(RegistryTable table, long systemIdentifier) => SystemIdentifier == systemIdentifier && ReadFrom == table.Order;
}

/// <summary>How far the tables of registries that keep no feed have been read.</summary>
internal sealed class Watermarks(NpgsqlDataSource database)
{
    public async Task<Watermark?> Of(RegistryTable table, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select system_identifier, read_from, updated_at from par.watermark where registry = $1 and kind = $2");
        command.Parameters.AddWithValue(table.Registry.Name);
        command.Parameters.AddWithValue(table.Kind);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new Watermark(reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetDateTime(2))
            : null;
    }

    /// <summary>Begins a table at its first row, the first time or because another server or table stands in its place.</summary>
    public async Task Begin(RegistryTable table, long systemIdentifier, DateTimeOffset now, CancellationToken cancellation)
    {
        const string begin = """
            insert into par.watermark (registry, kind, system_identifier, read_from, moved_at)
            values ($1, $2, $3, $4, $5)
            on conflict (registry, kind) do update
               set system_identifier = excluded.system_identifier, read_from = excluded.read_from, updated_at = null, moved_at = excluded.moved_at
             where (watermark.system_identifier, watermark.read_from) <> (excluded.system_identifier, excluded.read_from)
            """;

        await using var command = database.CreateCommand(begin);
        command.Parameters.AddWithValue(table.Registry.Name);
        command.Parameters.AddWithValue(table.Kind);
        command.Parameters.AddWithValue(systemIdentifier);
        command.Parameters.AddWithValue(table.Order);
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
