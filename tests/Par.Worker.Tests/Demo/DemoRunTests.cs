using System.Text.Json;
using Dapper;
using Npgsql;
using Par.Worker.Demo;

namespace Par.Worker.Tests.Demo;

/// <summary>The whole demo, with the real worker, rules, Quartz and desk, on the tests' server.</summary>
public sealed class DemoRunTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_runs_unattended_loses_and_doubles_nothing_and_writes_its_summary()
    {
        var file = Path.GetTempFileName();
        var options = DemoOptionsTests.Free() with
        {
            People = 1_000,
            Seed = 11,
            Speed = 40,
            Seconds = 5,
            Json = file,
            Database = await postgres.AdministratorConnectionString(),
        };

        var code = await DemoRun.Run(options, Cancellation);

        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancellation));
        var root = summary.RootElement;
        Assert.Equal(
            [
                "seed", "people", "lifeEvents", "duplicatesSeen", "findings", "dossiersOpened", "dossiersTwice", "lifeEventsLost", "withoutDueDate",
                "byAgency", "byRule", "latencyMs", "reminders", "workerMemoryMiB", "fillSeconds", "firstDossierSeconds", "version",
            ],
            root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["due", "notDue", "undecided"], root.GetProperty("findings").EnumerateObject().Select(property => property.Name));
        Assert.Equal(["p50", "p99"], root.GetProperty("latencyMs").EnumerateObject().Select(property => property.Name));
        Assert.Equal((11, 1_000), (root.GetProperty("seed").GetInt32(), root.GetProperty("people").GetInt32()));
        Assert.Equal((0, 0, 0), (root.GetProperty("dossiersTwice").GetInt32(), root.GetProperty("lifeEventsLost").GetInt32(), root.GetProperty("withoutDueDate").GetInt32()));
        Assert.InRange(root.GetProperty("lifeEvents").GetInt64(), 40, 400);
        Assert.InRange(root.GetProperty("dossiersOpened").GetInt64(), 20, 1_000);
        Assert.Equal(
            root.GetProperty("dossiersOpened").GetInt64(),
            root.GetProperty("byAgency").EnumerateObject().Sum(agency => agency.Value.GetInt64()));
        var rules = root.GetProperty("byRule").EnumerateObject().ToDictionary(rule => rule.Name, rule => rule.Value.GetInt64());
        Assert.Equal(root.GetProperty("dossiersOpened").GetInt64() + root.GetProperty("reminders").GetInt64(), rules.Values.Sum());
        string[] shown =
        [
            "birth.registration", "birth.register-in-time", "death.linked", "health-insurance.child-under-6", "health-insurance.poor-household",
            "newborn-death.birth-registration", "newborn-death.death-registration", "permit.game-point-certificate-ends", "residence.newborn",
            "school.grade-6", "school.transfer",
        ];
        Assert.Equal([], shown.Except(rules.Keys));
        Assert.Contains(rules.Keys, rule => rule.StartsWith("school-support.", StringComparison.Ordinal));
        Assert.Equal(0, code);
        File.Delete(file);
    }

    [Fact]
    public async Task A_demo_with_three_workers_opens_each_dossier_once_and_each_takes_part()
    {
        var file = Path.GetTempFileName();
        var options = DemoOptionsTests.Free() with
        {
            People = 1_000,
            Seed = 12,
            Speed = 40,
            Seconds = 5,
            Workers = 3,
            Json = file,
            Database = await postgres.AdministratorConnectionString(),
        };

        var code = await DemoRun.Run(options, Cancellation);

        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancellation));
        var root = summary.RootElement;
        Assert.Equal((0, 0, 0), (root.GetProperty("dossiersTwice").GetInt32(), root.GetProperty("lifeEventsLost").GetInt32(), root.GetProperty("withoutDueDate").GetInt32()));
        Assert.InRange(root.GetProperty("dossiersOpened").GetInt64(), 20, 1_000);
        var shares = root.GetProperty("byWorker").EnumerateArray().Select(share => share.GetInt64()).ToList();
        Assert.Equal(3, shares.Count);
        Assert.All(shares, share => Assert.True(share > 0, $"The workers took up {string.Join(", ", shares)}."));
        Assert.True(shares.Sum() >= root.GetProperty("lifeEvents").GetInt64(), $"The workers took up {string.Join(", ", shares)}.");
        Assert.Equal(0, code);
        File.Delete(file);
    }

    [Fact]
    public async Task What_cannot_run_as_asked_ends_with_2_and_leaves_no_file()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        Assert.Equal(2, await DemoRun.Run(DemoOptionsTests.Free() with { People = 3, Json = file }, Cancellation));
        Assert.Equal(2, await DemoRun.Run(DemoOptionsTests.Free() with { Json = file, Database = "Host=127.0.0.1;Port=1;Username=a;Password=b" }, Cancellation));

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_login_that_may_not_create_databases_is_refused()
    {
        var administrator = await postgres.AdministratorConnectionString();
        var role = $"weak_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(administrator);
        await connection.ExecuteAsync($"create role {role} login password 'weak'");
        var weak = new NpgsqlConnectionStringBuilder(administrator) { Username = role, Password = "weak" }.ConnectionString;

        var refused = await Assert.ThrowsAsync<DemoException>(() => ServerCheck.Require(weak, Cancellation));

        Assert.Equal(
            $"The login '{role}' may not create databases and roles: run 'alter role {role} createdb createrole' as an administrator, or name another login in --database.",
            refused.Message);
        await connection.ExecuteAsync($"drop role {role}");
    }
}
