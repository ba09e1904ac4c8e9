using System.Data;
using Dapper;
using Npgsql;

namespace Par.Worker.Storage;

/// <summary>Brings the work database to the state this program was written for. Forward only; any number may try at once.</summary>
internal sealed class Migrator(NpgsqlDataSource database, IReadOnlyList<Migration> migrations)
{
    public Migrator(NpgsqlDataSource database)
        : this(database, Migration.All())
    {
    }

    /// <summary>
    /// Applies what is missing, one transaction each, and returns the names applied. The advisory lock lets one migrator in at
    /// a time; it ends with its connection, so a killed one leaves no lock behind.
    /// </summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(hashtext('par.migration'))", commandTimeout: 0, cancellationToken: cancellation));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Sql.Read("Storage/journal.sql"), cancellationToken: cancellation));
            var applied = await Applied(connection, cancellation);
            Check(applied);

            var missing = migrations.Skip(applied.Count).ToList();
            foreach (var migration in missing)
            {
                await Apply(connection, migration, cancellation);
            }

            return [.. missing.Select(migration => migration.Name)];
        }
        finally
        {
            // A connection that broke has dropped its lock already.
            if (connection.State == ConnectionState.Open)
            {
                await connection.ExecuteAsync("select pg_advisory_unlock(hashtext('par.migration'))");
            }
        }
    }

    /// <summary>Throws, with the mend, unless the database is exactly in the state this program was written for.</summary>
    public async Task RequireUpToDate(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var hasJournal = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select to_regclass('par.migration') is not null", cancellationToken: cancellation));
        var applied = hasJournal ? await Applied(connection, cancellation) : [];
        Check(applied);

        if (applied.Count < migrations.Count)
        {
            var missing = string.Join(", ", migrations.Skip(applied.Count).Select(migration => migration.Name));
            throw new MigrationException($"The work database lacks {missing}: run './par migrate' first.");
        }
    }

    private static async Task<IReadOnlyList<JournalRow>> Applied(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string read = """
            select number as "Number", name as "Name", checksum as "Checksum"
              from par.migration
             order by number
            """;

        return [.. await connection.QueryAsync<JournalRow>(new CommandDefinition(read, cancellationToken: cancellation))];
    }

    private static async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        const string note = "insert into par.migration (number, name, checksum) values (@Number, @Name, @Checksum)";

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(migration.Text, connection, transaction) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException refused)
        {
            throw new MigrationException($"Migration {migration.Name} was refused and nothing of it was kept: {refused.MessageText}.", refused);
        }

        await connection.ExecuteAsync(new CommandDefinition(note, migration, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private void Check(IReadOnlyList<JournalRow> applied)
    {
        if (applied.Count > migrations.Count)
        {
            throw new MigrationException(
                $"The database is newer than this program (it has {applied[^1].Name}, the program ends at {migrations[^1].Name}): run the newer program.");
        }

        foreach (var (row, migration) in applied.Zip(migrations))
        {
            if (row.Number != migration.Number || row.Checksum != migration.Checksum)
            {
                throw new MigrationException(
                    $"Migration {migration.Name} was changed after it was applied here as {row.Name}: put the file back as it was, and write the change as a new migration.");
            }
        }
    }

    private sealed record JournalRow
    {
        public required int Number { get; init; }

        public required string Name { get; init; }

        public required string Checksum { get; init; }
    }
}
