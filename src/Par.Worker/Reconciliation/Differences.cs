using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Reconciliation;

/// <summary>Keeps what differs: noted once while it is open, and closed when a later look does not find it any more.</summary>
internal sealed class Differences(NpgsqlDataSource database)
{
    private const string Columns = """
        id as "Id", part as "Part", kind as "Kind", registry as "Registry", event_uid as "EventUid", rule as "Rule", dossier as "Dossier",
        first_seen as "FirstSeen", accepted_by as "AcceptedBy", reason as "Reason"
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

    /// <summary>A page of what is open, in the order of the ids; of all parts when none is named.</summary>
    public async Task<IReadOnlyList<KeptDifference>> Open(string? part, long after, int limit, CancellationToken cancellation)
    {
        const string open = $"""
            select {Columns}
              from par.difference
             where (@part::text is null or part = @part)
               and repaired_at is null
               and id > @after
             order by id
             limit @limit
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<KeptDifference>(new CommandDefinition(open, new { part, after, limit }, cancellationToken: cancellation))];
    }

    /// <summary>A person lets a difference stand. Gives back of which part it is; null when none of this id is open.</summary>
    public async Task<string?> Accept(long id, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        const string accept = """
            update par.difference
               set accepted_at = @now, accepted_by = @by, reason = @reason
             where id = @id
               and repaired_at is null
            returning part
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition(accept, new { id, by, reason, now }, cancellationToken: cancellation));
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
