using Dapper;
using Npgsql;
using Par.Worker.Demo;
using Par.Worker.Tests.Cli;
using Par.Worker.Tests.Demo;

namespace Par.Worker.Tests.Story;

/// <summary>One registry goes away under the running service, and comes back.</summary>
public sealed class RegistryAwayTests(PostgreSql postgres)
{
    private const string InsuranceAnswers = """
        select revision || ' ' || answer || ' ' || count(*)
          from par.finding
         where rule = 'health-insurance.child-under-6'
           and subject = any(@children)
         group by revision, answer
         order by revision, answer
        """;

    [Fact]
    public async Task Its_rules_are_undecided_while_the_others_go_on_and_all_is_answered_once_when_it_is_back()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 43);
        var mother = await province.Mother(Synthetic.Areas[0]);
        await using var service = await province.Serve(("Intake__LongestWaitWhenAway", "00:00:00.500"));

        var before = await Births(province, mother, 5);
        await Eventually.True(async () => await Opened(province, before) == 10);
        await Allow(province, RegistrySchema.HealthInsurance, false);
        var meanwhile = await Births(province, mother, 12);

        await Eventually.True(async () => await province.Count("par.open_question") == 12);
        Assert.Equal(["health-insurance"], await province.Work<string>("select distinct array_to_string(awaits, ',') from par.open_question"));
        Assert.Equal(["1 undecided 12"], await province.Work<string>(InsuranceAnswers, new { children = meanwhile }));
        Assert.Equal(
            ["residence.newborn queued 12"],
            await province.Work<string>(
                "select rule || ' ' || state || ' ' || count(*) from par.dossier where subject = any(@children) group by rule, state", new { children = meanwhile }));
        await Wholeness.Check(province);
        Assert.False(service.HasExited);

        await Allow(province, RegistrySchema.HealthInsurance, true);
        await Eventually.True(async () => await province.Count("par.open_question") == 0);
        var after = await Births(province, mother, 3);
        await province.Insure(before[0], mother.Area);
        await Eventually.True(async () => await Opened(province, after) == 6);

        await Eventually.True(async () => await province.Count("par.inbox where registry = 'health-insurance' and state = 'done'") == 1);
        await Eventually.True(async () => await province.Count("par.open_question") == 0);

        // Asked again as often as it took; answered once, and opened once. The card that one child got later answers that question anew.
        Assert.Equal(["1 undecided 12", "2 due 12"], await province.Work<string>(InsuranceAnswers, new { children = meanwhile }));
        Assert.Equal(["1 due 8", "2 notDue 1"], await province.Work<string>(InsuranceAnswers, new { children = before.Concat(after).ToArray() }));
        Assert.Equal(
            ["health-insurance.child-under-6 prepared 19", "health-insurance.child-under-6 withdrawn 1", "residence.newborn queued 20"],
            await province.Work<string>("select rule || ' ' || state || ' ' || count(*) from par.dossier group by rule, state order by rule, state"));
        await Wholeness.Check(province);
        AssertSaidOnce(service);
    }

    [Fact]
    public async Task A_service_that_starts_while_one_registry_is_away_and_another_lacks_its_feed_works_the_rest_and_picks_both_up()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 44);
        var mother = await province.Mother(Synthetic.Areas[0]);
        await Allow(province, RegistrySchema.HealthInsurance, false);
        await InLand(province, "alter table land.registry_event rename to elsewhere");
        await using var service = await province.Serve(("Intake__LongestWaitWhenAway", "00:00:00.500"), ("Registries__health-insurance__AlarmWhenAwayFor", "00:00:00"));

        var children = await Births(province, mother, 3);
        await Eventually.True(async () => await Opened(province, children) == 3);
        await Eventually.True(async () => await province.Count("par.alarm where cleared_at is null") == 2);
        Assert.Equal(
            ["feed land", "registryAway health-insurance"],
            await province.Work<string>("select kind || ' ' || about from par.alarm where cleared_at is null order by 1"));
        Assert.Contains("The registry 'health-insurance' at host", service.Log, StringComparison.Ordinal);

        await Allow(province, RegistrySchema.HealthInsurance, true);
        await InLand(province, "alter table land.elsewhere rename to registry_event");

        await Eventually.True(async () => await Opened(province, children) == 6);
        await Eventually.True(async () => await province.Count("par.alarm where cleared_at is null") == 0);
        await Eventually.True(async () => await province.Count("par.intake_cursor where registry = 'land'") == 1);
        Assert.False(service.HasExited);
    }

    private async Task InLand(StoryProvince province, string sql)
    {
        var database = province.Databases[RegistrySchema.All.Single(schema => schema.Registry == "land")].Name;
        await using var land = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(await postgres.AdministratorConnectionString()) { Database = database }.ConnectionString);
        await land.ExecuteAsync(sql);
    }

    private static async Task<string[]> Births(StoryProvince province, Par.Worker.Demo.Life.Resident mother, int count)
    {
        var children = new List<string>();
        for (var i = 0; i < count; i++)
        {
            children.Add((await province.Birth(mother)).Id);
        }

        return [.. children];
    }

    private static Task<long> Opened(StoryProvince province, string[] children) =>
        province.Count("par.dossier where subject = any(@children)", new { children });

    /// <summary>The registry refuses everybody, those already connected included, until it is allowed again.</summary>
    private async Task Allow(StoryProvince province, RegistrySchema registry, bool allowed)
    {
        var name = province.Databases[registry].Name;
        await using var administrator = new NpgsqlConnection(await postgres.AdministratorConnectionString());
        await administrator.ExecuteAsync($"alter database {name} with allow_connections {allowed}");
        await administrator.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = @name and not @allowed", new { name, allowed });
    }

    private static void AssertSaidOnce(ServeProcess service)
    {
        var lines = service.Log.Split(Environment.NewLine);
        Assert.Single(lines, line => line.Contains("Registry health-insurance went away", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("Registry health-insurance came back", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal));
    }
}
