using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Worker.Demo;

namespace Par.Worker.Tests;

/// <summary>
/// The registries of one test: a schema for each in one database, or, for a test in which one of them goes away, that one in a
/// database of its own.
/// </summary>
internal sealed class LinkedRegistries : IAsyncDisposable
{
    public static readonly DateTimeOffset Confirmed = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private readonly PostgreSql postgres;
    private readonly Dictionary<string, TestDatabase> databases = [];

    private LinkedRegistries(PostgreSql postgres) => this.postgres = postgres;

    public static async Task<LinkedRegistries> Create(PostgreSql postgres, params string[] apart)
    {
        var registries = new LinkedRegistries(postgres);
        var together = await postgres.CreateEmptyDatabase();
        foreach (var schema in RegistrySchema.All)
        {
            var database = apart.Contains(schema.Registry) ? await postgres.CreateEmptyDatabase() : together;
            registries.databases.Add(schema.Registry, database);
            await using var connection = await database.Source.OpenConnectionAsync();
            await connection.ExecuteAsync($"create schema {schema.Schema}; set search_path = {schema.Schema}; {RegistrySchema.Feed} {schema.Tables}");
        }

        return registries;
    }

    public NpgsqlDataSource this[string registry] => databases[registry].Source;

    public string ConnectionString(string registry) => databases[registry].ConnectionString;

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values.Distinct())
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>Writes a life event into a feed, and says what its identity is.</summary>
    public async Task<Guid> Report(
        string registry, string kind, string subject, string body = "{}", DateTimeOffset? occurredAt = null, Guid? uid = null,
        Guid? corrects = null, NpgsqlConnection? within = null)
    {
        var schema = RegistrySchema.All.Single(schema => schema.Registry == registry).Schema;
        var written = $"""
            insert into {schema}.registry_event (event_uid, kind, subject_id, locality, occurred_at, corrects, body)
            values (@uid, @kind, @subject, 'hai-chau', @occurredAt, @corrects, @body::jsonb)
            """;

        var row = new { uid = uid ?? Guid.NewGuid(), kind, subject, body, occurredAt = occurredAt ?? Confirmed, corrects };
        if (within is not null)
        {
            await within.ExecuteAsync(written, row);
        }
        else
        {
            await using var connection = await this[registry].OpenConnectionAsync();
            await connection.ExecuteAsync(written, row);
        }

        return row.uid;
    }

    /// <summary>Puts a person on record, with a permanent residence where an area is named.</summary>
    public async Task Person(string id, DateOnly born, string? area = null, string? mother = null)
    {
        await using var connection = await this["population"].OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into population.person (personal_id, full_name, date_of_birth, sex, mother_id, updated_at)
            values (@id, 'Trần Thị Mai', @born, 'female', @mother, @Confirmed);
            insert into population.residence (personal_id, kind, area, address, registered_from, recorded_at, updated_at)
            select @id, 'permanent', @area, '12 Bạch Đằng', '2020-01-01', @Confirmed, @Confirmed where @area is not null
            """,
            new { id, born, mother, area, Confirmed });
    }

    /// <summary>Reports a birth; the child is on record, and the mother where an area is named.</summary>
    public async Task<Guid> Birth(string child, string mother, string? area = "hai-chau", Guid? uid = null)
    {
        await Person(child, new DateOnly(2026, 11, 18), mother: mother);
        if (area is not null)
        {
            await Person(mother, new DateOnly(1999, 5, 5), area);
        }

        return await Report("civil-status", "birth.registered", child, BirthBody(child, mother), uid: uid);
    }

    public static string BirthBody(string child, string mother, string registeredOn = "2026-11-20") =>
        $$"""
        {"registrationNo": "B-{{child}}", "registeredOn": "{{registeredOn}}", "dateOfBirth": "2026-11-18", "motherId": "{{mother}}", "fatherId": null, "childName": "Trần An"}
        """;

    /// <summary>Registers the death of a person who is on record, and reports it.</summary>
    public async Task<Guid> Death(string person, string? informant)
    {
        await using var connection = await this["civil-status"].OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into civil_status.death (registration_no, deceased_id, died_at, died_on, registered_on, registered_in, informant_id, recorded_at, updated_at)
            values ('D-' || @person, @person, @Confirmed, '2026-11-20', '2026-11-20', 'hai-chau', @informant, @Confirmed, @Confirmed)
            """,
            new { person, informant, Confirmed });
        var body = new JsonObject { ["registrationNo"] = $"D-{person}", ["registeredOn"] = "2026-11-20", ["diedOn"] = "2026-11-20", ["informantId"] = informant };
        return await Report("civil-status", "death.registered", person, body.ToJsonString());
    }

    /// <summary>The registry refuses everybody, as if it were switched off, until it is let back.</summary>
    public Task TakeAway(string registry) => Allow(registry, false);

    public Task LetBack(string registry) => Allow(registry, true);

    private async Task Allow(string registry, bool allowed)
    {
        var name = databases[registry].Name;
        await using var administrator = NpgsqlDataSource.Create(await postgres.AdministratorConnectionString());
        await using var connection = await administrator.OpenConnectionAsync();
        await connection.ExecuteAsync($"alter database {name} with allow_connections {allowed}");
        await connection.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = @name and not @allowed", new { name, allowed });
    }
}
