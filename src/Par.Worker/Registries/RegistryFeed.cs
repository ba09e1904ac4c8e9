using Npgsql;
using NpgsqlTypes;

namespace Par.Worker.Registries;

/// <summary>How far a feed has been read: below this transaction and, within it, this row. Numbers of one server only.</summary>
internal readonly record struct FeedPosition(ulong Xid, long Seq) : IComparable<FeedPosition>
{
    public static FeedPosition Start => default;

    public int CompareTo(FeedPosition other) => (Xid, Seq).CompareTo((other.Xid, other.Seq));
}

/// <summary>One row of a registry's feed. A moment is null when the registry wrote one that no calendar has.</summary>
internal sealed record FeedRow
{
    public required FeedPosition Position { get; init; }

    /// <summary>By which the registry knows it; worked out from its place in the feed when it has none.</summary>
    public required Guid EventUid { get; init; }

    public bool HasNoIdentity { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Locality { get; init; }

    public required DateTime? OccurredAt { get; init; }

    public required DateTime? RecordedAt { get; init; }

    public required Guid? Corrects { get; init; }

    public required string Body { get; init; }

    /// <summary>Why whoever read the row could not make an event of it, in a sentence; null when it could.</summary>
    public string? Unreadable { get; init; }
}

/// <summary>What a registry's feed holds past a position.</summary>
/// <param name="SystemIdentifier">Names the server that answered; another one means that positions start anew.</param>
/// <param name="HeldBackSince">When the oldest row was written that must wait for an unfinished transaction; null: none waits.</param>
/// <param name="Rows">The rows, in the order in which they became visible for good.</param>
/// <param name="IsCut">Its rows are so large that the page may end before its limit.</param>
internal sealed record FeedPage(long SystemIdentifier, DateTime? HeldBackSince, IReadOnlyList<FeedRow> Rows, bool IsCut);

/// <summary>
/// Reads the feed of a registry. A row is read only when every transaction that began before its own is over: reading on by
/// number alone would pass over rows of transactions that commit late.
/// </summary>
internal static class RegistryFeed
{
    // Rows are few and their bodies small, except where a registry errs: then a page must still fit into memory.
    private const int LargestPage = 16 * 1024 * 1024;

    public static async Task<FeedPage> Read(RegistryConnection registry, FeedPosition after, int limit, CancellationToken cancellation)
    {
        await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(Sql(registry), connection)
        {
            Parameters =
            {
                new() { Value = after.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new() { Value = after.Seq, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = limit, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var rows = new List<FeedRow>();
        var (server, heldBack) = (0L, default(DateTime?));
        while (await reader.ReadAsync(cancellation))
        {
            server = reader.GetInt64(0);
            heldBack = Moment(reader, 1);
            if (!reader.IsDBNull(2))
            {
                rows.Add(Row(reader));
            }
        }

        // A character is at most four bytes.
        return new FeedPage(server, heldBack, rows, rows.Sum(row => (long)row.Body.Length) > LargestPage / 4);
    }

    /// <summary>The rows at these positions; those that are not there any more are left out.</summary>
    public static async Task<IReadOnlyList<FeedRow>> Rows(RegistryConnection registry, IReadOnlyList<FeedPosition> positions, CancellationToken cancellation)
    {
        await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(SqlOfRows(registry), connection)
        {
            Parameters =
            {
                new() { Value = positions.Select(position => position.Xid).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8 },
                new() { Value = positions.Select(position => position.Seq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var rows = new List<FeedRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    /// <summary>By which a row is known: what the registry gave it or, where it gave nothing, what follows from its place.</summary>
    public static string Identity(RegistryConnection registry) => $"coalesce(event_uid, md5('{registry.Name} ' || xid || ' ' || seq)::uuid)";

    // A registry's table may lack constraints that ours has; what is missing is kept aside and said, and never stops the reading.
    private static string Columns(RegistryConnection registry) => $"""
        xid, seq,
        {Identity(registry)} as event_uid,
        coalesce(kind, '') as kind, coalesce(subject_id, '') as subject_id, coalesce(locality, '') as locality,
        case when occurred_at between '0001-01-02' and '9999-12-30' then occurred_at end as occurred_at,
        case when recorded_at between '0001-01-02' and '9999-12-30' then recorded_at end as recorded_at,
        corrects, coalesce(body::text, 'null') as body, event_uid is null as has_no_identity
        """;

    private static string SqlOfRows(RegistryConnection registry) => $"""
        select null, null, {Columns(registry)}
          from {Quoted.Feed(registry.Registry)}
          join unnest($1, $2) as wanted (xid, seq) using (xid, seq)
         order by xid, seq
        """;

    // One statement, so that rows and horizon are of one snapshot. Its first line stands also where no row follows.
    private static string Sql(RegistryConnection registry) => $"""
        with page as (
            select {Columns(registry)}
              from {Quoted.Feed(registry.Registry)}
             where (xid, seq) > ($1, $2)
               and xid < pg_snapshot_xmin(pg_current_snapshot())
             order by xid, seq
             limit $3
        ), measured as (
            select page.*, sum(octet_length(body)) over (order by xid, seq) - octet_length(body) as before
              from page
        )
        select (select system_identifier from pg_control_system()),
               (select min(recorded_at)
                  from {Quoted.Feed(registry.Registry)}
                 where xid >= pg_snapshot_xmin(pg_current_snapshot())
                   and recorded_at between '0001-01-02' and '9999-12-30'),
               page.*
          from (values (1)) as always left join measured as page on page.before < {LargestPage}
         order by page.xid, page.seq
        """;

    private static FeedRow Row(NpgsqlDataReader reader) => new()
    {
        Position = new FeedPosition(reader.GetFieldValue<ulong>(2), reader.GetInt64(3)),
        EventUid = reader.GetGuid(4),
        Kind = reader.GetString(5),
        Subject = reader.GetString(6),
        Locality = reader.GetString(7),
        OccurredAt = Moment(reader, 8),
        RecordedAt = Moment(reader, 9),
        Corrects = reader.IsDBNull(10) ? null : reader.GetGuid(10),
        Body = reader.GetString(11),
        HasNoIdentity = reader.GetBoolean(12),
    };

    private static DateTime? Moment(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDateTime(column);
}
