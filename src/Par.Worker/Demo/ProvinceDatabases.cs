using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;

namespace Par.Worker.Demo;

/// <summary>
/// The databases of one demo: the registries and the work database, each with logins of its own. It drops what it created,
/// and only that.
/// </summary>
internal sealed class ProvinceDatabases : IAsyncDisposable
{
    private readonly ConcurrentBag<string> databases = [];
    private readonly ConcurrentBag<string> roles = [];
    private readonly string administrator;
    private readonly string prefix;

    private ProvinceDatabases(string administrator, string prefix)
    {
        this.administrator = administrator;
        this.prefix = prefix;
    }

    /// <summary>The registries, in the order of <see cref="RegistrySchema.All"/>.</summary>
    public IReadOnlyList<RegistryDatabase> Registries { get; private set; } = [];

    /// <summary>The worker's own database, empty, owned by its login.</summary>
    public string WorkConnectionString { get; private set; } = "";

    /// <summary>Leaves the databases where they are when the demo ends. Default: no.</summary>
    public bool Keep { get; set; }

    /// <summary>The databases that were created, for a person who kept them.</summary>
    public IReadOnlyList<string> Names => [.. databases.Order(StringComparer.Ordinal)];

    public RegistryDatabase this[RegistrySchema schema] => Registries.Single(registry => registry.Schema == schema);

    /// <summary>A prefix that no other demo on the same server has.</summary>
    public static string NewPrefix() => $"par_demo_{RandomNumberGenerator.GetHexString(8, lowercase: true)}_";

    /// <summary>Creates them all side by side. When one fails, none is left.</summary>
    public static async Task<ProvinceDatabases> Create(string adminConnectionString, string prefix, CancellationToken cancellation)
    {
        var created = new ProvinceDatabases(adminConnectionString, prefix);
        try
        {
            var work = created.CreateWork(cancellation);
            var registries = Task.WhenAll(RegistrySchema.All.Select(schema => created.CreateRegistry(schema, cancellation)));
            await Task.WhenAll(work, registries);
            created.Registries = await registries;
            created.WorkConnectionString = await work;
            return created;
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.DuplicateObject)
        {
            await created.DisposeAsync();
            throw new DemoException($"The server already has what the demo wanted to create ({taken.MessageText}), and the demo touches nothing it did not create: remove it by hand, or name another server.", taken);
        }
        catch
        {
            await created.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Keep)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(In(null, administrator));
        await connection.OpenAsync(CancellationToken.None);
        while (databases.TryTake(out var database))
        {
            await Execute(connection, $"drop database if exists {database} with (force)", CancellationToken.None);
        }

        while (roles.TryTake(out var role))
        {
            await Execute(connection, $"drop role if exists {role}", CancellationToken.None);
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string text, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string In(string? database, string connectionString)
    {
        var read = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        read.Database = database ?? read.Database;
        return read.ConnectionString;
    }

    private async Task<string> CreateWork(CancellationToken cancellation)
    {
        var database = $"{prefix}par";
        await using var connection = new NpgsqlConnection(In(null, administrator));
        await connection.OpenAsync(cancellation);
        var worker = await CreateRole(connection, $"{database}_worker", cancellation);
        await CreateDatabase(connection, database, $"owner {worker.Role}", cancellation);
        return As(worker, database, 20);
    }

    private async Task<RegistryDatabase> CreateRegistry(RegistrySchema schema, CancellationToken cancellation)
    {
        var database = prefix + schema.Schema;
        await using var connection = new NpgsqlConnection(In(null, administrator));
        await connection.OpenAsync(cancellation);
        var writer = await CreateRole(connection, $"{database}_writer", cancellation);
        var reader = await CreateRole(connection, $"{database}_reader", cancellation);
        await CreateDatabase(connection, database, "", cancellation);
        await Execute(connection, $"grant connect on database {database} to {writer.Role}, {reader.Role}", cancellation);
        await Execute(connection, $"alter role {writer.Role} in database {database} set search_path = {schema.Schema}", cancellation);
        await Execute(connection, $"alter role {reader.Role} in database {database} set default_transaction_read_only = on", cancellation);

        await using var inside = new NpgsqlConnection(In(database, administrator));
        await inside.OpenAsync(cancellation);
        await Execute(inside, LoginsOf(schema, writer, reader), cancellation);

        await using var laying = new NpgsqlConnection(In(database, As(writer, database, 1)));
        await laying.OpenAsync(cancellation);
        await Execute(laying, RegistrySchema.Feed + schema.Tables, cancellation);
        return new RegistryDatabase(schema, database, As(writer, database, 12), As(reader, database, 6));
    }

    private async Task<Login> CreateRole(NpgsqlConnection connection, string role, CancellationToken cancellation)
    {
        var login = new Login(role, RandomNumberGenerator.GetHexString(32, lowercase: true));
        await Execute(connection, $"create role {role} login password '{login.Password}'", cancellation);
        roles.Add(role);

        // An administrator who is no superuser needs the membership to create what the role is to own.
        await Execute(connection, $"grant {role} to current_user", cancellation);
        return login;
    }

    private async Task CreateDatabase(NpgsqlConnection connection, string database, string owner, CancellationToken cancellation)
    {
        await Execute(connection, $"create database {database} {owner} template template0 encoding 'UTF8'", cancellation);
        databases.Add(database);
        await Execute(connection, $"revoke connect, temporary on database {database} from public", cancellation);
    }

    private static string LoginsOf(RegistrySchema schema, Login writer, Login reader) =>
        RegistrySchema.Logins
            .Replace("{schema}", schema.Schema, StringComparison.Ordinal)
            .Replace("{writer}", writer.Role, StringComparison.Ordinal)
            .Replace("{reader}", reader.Role, StringComparison.Ordinal);

    private string As(Login login, string database, int connections) =>
        new NpgsqlConnectionStringBuilder(administrator)
        {
            Database = database,
            Username = login.Role,
            Password = login.Password,
            Pooling = true,
            MaxPoolSize = connections,
        }.ConnectionString;

    private sealed record Login(string Role, string Password);
}
