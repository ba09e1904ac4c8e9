namespace Par.Worker.Storage;

/// <summary>Section <c>Database</c>: where the work database is.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>An Npgsql connection string, such as <c>Host=db;Database=par;Username=par;Password=...</c>. Required.</summary>
    public string ConnectionString { get; set; } = "";
}
