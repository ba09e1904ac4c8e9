using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Storage;

public sealed class StorageSetupTests(PostgreSql postgres)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("somewhere")]
    [InlineData("Host=db")]
    [InlineData("Host=db;Database=par;Colour=blue")]
    public async Task A_missing_or_malformed_connection_string_stops_the_start_with_the_mend(string? setting)
    {
        using var host = Host(setting);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["Database:ConnectionString must name a host and a database, such as 'Host=db;Database=par;Username=par;Password=...'. Set it in the file of --settings, or as the environment variable Database__ConnectionString."],
            refused.Failures);
    }

    [Fact]
    public async Task The_migrator_and_the_pool_work_on_the_database_of_the_settings()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        using var host = Host(database.ConnectionString);

        var applied = await host.Services.GetRequiredService<Migrator>().Migrate(TestContext.Current.CancellationToken);

        Assert.Contains("0001_work_database", applied);
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select current_database()");
        Assert.Equal(database.Name, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_error_of_the_database_does_not_quote_the_row_even_where_the_setting_asks_for_it()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        using var host = Host($"{database.ConnectionString};Include Error Detail=true");
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "create temp table person (id text primary key); insert into person values ('049224000001'), ('049224000001')");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
        Assert.DoesNotContain("049224000001", refused.ToString(), StringComparison.Ordinal);
    }

    private static IHost Host(string? connectionString)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Database:ConnectionString", connectionString)]);
        builder.Services.AddStorage();
        return builder.Build();
    }
}
