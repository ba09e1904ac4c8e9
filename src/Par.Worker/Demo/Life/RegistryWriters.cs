using Npgsql;
using NpgsqlTypes;

namespace Par.Worker.Demo.Life;

/// <summary>The registries' own applications: they write a fact and the life event that tells of it in one transaction.</summary>
internal sealed class RegistryWriters(ProvinceDatabases databases) : IAsyncDisposable
{
    private const string Feed = """
        insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, corrects, body)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private readonly Dictionary<RegistrySchema, NpgsqlDataSource> sources =
        databases.Registries.ToDictionary(registry => registry.Schema, registry => NpgsqlDataSource.Create(registry.WriterConnectionString));

    public async Task Write(Entry entry, CancellationToken cancellation)
    {
        await using var connection = await sources[entry.Registry].OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var fact in entry.Facts)
        {
            batch.BatchCommands.Add(Command(fact));
        }

        foreach (var lifeEvent in entry.Events)
        {
            batch.BatchCommands.Add(Command(lifeEvent));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    private static NpgsqlBatchCommand Command(Fact fact)
    {
        var command = new NpgsqlBatchCommand(fact.Statement);
        foreach (var value in fact.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    private static NpgsqlBatchCommand Command(LifeEvent lifeEvent) => new(Feed)
    {
        Parameters =
        {
            new NpgsqlParameter { Value = lifeEvent.Uid },
            new NpgsqlParameter { Value = lifeEvent.Kind },
            new NpgsqlParameter { Value = lifeEvent.Subject },
            new NpgsqlParameter { Value = lifeEvent.Area },
            new NpgsqlParameter { Value = lifeEvent.OccurredAt },
            new NpgsqlParameter { Value = (object?)lifeEvent.Corrects ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            new NpgsqlParameter { Value = lifeEvent.Body, NpgsqlDbType = NpgsqlDbType.Jsonb },
        },
    };
}
