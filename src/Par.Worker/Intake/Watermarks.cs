using Npgsql;

namespace Par.Worker.Intake;

/// <summary>The latest moment that was seen in a table, and on which server. Null: none yet.</summary>
internal readonly record struct Watermark(long SystemIdentifier, DateTime? UpdatedAt);

/// <summary>How far the tables of registries that keep no feed have been read.</summary>
internal sealed class Watermarks(NpgsqlDataSource database)
{
    public async Task<Watermark?> Of(string registry, string kind, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select system_identifier, updated_at from par.watermark where registry = $1 and kind = $2");
        command.Parameters.AddWithValue(registry);
        command.Parameters.AddWithValue(kind);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new Watermark(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetDateTime(1))
            : null;
    }

    /// <summary>Begins a table at its first row, the first time or because another server stands in its place.</summary>
    public async Task Begin(string registry, string kind, long systemIdentifier, DateTimeOffset now, CancellationToken cancellation)
    {
        const string begin = """
            insert into par.watermark (registry, kind, system_identifier, moved_at)
            values ($1, $2, $3, $4)
            on conflict (registry, kind) do update
               set system_identifier = excluded.system_identifier, updated_at = null, moved_at = excluded.moved_at
             where watermark.system_identifier <> excluded.system_identifier
            """;

        await using var command = database.CreateCommand(begin);
        command.Parameters.AddWithValue(registry);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(systemIdentifier);
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
