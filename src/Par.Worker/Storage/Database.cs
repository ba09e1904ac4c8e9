using Npgsql;

namespace Par.Worker.Storage;

/// <summary>The pool of connections to the work database. Registries have pools of their own.</summary>
internal static class Database
{
    /// <summary>The key of the pool that <see cref="OpenPrepared"/> opens.</summary>
    public const string Prepared = "prepared";

    public static NpgsqlDataSource Open(string connectionString) => Open(connectionString, KnownMigrations.Own);

    /// <summary>For a program that knows other migrations than this one's own.</summary>
    public static NpgsqlDataSource Open(string connectionString, KnownMigrations known) => Open(connectionString, known, "work");

    private static NpgsqlDataSource Open(string connectionString, KnownMigrations known, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        KeepValuesOutOfErrors(builder);
        Fence.Raise(builder, known);
        return builder.Build();
    }

    /// <summary>
    /// The pool for the few statements that officers' claims and decisions are made of: sent often, small, and each with one good plan, so
    /// that the server keeps them prepared instead of planning them anew each time. None of them leaves anything behind in its session.
    /// </summary>
    public static NpgsqlDataSource OpenPrepared(string connectionString, KnownMigrations known) =>
        Open(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, AutoPrepareMinUsages = 2, NoResetOnClose = true }.ConnectionString, known, "work, prepared");

    /// <summary>Whether Npgsql can read a connection string and it names a host and a database.</summary>
    public static bool NamesAHostAndADatabase(string connectionString)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(connectionString);
            return !string.IsNullOrEmpty(read.Host) && !string.IsNullOrEmpty(read.Database);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The details of an error quote the row it is about, and errors are logged: personal data must not come with them.</summary>
    public static void KeepValuesOutOfErrors(NpgsqlDataSourceBuilder builder) => builder.ConnectionStringBuilder.IncludeErrorDetail = false;
}
