using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Par.Worker.Intake;
using Par.Worker.Registries;
using Par.Worker.Rounds;
using Par.Worker.Storage;

namespace Par.Worker.Reconciliation;

/// <summary>What is compared of a life event.</summary>
internal readonly record struct ComparedEvent(Guid EventUid, string Kind, string Subject);

/// <summary>Holds pages of a feed or a table against the inbox, and takes in what is missing by the way all life events come.</summary>
internal sealed partial class InboxComparison(
    NpgsqlDataSource database, IOptions<IntakeOptions> options, IOptions<ReconciliationOptions> reconciliation, IntakeMeter meter, Wake wake, TimeProvider clock, ILogger<InboxComparison> log)
{
    /// <summary>The table of the session in which it is remembered what the feed has: in the database, because a feed may be longer than memory.</summary>
    public static Task Begin(NpgsqlConnection session, CancellationToken cancellation)
    {
        // A connection of the pool may have been here before.
        const string begin = """
            drop table if exists pg_temp.in_feed, pg_temp.not_in_feed;
            create temporary table in_feed (event_uid uuid not null) on commit preserve rows
            """;

        return session.ExecuteAsync(new CommandDefinition(begin, cancellationToken: cancellation));
    }

    /// <summary>Compares one page with one question to the work database.</summary>
    /// <param name="look">Counts what differs.</param>
    /// <param name="session">Remembers what was seen.</param>
    /// <param name="registry">Whose life events they are.</param>
    /// <param name="page">What the registry has.</param>
    /// <param name="rows">Reads these places of the page whole, where they are missing.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task Compare(
        Look look, NpgsqlConnection session, RegistryConnection registry, IReadOnlyList<ComparedEvent> page,
        Func<IReadOnlyList<int>, Task<IReadOnlyList<FeedRow>>> rows, CancellationToken cancellation)
    {
        var arguments = new
        {
            registry = registry.Name,
            eventUids = page.Select(key => key.EventUid).ToArray(),
            kinds = page.Select(key => key.Kind).ToArray(),
            subjects = page.Select(key => key.Subject).ToArray(),
        };
        var differing = (await session.QueryAsync<(int Place, string Kind)>(
            new CommandDefinition(Sql.Read("Reconciliation/compare.sql"), arguments, cancellationToken: cancellation))).ToList();

        // Sent twice and taken in never, an event is missing once.
        var missing = differing.Where(one => one.Kind == DifferenceKind.NotTakenIn).Select(one => one.Place).DistinctBy(place => page[place].EventUid).ToList();
        foreach (var chunk in missing.Chunk(options.Value.PageSize))
        {
            await TakeIn(look, registry, [.. chunk.Select(place => page[place].EventUid)], () => rows(chunk), cancellation);
        }

        var others = differing.Where(one => one.Kind != DifferenceKind.NotTakenIn).Select(one => Found(one.Kind, registry, page[one.Place].EventUid)).Distinct().ToList();
        await Note(look, others, cancellation);
    }

    /// <summary>Remembers what a registry has and is not to be compared.</summary>
    public static Task Remember(NpgsqlConnection session, IReadOnlyList<Guid> events, CancellationToken cancellation) => session.ExecuteAsync(
        new CommandDefinition("insert into pg_temp.in_feed select unnest(@events)", new { events = events.ToArray() }, cancellationToken: cancellation));

    /// <summary>What was taken in of the part that is looked at, and is not among what was seen, in pages.</summary>
    /// <param name="look">Says of which part, and when it began.</param>
    /// <param name="session">Remembers what was seen.</param>
    /// <param name="kind">Only of this kind of life event; of all when it is null.</param>
    /// <param name="since">Only what was taken in since; all when it is null.</param>
    /// <param name="oldest">Only what was recorded since.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<IReadOnlyList<Guid>> Unseen(
        Look look, NpgsqlConnection session, string? kind, DateTime? since, DateTime oldest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string next = "select event_uid from pg_temp.not_in_feed where event_uid > @after order by event_uid limit @limit";

        await using (var collect = new NpgsqlCommand(Sql.Read("Reconciliation/not_in_feed.sql"), session) { CommandTimeout = 0 })
        {
            collect.Parameters.AddWithValue(look.Part);
            collect.Parameters.AddWithValue(since ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
            collect.Parameters.AddWithValue(look.Started);
            collect.Parameters.AddWithValue(DateTime.SpecifyKind(oldest, DateTimeKind.Utc));
            collect.Parameters.Add(new() { Value = (object?)kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            await collect.ExecuteNonQueryAsync(cancellation);
        }

        var after = Guid.Empty;
        while (true)
        {
            var arguments = new { after, limit = reconciliation.Value.PageSize };
            List<Guid> page = [.. await session.QueryAsync<Guid>(new CommandDefinition(next, arguments, cancellationToken: cancellation))];
            if (page.Count == 0)
            {
                break;
            }

            yield return page;
            after = page[^1];
        }

        await session.ExecuteAsync(new CommandDefinition("drop table pg_temp.not_in_feed", cancellationToken: cancellation));
    }

    /// <summary>Notes what nothing can be done about here.</summary>
    public async Task Note(Look look, IReadOnlyList<FoundDifference> found, CancellationToken cancellation)
    {
        look.Count(found);
        if (found.Count == 0 || look.ReportOnly)
        {
            return;
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Differences.Note(transaction, look, found, repaired: false, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public static FoundDifference Found(string kind, RegistryConnection registry, Guid eventUid) =>
        new() { Kind = kind, Registry = registry.Name, EventUid = eventUid };

    private async Task TakeIn(
        Look look, RegistryConnection registry, IReadOnlyList<Guid> missing, Func<Task<IReadOnlyList<FeedRow>>> read, CancellationToken cancellation)
    {
        var found = missing.Select(uid => Found(DifferenceKind.NotTakenIn, registry, uid)).ToList();
        look.Count(found);
        if (look.ReportOnly)
        {
            return;
        }

        var rows = await Silent.Unless(read());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var taken = await Inbox.TakeInBehind(transaction, registry.Name, rows, clock.GetUtcNow(), cancellation);
        await Differences.Note(transaction, look, found, repaired: true, cancellation);
        await transaction.CommitAsync(cancellation);

        look.Repaired += found.Count;
        meter.TakenIn(registry.Name, taken);
        LogTakenIn(taken.New, registry.Name);
        wake.Call();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took {Count} life events of registry {Registry} in that it had long read past, or had come late, and were missing")]
    private partial void LogTakenIn(int count, string registry);
}
