using Dapper;
using Npgsql;
using Par.Worker.Demo;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Demo;

/// <summary>The databases of a province, laid once for a class of tests and emptied before each of them.</summary>
public sealed class EmptyProvince(PostgreSql postgres) : IAsyncLifetime
{
    internal ProvinceDatabases Databases { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Databases = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), CancellationToken.None);
        await using var source = Database.Open(Databases.WorkConnectionString);
        await new Migrator(source).Migrate(CancellationToken.None);
    }

    public async Task Empty()
    {
        foreach (var registry in Databases.Registries)
        {
            await EmptySchema(registry.WriterConnectionString, registry.Schema.Schema, keep: "");
        }

        await EmptySchema(Databases.WorkConnectionString, "par", keep: "migration, inbox_partition");
    }

    public async ValueTask DisposeAsync() => await Databases.DisposeAsync();

    private static async Task EmptySchema(string connectionString, string schema, string keep)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var tables = (await connection.QueryAsync<string>(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = @schema and tablename <> all(@keep)",
            new { schema, keep = keep.Split(", ") })).ToList();

        // Histories refuse to be emptied while their triggers are on.
        string Triggers(string what) => string.Concat(tables.Select(table => $"alter table {table} {what} trigger user; "));
        await connection.ExecuteAsync($"begin; {Triggers("disable")} truncate {string.Join(", ", tables)}; {Triggers("enable")} commit");
    }
}
