using System.Globalization;
using Npgsql;
using Par.Worker.Decisions;
using Par.Worker.Demo;
using Par.Worker.Demo.Filling;
using Par.Worker.Demo.Life;
using Par.Worker.Demo.People;
using Par.Worker.Embedded;
using Par.Worker.Registries;
using Par.Worker.Storage;

namespace Par.Load.Ground;

/// <summary>What workers are let loose on: a private PostgreSQL with the registries of a synthetic province and an empty work database.</summary>
internal sealed class Grounds : IAsyncDisposable
{
    private Grounds(EmbeddedCluster cluster, ProvinceDatabases databases, Province province, Residents residents, string rules)
    {
        (Cluster, Databases, Province, Residents, Rules) = (cluster, databases, province, residents, rules);
    }

    public EmbeddedCluster Cluster { get; }

    public ProvinceDatabases Databases { get; }

    public Province Province { get; }

    public Residents Residents { get; }

    /// <summary>The folder of the rule book.</summary>
    public string Rules { get; }

    public static async Task<Grounds> Lay(int people, int seed, string rules, CancellationToken cancellation)
    {
        rules = Path.GetFullPath(rules);
        var catalogue = RuleBookFiles.Load(rules).Catalogue;
        var cluster = await EmbeddedCluster.Start(new EmbeddedOptions(), cancellation);
        try
        {
            var databases = await ProvinceDatabases.Create(cluster.AdminConnectionString, "", cancellation);
            // They go with the whole server.
            databases.Keep = true;
            await using var work = Database.Open(databases.WorkConnectionString);
            await new Migrator(work).Migrate(cancellation);
            var province = new Province(seed, Province.DayOf(TimeProvider.System.GetUtcNow()), Area.Of(catalogue));
            var residents = new Residents(province);
            await new ProvinceFilling(databases).Fill(province, people, residents.Meet, cancellation);
            return new Grounds(cluster, databases, province, residents, rules);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings of a worker on this ground, as environment variables.</summary>
    public Dictionary<string, string> Settings(int port)
    {
        var settings = new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = Databases.WorkConnectionString,
            ["Rules__Folder"] = Rules,
            ["Desk__Address"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var registry in Databases.Registries)
        {
            settings[$"Registries__{registry.Schema.Registry}__ConnectionString"] = registry.ReaderConnectionString;
        }

        return settings;
    }

    /// <summary>Lets a registry be followed by its commits, and gives the setting that asks for it.</summary>
    public async Task<(string Name, string Value)> Follow(RegistrySchema schema, CancellationToken cancellation)
    {
        var registry = Databases[schema];
        var login = new NpgsqlConnectionStringBuilder(registry.ReaderConnectionString);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Cluster.AdminConnectionString) { Database = login.Database }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"alter role {login.Username} replication; create publication {RegistryOptions.Publication} for table {schema.Schema}.registry_event with (publish = 'insert')", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return ($"Registries:{schema.Registry}:Way", nameof(FeedWay.Replication));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Databases.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
