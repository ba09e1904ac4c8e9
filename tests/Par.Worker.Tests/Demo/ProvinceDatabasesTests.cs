using Dapper;
using Npgsql;
using Par.Worker.Demo;

namespace Par.Worker.Tests.Demo;

public sealed class ProvinceDatabasesTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_selects_facts_and_feed_and_writes_nowhere()
    {
        await using var province = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);

        foreach (var registry in province.Registries)
        {
            await using var reader = new NpgsqlConnection(registry.ReaderConnectionString);
            await reader.OpenAsync(Cancellation);
            await reader.ExecuteAsync("set default_transaction_read_only = off");
            foreach (var table in await TablesOf(reader, registry.Schema.Schema))
            {
                Assert.Equal(0, await reader.ExecuteScalarAsync<int>($"select count(*)::int from {table}"));
                await Refused(reader, $"delete from {table}");
                await Refused(reader, $"insert into {table} default values");
                await Refused(reader, $"update {table} set updated_at = now()", $"update {table} set recorded_at = now()");
            }

            await Refused(reader, "create table public.mine (id integer)");
            await Refused(reader, $"create table {registry.Schema.Schema}.mine (id integer)");
        }
    }

    [Fact]
    public async Task No_login_of_one_registry_enters_another()
    {
        await using var province = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        var stranger = new NpgsqlConnectionStringBuilder(province[RegistrySchema.Land].WriterConnectionString)
        {
            Database = province[RegistrySchema.Population].Name,
            Pooling = false,
        };

        await using var connection = new NpgsqlConnection(stranger.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_was_created_is_dropped_at_the_end_and_nothing_else()
    {
        var administrator = await postgres.AdministratorConnectionString();
        await using var server = NpgsqlDataSource.Create(administrator);
        await using var connection = await server.OpenConnectionAsync(Cancellation);
        var prefix = ProvinceDatabases.NewPrefix();

        var other = await ProvinceDatabases.Create(administrator, ProvinceDatabases.NewPrefix(), Cancellation);
        await (await ProvinceDatabases.Create(administrator, prefix, Cancellation)).DisposeAsync();

        Assert.Equal(0, await Count(connection, "select count(*)::int from pg_database where datname like @like", prefix));
        Assert.Equal(0, await Count(connection, "select count(*)::int from pg_roles where rolname like @like", prefix));
        Assert.Equal(RegistrySchema.All.Count + 1, await connection.ExecuteScalarAsync<int>("select count(*)::int from pg_database where datname = any(@names)", new { names = other.Names.ToArray() }));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_was_there_before_is_not_touched()
    {
        var administrator = await postgres.AdministratorConnectionString();
        await using var server = NpgsqlDataSource.Create(administrator);
        await using var connection = await server.OpenConnectionAsync(Cancellation);
        var prefix = ProvinceDatabases.NewPrefix();
        await connection.ExecuteAsync($"create database {prefix}land");

        var refused = await Assert.ThrowsAsync<DemoException>(() => ProvinceDatabases.Create(administrator, prefix, Cancellation));

        Assert.Equal(
            $"The server already has what the demo wanted to create (database \"{prefix}land\" already exists), and the demo touches nothing it did not create: remove it by hand, or name another server.",
            refused.Message);
        Assert.Equal(1, await Count(connection, "select count(*)::int from pg_database where datname like @like", prefix));
        await connection.ExecuteAsync($"drop database {prefix}land");
    }

    private static async Task<int> Count(NpgsqlConnection connection, string query, string prefix) =>
        await connection.ExecuteScalarAsync<int>(query, new { like = prefix.Replace("_", "\\_", StringComparison.Ordinal) + "%" });

    private static async Task<IReadOnlyList<string>> TablesOf(NpgsqlConnection connection, string schema)
    {
        var tables = await connection.QueryAsync<string>("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = @schema", new { schema });
        var found = tables.ToList();
        Assert.Contains($"{schema}.registry_event", found);
        return found;
    }

    private static async Task Refused(NpgsqlConnection connection, params string[] statements)
    {
        var states = new List<string>();
        foreach (var statement in statements)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement));
            states.Add(refused.SqlState);
        }

        Assert.Contains(PostgresErrorCodes.InsufficientPrivilege, states);
    }
}
