using Dapper;
using Npgsql;

namespace Par.Worker.Storage;

/// <summary>
/// How a migrator asks older programs to end: by an advisory lock whose number is the first migration that may stay. It ends with the
/// migrator's connection, so one that was killed asks nobody any more.
/// </summary>
internal static class Asked
{
    private const int Key = 7_275_001;

    public static Task ToEndBefore(int migration, NpgsqlConnection migrator, CancellationToken cancellation) =>
        migrator.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@Key, @migration)", new { Key, migration }, cancellationToken: cancellation));

    /// <summary>Null when nobody is asked.</summary>
    public static Task<int?> By(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string read = """
            select max(objid::bigint)::int
              from pg_locks
             where locktype = 'advisory'
               and classid = @Key::oid
               and objsubid = 2
               and database = (select oid from pg_database where datname = current_database())
            """;

        return connection.ExecuteScalarAsync<int?>(new CommandDefinition(read, new { Key }, cancellationToken: cancellation));
    }

    /// <summary>Throws when this program is among those that are asked.</summary>
    public static async Task Check(NpgsqlConnection connection, KnownMigrations known, CancellationToken cancellation)
    {
        if (await By(connection, cancellation) is { } first && first > known.Last.Number)
        {
            throw new NewerDatabaseException(FormattableString.Invariant(
                $"A migration waits for the programs before {first:0000} to end, and this one ends at {known.Last.Name}: run the newer program."));
        }
    }
}
