using Npgsql;

namespace Par.Worker.Storage;

/// <summary>
/// Lets no program work on a database that has moved on without it: each new connection of the pool asks the journal once, before
/// anything else. The migrator ends the connections that are left, so there is no way past it, also for a worker that slept.
/// </summary>
internal static class Fence
{
    /// <summary>What the sessions of a program are called at the server: whose they are, and how far that program knows the database.</summary>
    public static string SessionName(string? given, KnownMigrations known) =>
        FormattableString.Invariant($"par-worker {known.Last.Number:0000} {given}").TrimEnd();

    public static void Raise(NpgsqlDataSourceBuilder builder, KnownMigrations known)
    {
        builder.ConnectionStringBuilder.ApplicationName = SessionName(builder.ConnectionStringBuilder.ApplicationName, known);
        builder.UsePhysicalConnectionInitializer(connection => Check(connection, known), connection => CheckAsync(connection, known));
    }

    private static void Check(NpgsqlConnection connection, KnownMigrations known)
    {
        using var command = Question(connection, known);
        try
        {
            Refuse(command.ExecuteScalar(), known);
        }
        catch (PostgresException empty) when (empty.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // A database without a journal is no program's yet.
        }
    }

    private static async Task CheckAsync(NpgsqlConnection connection, KnownMigrations known)
    {
        await using var command = Question(connection, known);
        try
        {
            Refuse(await command.ExecuteScalarAsync(), known);
        }
        catch (PostgresException empty) when (empty.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // A database without a journal is no program's yet.
        }
    }

    private static NpgsqlCommand Question(NpgsqlConnection connection, KnownMigrations known)
    {
        var command = new NpgsqlCommand(Sql.Read("Storage/fence.sql"), connection);
        command.Parameters.AddWithValue("last", known.Last.Number);
        return command;
    }

    private static void Refuse(object? step, KnownMigrations known)
    {
        if (step is string name)
        {
            throw new NewerDatabaseException(
                $"The database is newer than this program (it has {name}, the program ends at {known.Last.Name}): run the newer program.");
        }
    }
}
