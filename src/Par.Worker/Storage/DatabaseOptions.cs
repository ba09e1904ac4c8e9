using Npgsql;

namespace Par.Worker.Storage;

/// <summary>Section <c>Database</c>: where the work database is.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>An Npgsql connection string, such as <c>Host=db;Database=par;Username=par;Password=...</c>. Required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether Npgsql can read it and it names a host and a database.</summary>
    public bool NamesAHostAndADatabase()
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(ConnectionString);
            return !string.IsNullOrEmpty(read.Host) && !string.IsNullOrEmpty(read.Database);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
