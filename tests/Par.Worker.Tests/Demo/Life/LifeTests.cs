using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;
using Par.Worker.Demo;
using Par.Worker.Demo.Life;

namespace Par.Worker.Tests.Demo.Life;

public sealed class LifeTests(PostgreSql postgres, LivedProvince lived) : IClassFixture<LivedProvince>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_a_worker_must_bear_happens()
    {
        var province = lived.Databases;

        var feed = new List<FeedRow>();
        foreach (var registry in province.Registries)
        {
            feed.AddRange(await Query<FeedRow>(province, registry.Schema, FeedRow.Query));
        }

        Assert.Equal(
            [
                "birth.annulled", "birth.corrected", "birth.notified", "birth.registered", "death.annulled", "death.registered", "disability.certified",
                "enrolment.recorded", "household.poverty-recognised", "identity-card.issued", "insurance-card.issued", "land-right.transferred", "newborn.died",
                "pension.granted", "person.arrived", "primary.completed", "residence.ended", "residence.registered",
            ],
            feed.Select(row => row.Kind).Distinct().Order(StringComparer.Ordinal));

        // Sent again: the same uid, word for word, in a row of its own.
        var again = feed.GroupBy(row => row.Uid).Where(rows => rows.Count() > 1).ToList();
        Assert.NotEmpty(again);
        Assert.All(again, rows => Assert.Single(rows.Select(row => (row.Kind, row.Subject, row.Body)).Distinct()));

        // Late: registered weeks after it occurred, and therefore after what occurred since.
        Assert.Contains(feed, row => row.Kind == "birth.registered" && new Synthetic.Noon().GetUtcNow() - row.OccurredAt > TimeSpan.FromDays(21));

        // Out of order: the death of a child is told of before its birth.
        var deaths = feed.Where(row => row.Kind == "death.registered").GroupBy(row => row.Subject).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Seq));
        Assert.Contains(feed, row => row.Kind == "birth.registered" && deaths.TryGetValue(row.Subject, out var death) && death < row.Seq);

        // A newborn's death is told of after the notification of the same birth; what is registered by a notification, after it too.
        var notified = feed.Where(row => row.Kind == "birth.notified").Select(row => Notice(row)!).ToHashSet();
        Assert.All(feed.Where(row => row.Kind == "newborn.died"), row => Assert.Contains(Notice(row)!, notified));
        Assert.Contains(feed, row => row.Kind == "birth.registered" && Notice(row) is not null);
        Assert.All(feed.Where(row => row.Kind == "birth.registered" && Notice(row) is not null), row => Assert.Contains(Notice(row)!, notified));

        // Corrections name what they correct, and come after it.
        Assert.All(
            feed.Where(row => row.Kind is "birth.corrected" or "birth.annulled" or "death.annulled"),
            row => Assert.Contains(feed, told => told.Uid == row.Corrects && told.Subject == row.Subject && told.Seq < row.Seq));
    }

    [Theory]
    [InlineData("civil-status", "birth.registered", "birth", "fact.registration_no = told.body ->> 'registrationNo' and fact.annulled_on is null and fact.updated_at = fact.recorded_at")]
    [InlineData("civil-status", "death.registered", "death", "fact.registration_no = told.body ->> 'registrationNo' and fact.annulled_on is null")]
    [InlineData("health-insurance", "insurance-card.issued", "card", "fact.card_no = told.body ->> 'cardNo'")]
    [InlineData("land", "land-right.transferred", "land_right", "fact.certificate_no = told.body ->> 'certificateNo' and fact.ended_on is null")]
    [InlineData("health-facilities", "birth.notified", "birth_notice", "fact.notification_no = told.body ->> 'notificationNo' and fact.died_at is null")]
    [InlineData("health-facilities", "newborn.died", "birth_notice", "fact.notification_no = told.body ->> 'notificationNo'")]
    [InlineData("social-protection", "disability.certified", "disability_certificate", "fact.certificate_no = told.body ->> 'certificateNo'")]
    [InlineData("population", "residence.registered", "residence", "fact.personal_id = told.subject_id and fact.area = told.body ->> 'area' and fact.updated_at = fact.recorded_at and 1 = (select count(*) from registry_event as other where other.subject_id = told.subject_id and other.kind = told.kind)")]
    public async Task A_fact_and_the_life_event_that_tells_of_it_are_written_in_one_transaction(string registry, string kind, string table, string joined)
    {
        var province = lived.Databases;
        var schema = RegistrySchema.All.Single(one => one.Registry == registry);

        // The first telling only: what is sent again comes alone, in a transaction of its own.
        var pairs = await Query<(string Fact, string Told)>(province, schema, $"""
            select fact.xmin::text, (told.xid::text::bigint % 4294967296)::text
              from (select distinct on (event_uid) * from registry_event where kind = '{kind}' order by event_uid, seq) as told
              join {table} as fact on {joined}
            """);

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair.Told, pair.Fact));
    }

    [Fact]
    public async Task A_child_is_known_to_the_population_registry_before_its_birth_is_told_of()
    {
        var province = lived.Databases;

        var born = await Query<string>(province, RegistrySchema.CivilStatus, "select child_id from birth where registered_on = date '2026-11-23'");
        var known = await Query<string>(province, RegistrySchema.Population, "select personal_id from person");

        Assert.NotEmpty(born);
        Assert.Empty(born.Except(known));
    }

    [Fact]
    public async Task A_household_is_poor_before_it_is_told_of_once_for_each_member()
    {
        var province = lived.Databases;

        var told = await Query<(string Household, string Status, string Member)>(province, RegistrySchema.SocialProtection, """
            select distinct body ->> 'householdId', body ->> 'status', subject_id
              from registry_event
             where kind = 'household.poverty-recognised'
            """);
        var poor = (await Query<(string Household, string Poverty)>(province, RegistrySchema.Population, "select household_id, poverty from household")).ToHashSet();

        Assert.Equal(["near-poor", "poor"], told.Select(one => one.Status).Distinct().Order(StringComparer.Ordinal));
        Assert.All(told, one => Assert.Contains((one.Household, one.Status), poor));
        Assert.Contains(told.CountBy(one => one.Household), household => household.Value > 2);
        Assert.Equal(told.Count, told.Select(one => one.Member).Distinct().Count());
    }

    [Fact]
    public async Task Newborns_died_before_and_after_a_day_and_not_in_the_future()
    {
        var hours = await Query<double>(lived.Databases, RegistrySchema.HealthFacilities, """
            select extract(epoch from died_at - born_at)::float8 / 3600
              from birth_notice
             where died_at is not null and died_at <= timestamptz '2026-11-23 12:00+07'
            """);

        Assert.Equal(hours.Count, (await Query<long>(lived.Databases, RegistrySchema.HealthFacilities, "select count(*) from birth_notice where died_at is not null")).Single());
        Assert.Contains(hours, one => one < 24);
        Assert.Contains(hours, one => one >= 24);
    }

    [Fact]
    public async Task Nobody_has_two_permanent_residences_at_once()
    {
        var province = lived.Databases;

        Assert.Empty(await Query<string>(province, RegistrySchema.Population, """
            select personal_id
              from residence
             where kind = 'permanent' and registered_until is null
             group by personal_id
            having count(*) > 1
            """));
    }

    [Fact]
    public async Task Life_keeps_to_its_speed_and_ends_when_told()
    {
        await using var databases = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        var (fates, writers) = await LivedProvince.Begin(databases, TimeProvider.System);
        await using var writing = writers;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var life = new ProvinceLife(fates, writers, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var living = life.Run(50, stop.Token);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (life.Written < 60 && await look.WaitForNextTickAsync(Cancellation))
        {
            Assert.False(living.IsFaulted, living.Exception?.ToString());
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        }

        var elapsed = watch.Elapsed;
        await stop.CancelAsync();
        await living;

        Assert.True(elapsed > TimeSpan.FromSeconds(0.9), $"60 life events at 50 a second took {elapsed}.");
        var written = 0L;
        foreach (var registry in databases.Registries)
        {
            written += (await Query<long>(databases, registry.Schema, "select count(*) from registry_event")).Single();
        }

        Assert.Equal(life.Written, written);
    }

    private static string? Notice(FeedRow row) => JsonDocument.Parse(row.Body).RootElement.GetProperty("notificationNo").GetString();

    private static async Task<IReadOnlyList<T>> Query<T>(ProvinceDatabases province, RegistrySchema registry, string query)
    {
        await using var reader = new NpgsqlConnection(province[registry].ReaderConnectionString);
        await reader.OpenAsync(Cancellation);
        await reader.ExecuteAsync($"set search_path to {registry.Schema}");
        return [.. await reader.QueryAsync<T>(query)];
    }

    private sealed record FeedRow
    {
        public const string Query = """
            select seq as "Seq", event_uid as "Uid", kind as "Kind", subject_id as "Subject", occurred_at as "OccurredAt",
                   corrects as "Corrects", body::text as "Body"
              from registry_event
            """;

        public required long Seq { get; init; }

        public required Guid Uid { get; init; }

        public required string Kind { get; init; }

        public required string Subject { get; init; }

        public required DateTime OccurredAt { get; init; }

        public required Guid? Corrects { get; init; }

        public required string Body { get; init; }
    }
}
