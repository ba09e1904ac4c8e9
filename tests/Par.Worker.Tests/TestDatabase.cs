using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Tests;

/// <summary>One database of one test. Disposing it drops it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgreSql server;

    internal TestDatabase(PostgreSql server, string name, string connectionString)
    {
        this.server = server;
        Name = name;
        Source = Database.Open(connectionString);
        ConnectionString = connectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await server.Drop(this);
    }
}
