using System.Runtime.Versioning;
using Npgsql;
using Par.Worker.Embedded;
using Par.Worker.Storage;
using Par.Worker.Tests;

[assembly: AssemblyFixture(typeof(PostgreSql))]
[assembly: SupportedOSPlatform("linux")]

namespace Par.Worker.Tests;

/// <summary>
/// The PostgreSQL of this test run: one embedded cluster, started by the first test that asks, or the server that
/// PAR_TEST_DATABASE names. Where neither is to be had, the tests that ask fail with the mend; they are never skipped.
/// </summary>
public sealed class PostgreSql : IAsyncLifetime
{
    private const string Variable = "PAR_TEST_DATABASE";

    private readonly SemaphoreSlim startOnce = new(1, 1);
    private readonly string template = $"par_template_{Guid.NewGuid():N}";
    private EmbeddedCluster? cluster;
    private NpgsqlDataSource? administrator;
    private int created;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh database with every migration applied.</summary>
    public Task<TestDatabase> CreateDatabase() => Create(template);

    /// <summary>A fresh database with nothing in it, for a registry.</summary>
    public Task<TestDatabase> CreateEmptyDatabase() => Create("template0");

    /// <summary>For tests that create databases and logins of their own, and drop them again.</summary>
    public async Task<string> AdministratorConnectionString()
    {
        await Start();
        return cluster?.AdminConnectionString ?? Environment.GetEnvironmentVariable(Variable)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (administrator is not null)
        {
            await Execute($"drop database if exists {template} with (force)");
            await administrator.DisposeAsync();
        }

        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }

        startOnce.Dispose();
    }

    internal async Task Drop(TestDatabase database) => await Execute($"drop database if exists {database.Name} with (force)");

    private async Task<TestDatabase> Create(string from)
    {
        await Start();
        var name = $"par_test_{Environment.ProcessId}_{Interlocked.Increment(ref created)}";
        await Execute($"create database {name} template {from}");
        return new TestDatabase(this, name, In(name));
    }

    private async Task Start()
    {
        await startOnce.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (administrator is null)
            {
                administrator = NpgsqlDataSource.Create(await Server());
                await Execute($"create database {template} template template0 encoding 'UTF8'");
                await using var source = Database.Open(In(template));
                await new Migrator(source).Migrate(CancellationToken.None);
            }
        }
        finally
        {
            startOnce.Release();
        }
    }

    private async Task<string> Server()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        // Durability.Off: these databases live for one test, and a power cut in the middle of it is nobody's loss.
        try
        {
            cluster = await EmbeddedCluster.Start(InMemory(new EmbeddedOptions { Durability = Durability.Off }), CancellationToken.None);
        }
        catch (EmbeddedException absent)
        {
            throw new InvalidOperationException($"{absent.Message} Or let {Variable} name a running server, such as 'Host=db;Username=postgres;Password=...'.", absent);
        }

        return cluster.AdminConnectionString;
    }

    /// <summary>
    /// Where there is enough of it: each test makes databases of some hundred files and drops them again, and a disk's file system spends
    /// more on that than PostgreSQL on the tests.
    /// </summary>
    private static EmbeddedOptions InMemory(EmbeddedOptions options)
    {
        const string memory = "/dev/shm";
        const long enough = 4L << 30;
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace >= enough ? options with { Under = memory } : options;
    }

    private string In(string name) =>
        new NpgsqlConnectionStringBuilder(cluster?.AdminConnectionString ?? Environment.GetEnvironmentVariable(Variable))
        {
            Database = name,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private async Task Execute(string statement)
    {
        await using var command = administrator!.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
