using System.Collections.Concurrent;
using System.Data;
using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.FactGathering;

/// <summary>Where the questions of a batch to one registry are asked. Without a transaction of its own, what is asked at once is one already.</summary>
internal sealed record Snapshot(NpgsqlConnection Connection, NpgsqlTransaction? Transaction) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Transaction is not null)
        {
            await Transaction.DisposeAsync();
        }

        await Connection.DisposeAsync();
    }
}

/// <summary>
/// What a batch learns from a registry is of one moment, also where links make it ask more than once: a card must not vanish between the
/// question for the person and the one for the card.
/// </summary>
internal sealed class Snapshots(Batch batch) : IAsyncDisposable
{
    private readonly HashSet<string> asked = [.. batch.Levels
        .SelectMany(level => level.Select(place => place.Entity.Registry.Id).Distinct())
        .CountBy(registry => registry)
        .Where(count => count.Value > 1)
        .Select(count => count.Key)];

    private readonly ConcurrentDictionary<string, Snapshot?> open = new(StringComparer.Ordinal);

    /// <summary>It left a question of this batch unanswered: another one could only be of another moment.</summary>
    public bool IsBroken(RegistryConnection registry) => open.TryGetValue(registry.Name, out var snapshot) && snapshot is null;

    public async Task<Snapshot> Of(RegistryConnection registry, CancellationToken cancellation)
    {
        if (open.TryGetValue(registry.Name, out var known) && known is not null)
        {
            return known;
        }

        var connection = await registry.Source.OpenConnectionAsync(cancellation);
        var transaction = asked.Contains(registry.Name) ? await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation) : null;
        var snapshot = new Snapshot(connection, transaction);
        open[registry.Name] = snapshot;
        return snapshot;
    }

    public async Task Break(RegistryConnection registry)
    {
        if (open.TryGetValue(registry.Name, out var snapshot) && snapshot is not null)
        {
            await Close(snapshot);
        }

        open[registry.Name] = null;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(open.Values.OfType<Snapshot>().Select(Close));

    private static async Task Close(Snapshot snapshot)
    {
        try
        {
            await snapshot.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It went away after its last answer; there is nothing left to end.
        }
    }
}
