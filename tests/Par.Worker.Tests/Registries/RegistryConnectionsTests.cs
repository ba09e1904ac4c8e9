using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Registries;

public sealed class RegistryConnectionsTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_that_are_missing_or_name_no_registry_are_reported_all_at_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);

        await using var bench = await WorkerBench.Create(
            postgres,
            registries,
            settings:
            [
                ("Registries:land:ConnectionString", ""),
                ("Registries:education:ConnectionString", "Port=many"),
                ("Registries:population:AnswerWithin", "1.00:00:00"),
                ("Registries:tax:FailuresUntilAway", "0"),
                ("Registries:tax:AskAgainAfter", "00:00:00"),
                ("Registries:tax:AlarmWhenAwayFor", "-00:00:01"),
                ("Registries:tax:AlarmWhenHeldBackFor", "8.00:00:00"),
                ("Registries:populaton:ConnectionString", "Host=db;Database=population"),
            ]);

        var refused = Assert.Throws<OptionsValidationException>(bench.Get<RegistryConnections>);

        Assert.Equal(
            [
                "Registries:education:ConnectionString must name a host and a database, such as 'Host=...;Database=education;Username=education_reader;Password=...'.",
                "Registries:land:ConnectionString must name a host and a database, such as 'Host=...;Database=land;Username=land_reader;Password=...'.",
                "Registries:population:AnswerWithin must be between 00:00:00.1 and 00:05:00. Leave it out for 00:00:05.",
                "Registries:tax:FailuresUntilAway must be between 1 and 100. Leave it out for 3.",
                "Registries:tax:AskAgainAfter must be between 00:00:00.1 and 01:00:00. Leave it out for 00:00:30.",
                "Registries:tax:AlarmWhenAwayFor must be between 00:00:00 and 7.00:00:00. Leave it out for 00:05:00.",
                "Registries:tax:AlarmWhenHeldBackFor must be between 00:00:00 and 7.00:00:00. Leave it out for 00:05:00.",
                "Registries:populaton is no registry of the catalogue. Did you mean 'population'?",
            ],
            refused.Failures);
    }

    [Fact]
    public async Task Registries_that_cannot_be_read_at_start_are_named_with_place_reason_and_mend_and_without_password()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        var elsewhere = new NpgsqlConnectionStringBuilder(registries.ConnectionString("land")) { Database = "par_nowhere" };
        await using var bench = await WorkerBench.Create(
            postgres,
            registries,
            settings:
            [
                ("Registries:land:ConnectionString", elsewhere.ConnectionString),
                ("Registries:education:ConnectionString", "Host=127.0.0.1;Port=1;Database=education;Username=reader;Password=hush"),
            ]);

        var problems = await bench.Get<RegistryConnections>().TryAll(Cancellation);

        Assert.Equal(
            [
                "The registry 'education' at host 127.0.0.1, port 1, database education cannot be read: nothing listens there. "
                + "Start it, or mend Registries:education:ConnectionString.",
                $"The registry 'land' at host {elsewhere.Host}, port {elsewhere.Port}, database par_nowhere cannot be read: it has no such database. "
                + "Start it, or mend Registries:land:ConnectionString.",
            ],
            problems);
        Assert.Equal(["education", "land"], bench.Get<RegistryConnections>().All.Where(registry => registry.IsAway).Select(registry => registry.Name));
    }

    [Fact]
    public async Task Registries_that_answer_pass_the_try_at_start()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);

        Assert.Equal([], await bench.Get<RegistryConnections>().TryAll(Cancellation));

        Assert.All(bench.Get<RegistryConnections>().All, registry => Assert.False(registry.IsAway));
    }

    [Fact]
    public async Task A_connection_to_a_registry_writes_nothing_whatever_its_login_may()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var command = bench.Registry("population").Source.CreateCommand("delete from population.person");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task An_error_of_a_registry_does_not_quote_a_row()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        var detailed = new NpgsqlConnectionStringBuilder(registries.ConnectionString("land")) { IncludeErrorDetail = true };
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Registries:land:ConnectionString", detailed.ConnectionString));

        var read = new NpgsqlConnectionStringBuilder(bench.Registry("land").Source.ConnectionString);

        Assert.False(read.IncludeErrorDetail);
    }

    [Fact]
    public async Task A_question_that_takes_too_long_is_stopped_by_the_registry()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Registries:population:AnswerWithin", "00:00:00.2"));
        await using var command = bench.Registry("population").Source.CreateCommand("select pg_sleep(20)");

        var stopped = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.QueryCanceled, stopped.SqlState);
        Assert.False(Unreachable.IsAway(stopped));
    }
}
