using Npgsql;
using NpgsqlTypes;

namespace Par.Worker.Registries;

/// <summary>What is needed to find a row of a feed again and to compare it, without its body.</summary>
internal sealed record FeedKey
{
    public required FeedPosition Position { get; init; }

    public required Guid EventUid { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    /// <summary>Null when the registry wrote a moment that no calendar has.</summary>
    public required DateTime? RecordedAt { get; init; }
}

/// <summary>The keys of a feed's rows, for whoever compares a feed with what was taken in of it: ten thousands fit where bodies would not.</summary>
/// <param name="SystemIdentifier">Names the server that answered; positions count on that one only.</param>
/// <param name="Keys">In the order of their positions.</param>
internal sealed record FeedKeys(long SystemIdentifier, IReadOnlyList<FeedKey> Keys)
{
    /// <summary>Up to so many rows between two positions, the second included; all of them are there for good.</summary>
    public static Task<FeedKeys> Between(
        RegistryConnection registry, FeedPosition after, FeedPosition through, int limit, CancellationToken cancellation) => Read(
        registry,
        "(xid, seq) > ($1, $2) and (xid, seq) <= ($3, $4) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit $5",
        [Xid(after.Xid), Number(after.Seq), Xid(through.Xid), Number(through.Seq), new() { Value = limit }],
        cancellation);

    /// <summary>
    /// Every row of these life events, wherever it stands. The feed has no index by them: the registry looks through all its rows,
    /// once for the whole question.
    /// </summary>
    public static Task<FeedKeys> Of(RegistryConnection registry, IReadOnlyCollection<Guid> events, CancellationToken cancellation) =>
        Read(registry, $"{RegistryFeed.Identity(registry)} = any($1) order by xid, seq", [new() { Value = events.ToArray() }], cancellation);

    private static async Task<FeedKeys> Read(RegistryConnection registry, string which, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        var sql = $"""
            with page as (
                select xid, seq, {RegistryFeed.Identity(registry)} as event_uid, coalesce(kind, '') as kind, coalesce(subject_id, '') as subject_id,
                       case when recorded_at between '0001-01-02' and '9999-12-30' then recorded_at end as recorded_at
                  from {Quoted.Feed(registry.Registry)}
                 where {which}
            )
            select (select system_identifier from pg_control_system()), page.*
              from (values (1)) as always left join page on true
             order by page.xid, page.seq
            """;
        await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var (server, keys) = (0L, new List<FeedKey>());
        while (await reader.ReadAsync(cancellation))
        {
            server = reader.GetInt64(0);
            if (!reader.IsDBNull(1))
            {
                keys.Add(Key(reader));
            }
        }

        return new FeedKeys(server, keys);
    }

    private static FeedKey Key(NpgsqlDataReader reader) => new()
    {
        Position = new FeedPosition(reader.GetFieldValue<ulong>(1), reader.GetInt64(2)),
        EventUid = reader.GetGuid(3),
        Kind = reader.GetString(4),
        Subject = reader.GetString(5),
        RecordedAt = reader.IsDBNull(6) ? null : reader.GetDateTime(6),
    };

    private static NpgsqlParameter Xid(ulong xid) => new() { Value = xid, NpgsqlDbType = NpgsqlDbType.Xid8 };

    private static NpgsqlParameter Number(long number) => new() { Value = number };
}
