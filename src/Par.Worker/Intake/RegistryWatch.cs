using System.Globalization;
using Dapper;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Registries;
using Par.Worker.Storage;

namespace Par.Worker.Intake;

/// <summary>
/// Writes down how this worker sees each registry, and raises the alarms by what all workers see: a registry is away for the house when it
/// is for one of them, so that two workers never raise and clear one alarm in turn.
/// </summary>
internal sealed class RegistryWatch(
    NpgsqlDataSource database, RegistryConnections registries, SeenRegistries all, FeedLag lag, SlotAlarms slots, Alarms.Alarms alarms, TimeProvider clock)
{
    private readonly Guid worker = Guid.CreateVersion7(clock.GetUtcNow());

    public async Task Look(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await Write(now, cancellation);
        var open = (await alarms.Open(cancellation)).Select(alarm => (alarm.Kind, alarm.About)).ToHashSet();
        await TellOfAway(open, now, cancellation);
        await Task.WhenAll(registries.All.Where(registry => registry is { HasFeed: true, IsSilent: false }).Select(registry => LookAtServer(registry, open, now, cancellation)));
    }

    private async Task Write(DateTimeOffset now, CancellationToken cancellation)
    {
        var seen = registries.All.Select(registry => Seen(registry, now)).ToList();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql.Read("Intake/watch.sql"),
            new
            {
                worker,
                now,
                gone = now - SeenRegistries.Gone,
                registry = seen.Select(one => one.Registry).ToArray(),
                feed = seen.Select(one => one.Feed).ToArray(),
                facts = seen.Select(one => one.Facts).ToArray(),
                away_since = seen.Select(one => one.AwaySince).ToArray(),
                reason = seen.Select(one => one.Reason).ToArray(),
                known_until = seen.Select(one => one.KnownUntil).ToArray(),
            },
            cancellationToken: cancellation));
    }

    private SeenRegistry Seen(RegistryConnection registry, DateTimeOffset now)
    {
        (DateTimeOffset At, string Reason)?[] silent = [registry.Feed.Since, registry.Facts.Since];
        var first = silent.Where(one => one is not null).MinBy(one => one!.Value.At);
        return new SeenRegistry
        {
            Worker = worker,
            Registry = registry.Name,
            Feed = BreakerWords.Of(registry.Feed.State),
            Facts = BreakerWords.Of(registry.Facts.State),
            AwaySince = first?.At,
            Reason = first?.Reason,
            KnownUntil = lag.KnownUntil(registry.Name),
            SeenAt = now,
        };
    }

    private async Task TellOfAway(HashSet<(string Kind, string About)> open, DateTimeOffset now, CancellationToken cancellation)
    {
        var away = (await all.All(cancellation))
            .Where(seen => SeenRegistries.IsThere(seen, now) && seen.AwaySince is not null)
            .GroupBy(seen => seen.Registry)
            .ToDictionary(rows => rows.Key, rows => rows.MinBy(seen => seen.AwaySince)!, StringComparer.Ordinal);
        foreach (var registry in registries.All)
        {
            // One that answers and lacks its feed has an alarm of its own.
            var lacksFeed = open.Contains((AlarmKind.Feed, registry.Name));
            if (away.GetValueOrDefault(registry.Name) is { AwaySince: { } since } seen && now - since >= registry.Options.AlarmWhenAwayFor
                && !(lacksFeed && seen.Facts == BreakerWords.Of(BreakerState.Closed)))
            {
                var says = string.Create(
                    CultureInfo.InvariantCulture,
                    $"It has not answered since {since.UtcDateTime:yyyy-MM-dd HH:mm}Z: {seen.Reason}. Its life events wait, and the questions to it stay open; everything else goes on. "
                    + $"Start it or mend it, or mend Registries:{registry.Name}; './par registry check {registry.Name}' looks at it.");
                await alarms.Raise(AlarmKind.RegistryAway, registry.Name, says, cancellation);
            }
            else if (open.Contains((AlarmKind.RegistryAway, registry.Name)))
            {
                await alarms.Clear(AlarmKind.RegistryAway, registry.Name, cancellation);
            }
        }
    }

    private async Task LookAtServer(RegistryConnection registry, HashSet<(string Kind, string About)> open, DateTimeOffset now, CancellationToken cancellation)
    {
        var isHeldBack = lag.HeldBackSince(registry.Name) is { } since && now - since >= registry.Options.AlarmWhenHeldBackFor;
        if (!isHeldBack && open.Contains((AlarmKind.HeldBack, registry.Name)))
        {
            await alarms.Clear(AlarmKind.HeldBack, registry.Name, cancellation);
        }

        var isFollowed = registry.Options.Way == FeedWay.Replication;
        if ((isHeldBack || isFollowed) && await Ask(registry, isFollowed, cancellation) is { } answer)
        {
            if (isHeldBack && answer.Blocking is { } blocking)
            {
                await alarms.Raise(AlarmKind.HeldBack, registry.Name, HeldBack(lag.HeldBackSince(registry.Name)!.Value, blocking), cancellation);
            }

            if (isFollowed)
            {
                await slots.Look(registry, answer.Slot, cancellation);
            }
        }
    }

    /// <summary>Null when the registry does not answer: the loop that reads it deals with that.</summary>
    private static async Task<Answer?> Ask(RegistryConnection registry, bool isFollowed, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
            return new Answer(
                await BlockingTransaction.Find(connection, cancellation),
                isFollowed ? await FeedSlot.Find(registry, registry.Options.SlotOf(registry.Name), cancellation) : null);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }

    private static string HeldBack(DateTimeOffset since, BlockingTransaction blocking) => string.Create(
        CultureInfo.InvariantCulture,
        $"Life events written since {since.UtcDateTime:yyyy-MM-dd HH:mm}Z wait for an unfinished transaction: {blocking.Words}"
        + $"{(blocking.Began is { } began ? $", open since {began:yyyy-MM-dd HH:mm}Z" : "")}. They are read when it ends. {blocking.Mend}");

    private sealed record Answer(BlockingTransaction? Blocking, FeedSlot? Slot);
}
