using System.Diagnostics;
using Dapper;
using Npgsql;
using Par.Worker.Demo;
using Par.Worker.Demo.Filling;

namespace Par.Worker.Tests.Demo.Filling;

public sealed class ProvinceFillingTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_thousand_people_are_filled_in_under_ten_seconds()
    {
        await using var province = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        var met = 0;
        var watch = Stopwatch.StartNew();

        await new ProvinceFilling(province).Fill(Synthetic.Province(), 20_000, household => met += household.Members.Count, Cancellation);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(20_000, met);
        Assert.Equal(20_000, await Count(province, RegistrySchema.Population, "select count(*) from person where died_on is null"));
        Assert.Equal(20_000, await Count(province, RegistrySchema.Population, "select count(*) from residence where registered_until is null"));
        Assert.InRange(await Count(province, RegistrySchema.Population, "select count(*) from identity_card"), 14_000, 20_000);
        Assert.InRange(await Count(province, RegistrySchema.CivilStatus, "select count(*) from birth"), 3_500, 7_000);
        Assert.InRange(await Count(province, RegistrySchema.CivilStatus, "select count(*) from death"), 200, 1_000);
        Assert.InRange(await Count(province, RegistrySchema.HealthInsurance, "select count(*) from card"), 18_000, 19_500);
        Assert.InRange(await Count(province, RegistrySchema.SocialProtection, "select count(*) from pension"), 500, 3_000);
        Assert.InRange(await Count(province, RegistrySchema.SocialProtection, "select count(*) from disability_certificate"), 200, 800);
        Assert.InRange(await Count(province, RegistrySchema.SocialProtection, "select count(*) from allowance"), 100, 600);
        Assert.InRange(await Count(province, RegistrySchema.Merit, "select count(*) from listing"), 100, 1_000);
        Assert.InRange(await Count(province, RegistrySchema.HouseholdBusinesses, "select count(*) from certificate"), 60, 400);
        Assert.InRange(await Count(province, RegistrySchema.HouseholdBusinesses, "select count(*) from certificate where valid_until <= '2027-01-22'"), 40, 250);
        Assert.InRange(await Count(province, RegistrySchema.Education, "select count(*) from enrolment"), 2_500, 6_000);
        Assert.InRange(await Count(province, RegistrySchema.Education, "select count(*) from enrolment where grade = 0"), 300, 1_200);
        Assert.Equal(2, await Count(province, RegistrySchema.Education, "select count(*) from catchment where enrol_from <= '2026-11-23' and enrol_until >= '2026-11-23'"));
        Assert.InRange(await Count(province, RegistrySchema.Land, "select count(*) from land_right"), 2_000, 6_000);
    }

    [Fact]
    public async Task The_same_seed_fills_the_same_rows() => Assert.Equal(await Filled(seed: 5), await Filled(seed: 5));

    [Fact]
    public async Task A_failure_in_one_table_ends_the_filling_with_that_failure()
    {
        await using var province = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        await using (var writer = new NpgsqlConnection(province[RegistrySchema.Land].WriterConnectionString))
        {
            await writer.ExecuteAsync("alter table land_right add constraint no_land check (false)");
        }

        var failed = await Assert.ThrowsAsync<PostgresException>(
            () => new ProvinceFilling(province).Fill(Synthetic.Province(), 50_000, _ => { }, Cancellation));

        Assert.Equal("no_land", failed.ConstraintName);
    }

    private static async Task<long> Count(ProvinceDatabases province, RegistrySchema registry, string query)
    {
        await using var reader = new NpgsqlConnection(province[registry].ReaderConnectionString);
        await reader.OpenAsync(Cancellation);
        await reader.ExecuteAsync($"set search_path to {registry.Schema}");
        return await reader.ExecuteScalarAsync<long>(query);
    }

    private async Task<List<string>> Filled(int seed)
    {
        await using var databases = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        await new ProvinceFilling(databases).Fill(Synthetic.Province(seed), 600, _ => { }, Cancellation);
        var sums = new List<string>();
        foreach (var (registry, table) in new[]
        {
            (RegistrySchema.Population, "person"), (RegistrySchema.Population, "household"), (RegistrySchema.Population, "residence"),
            (RegistrySchema.Population, "identity_card"), (RegistrySchema.CivilStatus, "birth"), (RegistrySchema.CivilStatus, "death"),
            (RegistrySchema.HealthInsurance, "card"), (RegistrySchema.SocialProtection, "pension"), (RegistrySchema.Education, "enrolment"),
            (RegistrySchema.Land, "land_right"), (RegistrySchema.SocialProtection, "disability_certificate"), (RegistrySchema.SocialProtection, "allowance"),
            (RegistrySchema.Merit, "listing"), (RegistrySchema.Education, "catchment"),
            (RegistrySchema.HouseholdBusinesses, "certificate"),
        })
        {
            await using var writer = new NpgsqlConnection(databases[registry].WriterConnectionString);
            sums.Add(await writer.ExecuteScalarAsync<string>($"select md5(string_agg(line::text, '|' order by line::text)) from {table} as line") ?? "empty");
        }

        return sums;
    }
}
