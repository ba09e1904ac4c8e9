using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Registries;
using Par.Worker.Rounds;
using Par.Worker.Storage;

namespace Par.Worker.Reconciliation;

/// <summary>Holds pages of a feed against the inbox, and takes in what is missing by the way all life events come.</summary>
internal sealed partial class FeedComparison(
    NpgsqlDataSource database, IOptions<IntakeOptions> options, IntakeMeter meter, Wake wake, TimeProvider clock, ILogger<FeedComparison> log)
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
    public async Task Compare(
        Look look, NpgsqlConnection session, RegistryConnection registry, IReadOnlyList<FeedKey> page, CancellationToken cancellation)
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
        var missing = differing.Where(one => one.Kind == DifferenceKind.NotTakenIn).Select(one => page[one.Place]).DistinctBy(key => key.EventUid).ToList();
        foreach (var chunk in missing.Chunk(options.Value.PageSize))
        {
            await TakeIn(look, registry, chunk, cancellation);
        }

        var others = differing.Where(one => one.Kind != DifferenceKind.NotTakenIn).Select(one => Found(one.Kind, registry, page[one.Place].EventUid)).Distinct().ToList();
        await Note(look, others, cancellation);
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

    private async Task TakeIn(Look look, RegistryConnection registry, IReadOnlyList<FeedKey> missing, CancellationToken cancellation)
    {
        var found = missing.Select(key => Found(DifferenceKind.NotTakenIn, registry, key.EventUid)).ToList();
        look.Count(found);
        if (look.ReportOnly)
        {
            return;
        }

        var rows = await Silent.Unless(RegistryFeed.Rows(registry, [.. missing.Select(key => key.Position)], cancellation));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took {Count} life events of registry {Registry} in that lay behind its cursor and were missing")]
    private partial void LogTakenIn(int count, string registry);
}
