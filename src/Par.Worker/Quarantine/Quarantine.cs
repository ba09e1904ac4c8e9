using Dapper;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Quarantine;

/// <summary>
/// Life events that are kept aside, and what a human decides about them: replay, and they are waiting again as if they had just come;
/// or dismiss, and they are kept for ever with who said so and why.
/// </summary>
internal sealed class Quarantine(NpgsqlDataSource database, QuarantineAlarms alarms, TimeProvider clock)
{
    /// <summary>How many are read and decided at once.</summary>
    public const int Page = 200;

    /// <summary>Up to a page of what is in quarantine, the longest there first, past the one that was shown last.</summary>
    public async Task<IReadOnlyList<QuarantinedEvent>> List(
        string? registry, string? kind, QuarantinedEvent? after, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var arguments = new { registry, kind, limit, after?.ReceivedAt, AfterRegistry = after?.Registry, AfterUid = after?.EventUid };
        var keys = await connection.QueryAsync<Place>(new CommandDefinition(Sql.Read("Quarantine/list.sql"), arguments, cancellationToken: cancellation));
        return await Read(connection, null, [.. keys.Select(place => new EventKey(place.Registry, place.EventUid))], cancellation);
    }

    /// <summary>All of what is in quarantine, read a page at a time.</summary>
    public async IAsyncEnumerable<QuarantinedEvent> ListAll(
        string? registry, string? kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = default(QuarantinedEvent);
        IReadOnlyList<QuarantinedEvent> page;
        do
        {
            page = await List(registry, kind, last, Page, cancellation);
            foreach (var one in page)
            {
                yield return last = one;
            }
        }
        while (page.Count == Page);
    }

    /// <summary>One life event, whatever its state; null when there is none.</summary>
    public async Task<QuarantinedEvent?> Find(EventKey key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await Read(connection, null, [key], cancellation)).SingleOrDefault();
    }

    /// <summary>The registries that are read, and those of which something is kept aside.</summary>
    public async Task<IReadOnlyList<string>> Registries(CancellationToken cancellation)
    {
        const string registries = "select registry from par.intake_cursor union select registry from par.watermark union select registry from par.inbox where state = 'quarantined' order by 1";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(registries, cancellationToken: cancellation))];
    }

    /// <summary>Makes life events wait again, with all their attempts before them and in their person's order.</summary>
    public Task<IReadOnlyList<Decided>> Replay(IReadOnlyList<EventKey> keys, CancellationToken cancellation)
    {
        const string replay = """
            update par.inbox
               set state = 'waiting', attempt = 0, error = null, next_try_at = '-infinity'
             where (registry, event_uid) in (select * from unnest(@registries, @uids))
               and state = 'quarantined'
            """;

        return Decide(replay, keys, mustBeUsable: true, by: null, because: null, cancellation);
    }

    /// <summary>Ends the quarantine of life events for good. Who decides and why are kept with each.</summary>
    public Task<IReadOnlyList<Decided>> Dismiss(IReadOnlyList<EventKey> keys, string by, string because, CancellationToken cancellation)
    {
        const string dismiss = """
            update par.inbox
               set state = 'dismissed', dismissed_at = @now, dismissed_by = @by, dismissed_because = @because
             where (registry, event_uid) in (select * from unnest(@registries, @uids))
               and state = 'quarantined'
            """;

        return Decide(dismiss, keys, mustBeUsable: false, by, because, cancellation);
    }

    private async Task<IReadOnlyList<Decided>> Decide(
        string statement, IReadOnlyList<EventKey> keys, bool mustBeUsable, string? by, string? because, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // In the order of their keys, so that two who decide about the same life events do not wait for each other in a ring.
        const string held = """
            select 1
              from par.inbox
             where (registry, event_uid) in (select * from unnest(@registries, @uids))
             order by registry collate "C", event_uid
               for update
            """;
        var arguments = new { now = clock.GetUtcNow(), by, because, registries = keys.Select(key => key.Registry).ToArray(), uids = keys.Select(key => key.EventUid).ToArray() };
        await connection.ExecuteAsync(new CommandDefinition(held, arguments, transaction, cancellationToken: cancellation));
        var found = (await Read(connection, transaction, keys, cancellation)).ToDictionary(one => one.Key);

        var decided = keys.Distinct().Select(key => found.GetValueOrDefault(key) switch
        {
            null => new Decided.Unknown(key),
            { IsInQuarantine: false, State: var state } => new Decided.NotInQuarantine(key, state),
            { Flaw: { } flaw } when mustBeUsable => new Decided.Unusable(key, flaw),
            _ => (Decided)new Decided.Done(key),
        }).ToList();
        var done = decided.OfType<Decided.Done>().Select(one => one.Event).ToList();
        var those = new { arguments.now, by, because, registries = done.Select(key => key.Registry).ToArray(), uids = done.Select(key => key.EventUid).ToArray() };
        await connection.ExecuteAsync(new CommandDefinition(statement, those, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        await alarms.Look(cancellation);
        return decided;
    }

    private static async Task<IReadOnlyList<QuarantinedEvent>> Read(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<EventKey> keys, CancellationToken cancellation)
    {
        var arguments = new { registries = keys.Select(key => key.Registry).ToArray(), uids = keys.Select(key => key.EventUid).ToArray() };
        return
        [
            .. await connection.QueryAsync<QuarantinedEvent>(
                new CommandDefinition(Sql.Read("Quarantine/read.sql"), arguments, transaction, cancellationToken: cancellation)),
        ];
    }

    private sealed record Place
    {
        public required DateTimeOffset ReceivedAt { get; init; }

        public required string Registry { get; init; }

        public required Guid EventUid { get; init; }
    }
}
