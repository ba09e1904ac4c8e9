using Dapper;
using Npgsql;

namespace Par.Worker.Intake;

/// <summary>What the workers wrote down of the registries.</summary>
internal sealed class SeenRegistries(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>After how long a worker that wrote nothing down counts as gone.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromMinutes(1);

    /// <summary>What is known of all registries, by every worker that was seen lately; where there is none, by the last ones.</summary>
    public async Task<IReadOnlyList<SeenRegistry>> All(CancellationToken cancellation)
    {
        const string all = """
            select worker as "Worker", registry as "Registry", feed as "Feed", facts as "Facts", away_since as "AwaySince", reason as "Reason",
                   known_until as "KnownUntil", seen_at as "SeenAt"
              from par.registry_watch
             order by registry, seen_at desc, worker
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var seen = (await connection.QueryAsync<SeenRegistry>(new CommandDefinition(all, cancellationToken: cancellation))).ToList();
        var now = clock.GetUtcNow();
        return [.. seen.GroupBy(one => one.Registry).SelectMany(rows => rows.Any(one => IsThere(one, now)) ? rows.Where(one => IsThere(one, now)) : rows.Take(1))];
    }

    /// <summary>Whether the worker that wrote this still runs.</summary>
    public static bool IsThere(SeenRegistry seen, DateTimeOffset now) => now - seen.SeenAt < Gone;
}
