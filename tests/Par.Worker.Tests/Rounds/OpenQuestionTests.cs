using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Rounds;

public sealed class OpenQuestionTests(PostgreSql postgres)
{
    private const string Child = "048226000021";
    private const string Mother = "048199000022";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_a_registry_is_away_its_rules_are_undecided_and_the_others_go_on()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "health-insurance");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await registries.TakeAway("health-insurance");

        var away = await bench.Rounds();

        Assert.Equal((1, 1, 1), (away.Due, away.Undecided, away.Opened));
        Assert.Equal("health-insurance", await bench.Scalar<string>("select array_to_string(awaits, ',') from par.open_question"));
        Assert.Equal(
            "noAnswer",
            await bench.Scalar<string>("select explanation -> 'missing' -> 0 ->> 'because' from par.finding where answer = 'undecided'"));

        await registries.LetBack("health-insurance");
        await bench.Get<FeedIntake>().TakeNext(bench.Registry("health-insurance"), Cancellation);
        var returned = bench.Get<RegistryConnections>().Returned();
        await OpenQuestions.AskAtOnce(bench.Work.Source, returned, bench.Clock.Now, Cancellation);
        var back = await bench.Rounds();

        Assert.Equal(["health-insurance"], returned);
        Assert.Equal((1, 0, 1), (back.Due, back.Undecided, back.Opened));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));
        Assert.Equal(
            ["undecided 1", "due 2"],
            await bench.Rows<string>("select answer || ' ' || revision from par.finding where rule like 'health%' order by revision"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
    }

    [Fact]
    public async Task A_question_that_stays_open_is_asked_again_with_growing_waits_and_kept_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        // The registry of births was quicker than the population database: the child is not on record there yet.
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        await registries.Report("civil-status", "birth.registered", Child, LinkedRegistries.BirthBody(Child, Mother));
        await bench.TakeIn("civil-status", 1);

        var waits = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(2, (await bench.Rounds()).Undecided);
            waits.Add((await bench.Scalar<DateTime>("select max(next_try_at) from par.open_question") - bench.Clock.Now.UtcDateTime).TotalSeconds);
            bench.Clock.Now = bench.Clock.Now.AddSeconds(waits[^1]);
        }

        Assert.InRange(waits[0], 1.6, 2.4);
        Assert.InRange(waits[1], 3.2, 4.8);
        Assert.InRange(waits[2], 6.4, 9.6);
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.finding"));

        await registries.Person(Child, new DateOnly(2026, 11, 18), mother: Mother);
        Assert.Equal(2, (await bench.Rounds()).Opened);
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));
    }

    [Theory]
    [InlineData("    liveSince: 2021-07-01\n    schema: population", "    liveSince: 2027-01-01\n    schema: population", "notLive")]
    [InlineData("    schema: population", "    freshness: P1D\n    schema: population", "tooOld")]
    public async Task A_registry_that_is_not_live_or_not_fresh_leaves_questions_open(string written, string instead, string because)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules(("catalogue/registries.yaml", written, instead));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);

        Assert.Equal(2, (await bench.Rounds()).Undecided);

        Assert.Equal(
            [because],
            await bench.Rows<string>("select distinct missing ->> 'because' from par.finding, jsonb_array_elements(explanation -> 'missing') as missing"));
    }

    [Fact]
    public async Task Work_for_which_no_agency_is_competent_fails_aloud_and_is_asked_again()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother, area: "atlantis");
        await bench.TakeIn("civil-status", 1);

        Assert.Equal(0, (await bench.Rounds()).Opened);

        Assert.Equal(
            "It is due, but no agency of kind 'commune-police' is competent for 'atlantis': add it to rules/catalogue/agencies.yaml.",
            await bench.Scalar<string>("select explanation ->> 'failed' from par.finding where rule = 'residence.newborn' and answer = 'failed'"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.open_question"));
    }

    [Fact]
    public async Task An_ended_residence_is_no_residence_and_a_person_without_one_has_null_and_not_unknown()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await using (var end = registries["population"].CreateCommand("update population.residence set registered_until = '2026-01-01'"))
        {
            await end.ExecuteNonQueryAsync(Cancellation);
        }

        await bench.TakeIn("civil-status", 1);

        Assert.Equal(0, (await bench.Rounds()).Opened);
        Assert.Equal("notDue", await bench.Scalar<string>("select answer from par.finding where rule = 'residence.newborn'"));
    }
}
