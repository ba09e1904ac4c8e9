using Npgsql;
using Par.Load.Ground;

namespace Par.Load.Faults;

/// <summary>The doors through which the workers reach their databases: one to the work database, and one to each registry.</summary>
internal sealed class Doors : IAsyncDisposable
{
    private readonly Grounds ground;

    public Doors(Grounds ground)
    {
        this.ground = ground;
        Work = Proxy.To(ground.Cluster.Port);
        Registries = ground.Databases.Registries.ToDictionary(registry => registry.Schema.Registry, _ => Proxy.To(ground.Cluster.Port), StringComparer.Ordinal);
    }

    public Proxy Work { get; }

    public IReadOnlyDictionary<string, Proxy> Registries { get; }

    public IEnumerable<Proxy> All => Registries.Values.Prepend(Work);

    /// <summary>What a worker's settings say in place of the server's own port.</summary>
    public (string Name, string Value)[] Settings() =>
    [
        ("Database:ConnectionString", Through(ground.Databases.WorkConnectionString, Work)),
        .. ground.Databases.Registries.Select(registry => (
            $"Registries:{registry.Schema.Registry}:ConnectionString", Through(registry.ReaderConnectionString, Registries[registry.Schema.Registry]))),
    ];

    public void Heal()
    {
        foreach (var door in All)
        {
            door.Heal();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in All)
        {
            await door.DisposeAsync();
        }
    }

    private static string Through(string connectionString, Proxy door) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Port = door.Port, KeepAlive = 2, Timeout = 5, CommandTimeout = 20 }.ConnectionString;
}
