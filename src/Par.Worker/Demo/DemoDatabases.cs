using Npgsql;
using Par.Worker.Embedded;

namespace Par.Worker.Demo;

/// <summary>The server of a demo and its databases: the private one, or the one that was named. Gone when the demo ends, unless kept.</summary>
internal sealed class DemoDatabases : IAsyncDisposable
{
    private readonly EmbeddedCluster? cluster;

    private DemoDatabases(EmbeddedCluster? cluster, ProvinceDatabases databases, string server)
    {
        this.cluster = cluster;
        Databases = databases;
        Server = server;
    }

    public ProvinceDatabases Databases { get; }

    /// <summary>The server in words.</summary>
    public string Server { get; }

    /// <summary>Faults when the private server ends by itself, for example on a full disk.</summary>
    public Task ServerEnded => cluster?.Ended ?? new TaskCompletionSource().Task;

    /// <summary>How to look into what was kept.</summary>
    public string HowToLookInside => cluster is null
        ? $"Kept on the server: {string.Join(", ", Databases.Names)}. Drop them, and the roles whose names begin with theirs, when you are done."
        : string.Join(Environment.NewLine, cluster.Commands(WorkDatabase, Databases.Registries[0].Name).Prepend("Kept. To look into it:"));

    private string WorkDatabase => new NpgsqlConnectionStringBuilder(Databases.WorkConnectionString).Database!;

    public static async Task<DemoDatabases> Open(DemoOptions options, CancellationToken cancellation)
    {
        if (options.Database is { } given)
        {
            var administrator = ServerCheck.Read(given);
            await ServerCheck.Require(administrator, cancellation);
            var created = await ProvinceDatabases.Create(administrator, ProvinceDatabases.NewPrefix(), cancellation);
            created.Keep = options.Keep;
            return new DemoDatabases(null, created, "the server you named");
        }

        var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Keep = options.Keep }, cancellation);
        try
        {
            var created = await ProvinceDatabases.Create(cluster.AdminConnectionString, "", cancellation);

            // They go with the whole server; dropping them one by one would only take time.
            created.Keep = true;
            return new DemoDatabases(cluster, created, $"a private PostgreSQL {cluster.Release} on port {cluster.Port}, in {cluster.Folder}");
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }
}
