using Dapper;
using Npgsql;

namespace Par.Worker.Storage;

/// <summary>The migrations that a work database has, as it tells them itself: also those of newer programs.</summary>
internal static class Journal
{
    /// <summary>What is applied, in its order; nothing where there is no journal yet.</summary>
    public static async Task<IReadOnlyList<Applied>> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // By way of jsonb, because journals of before have no such column.
        const string read = """
            select number as "Number", name as "Name", checksum as "Checksum",
                   (to_jsonb(migration) ->> 'programs_from')::int as "ProgramsFrom"
              from par.migration
             order by number
            """;

        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regclass('par.migration') is not null", cancellationToken: cancellation))
            ? [.. await connection.QueryAsync<Applied>(new CommandDefinition(read, cancellationToken: cancellation))]
            : [];
    }

    /// <summary>
    /// What of it this program does not know, all of which lets it go on. Throws, with the mend, where something does not, and where a
    /// migration that both have is not the same.
    /// </summary>
    public static IReadOnlyList<Applied> Unknown(IReadOnlyList<Applied> applied, KnownMigrations known)
    {
        foreach (var (row, migration) in applied.Zip(known.InOrder))
        {
            if (row.Number != migration.Number || row.Checksum != migration.Checksum)
            {
                throw new MigrationException(
                    $"Migration {migration.Name} was changed after it was applied here as {row.Name}: put the file back as it was, and write the change as a new migration.");
            }
        }

        var unknown = applied.Skip(known.InOrder.Count).ToList();
        return unknown.Find(row => !row.LetsGoOn(known)) is { } step
            ? throw new NewerDatabaseException(
                $"The database is newer than this program (it has {step.Name}, the program ends at {known.Last.Name}): run the newer program.")
            : unknown;
    }
}

/// <summary>One migration that was applied to a work database.</summary>
internal sealed record Applied
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required string Checksum { get; init; }

    /// <summary>As <see cref="Migration.ProgramsFrom"/>.</summary>
    public required int? ProgramsFrom { get; init; }

    /// <summary>Whether a program goes on beside this migration, though it does not know it.</summary>
    public bool LetsGoOn(KnownMigrations program) => ProgramsFrom <= program.Last.Number;
}
