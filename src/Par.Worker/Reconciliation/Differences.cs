using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Reconciliation;

/// <summary>Keeps what differs: noted once while it is open, and closed when a later look does not find it any more.</summary>
internal sealed class Differences(NpgsqlDataSource database)
{
    private const string Columns = """
        id as "Id", part as "Part", kind as "Kind", registry as "Registry", event_uid as "EventUid", rule as "Rule", dossier as "Dossier",
        first_seen as "FirstSeen"
        """;

    /// <summary>Notes in the caller's transaction what a look found.</summary>
    public static async Task Note(
        NpgsqlTransaction transaction, Look look, IReadOnlyList<FoundDifference> found, bool repaired, CancellationToken cancellation)
    {
        var arguments = new
        {
            part = look.Part,
            seen = look.Started,
            repaired,
            kinds = found.Select(one => one.Kind).ToArray(),
            registries = found.Select(one => one.Registry).ToArray(),
            eventUids = found.Select(one => one.EventUid).ToArray(),
            rules = found.Select(one => one.Rule).ToArray(),
            dossiers = found.Select(one => one.Dossier).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Reconciliation/note.sql"), arguments, transaction, cancellationToken: cancellation));
    }

    /// <summary>A page of what is still open of a part, in the order of the ids.</summary>
    public async Task<IReadOnlyList<KeptDifference>> Open(string part, long after, int limit, CancellationToken cancellation)
    {
        const string open = $"""
            select {Columns}
              from par.difference
             where part = @part
               and repaired_at is null
               and id > @after
             order by id
             limit @limit
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<KeptDifference>(new CommandDefinition(open, new { part, after, limit }, cancellationToken: cancellation))];
    }

    /// <summary>Closes what a whole look at a part did not find again. A look goes through everything that is open, however old.</summary>
    public async Task Close(Look look, DateTimeOffset now, CancellationToken cancellation)
    {
        const string close = """
            update par.difference
               set repaired_at = @now
             where part = @part
               and repaired_at is null
               and last_seen < @started
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(close, new { part = look.Part, started = look.Started, now }, cancellationToken: cancellation));
    }

    /// <summary>
    /// How many of each kind wait for a person. A finding that was asked again in this look is not among them: only when it is found
    /// once more was that in vain.
    /// </summary>
    public async Task<IReadOnlyList<(string Kind, long Count)>> ForAPerson(string part, CancellationToken cancellation)
    {
        const string waiting = """
            select kind, count(*)
              from par.difference
             where part = @part
               and repaired_at is null
               and accepted_at is null
               and (kind <> 'notOpened' or last_seen > first_seen)
             group by kind
             order by kind
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<(string, long)>(new CommandDefinition(waiting, new { part }, cancellationToken: cancellation))];
    }
}

/// <summary>A difference as it is kept.</summary>
internal sealed record KeptDifference
{
    public required long Id { get; init; }

    public required string Part { get; init; }

    public required string Kind { get; init; }

    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string? Rule { get; init; }

    public required Guid? Dossier { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }
}
