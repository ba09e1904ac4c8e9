using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.FactGathering;

/// <summary>
/// Gathers from the registries what the plans of a batch need, and nothing more. A level of links takes one round trip to
/// each registry it touches, all of them side by side; neither round trips nor questions grow with the number of events.
/// </summary>
internal sealed partial class Facts(RegistryConnections registries, TimeProvider clock, ILogger<Facts> log)
{
    /// <summary>The facts for each request, in their order; days are days of the book that asks.</summary>
    public async Task<IReadOnlyList<GatheredFacts>> Gather(
        IReadOnlyList<FactRequest> requests, LocalTime localTime, CancellationToken cancellation)
    {
        var batch = new Batch(requests);
        await using var snapshots = new Snapshots(batch);
        foreach (var level in batch.Levels)
        {
            await Ask([.. level], snapshots, localTime, cancellation);
        }

        var assembly = new Assembly(localTime, clock);
        return [.. requests.Select(request => assembly.Assemble(request, batch.Of(request)))];
    }

    private async Task Ask(IReadOnlyList<Place> places, Snapshots snapshots, LocalTime localTime, CancellationToken cancellation)
    {
        foreach (var place in places)
        {
            Batch.PassKeysOn(place, rowsAreKnown: false);
        }

        var lookups = places
            .GroupBy(place => (place.Entity, place.By))
            .Select(group => new Lookup([.. group]))
            .GroupBy(lookup => lookup.Entity.Registry.Id);
        await Task.WhenAll(lookups.Select(group => Ask(registries[group.Key], [.. group], snapshots, localTime, cancellation)));

        foreach (var place in places)
        {
            Batch.PassKeysOn(place, rowsAreKnown: true);
        }
    }

    private async Task Ask(RegistryConnection registry, IReadOnlyList<Lookup> lookups, Snapshots snapshots, LocalTime localTime, CancellationToken cancellation)
    {
        var asked = lookups.Where(lookup => lookup.Keys.Count > 0).ToList();
        foreach (var empty in lookups.Except(asked))
        {
            empty.Answered = true;
        }

        // Whether its answers count yet is what the book says that asks, not the one the program started with.
        if (asked.Count == 0 || !Assembly.IsLive(asked[0].Entity.Registry, localTime.Today) || snapshots.IsBroken(registry) || !registry.Facts.MayAsk())
        {
            return;
        }

        try
        {
            await Read(await snapshots.Of(registry, cancellation), asked, new RowReader(localTime), cancellation);
            registries.FactsAnswered(registry);
        }
        catch (PostgresException faulty) when (faulty is { SqlState: ['2', '2', ..] })
        {
            // What is wrong with one person's data is not silence: it goes up, so that the one event is found and kept aside.
            registries.FactsAnswered(registry);
            throw;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            // Silence is an answer of its own: what was asked stays unknown.
            await snapshots.Break(registry);
            NoteSilence(registry, failure);
        }
    }

    private static async Task Read(Snapshot snapshot, IReadOnlyList<Lookup> lookups, RowReader rows, CancellationToken cancellation)
    {
        await using var questions = new NpgsqlBatch(snapshot.Connection, snapshot.Transaction);
        foreach (var lookup in lookups)
        {
            questions.BatchCommands.Add(LookupSql.Write(lookup));
        }

        await using var reader = await questions.ExecuteReaderAsync(cancellation);
        foreach (var lookup in lookups)
        {
            await rows.Read(reader, lookup, cancellation);
            await reader.NextResultAsync(cancellation);
        }

        foreach (var lookup in lookups)
        {
            lookup.Answered = true;
        }
    }

    private void NoteSilence(RegistryConnection registry, Exception failure)
    {
        if (!Unreachable.IsAway(failure))
        {
            LogSilent(registry.Name, Unreachable.Reason(failure));
        }

        if (Unreachable.IsAway(failure) || Unreachable.TookTooLong(failure))
        {
            registries.FactsFailed(registry, failure);
        }
        else
        {
            // It refused at once: nobody has to wait for it.
            registries.FactsAnswered(registry);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} left questions unanswered ({Reason}); they stay open and are asked again")]
    private partial void LogSilent(string registry, string reason);
}
