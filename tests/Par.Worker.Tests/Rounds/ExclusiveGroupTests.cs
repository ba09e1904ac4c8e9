using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Rounds;

public sealed class ExclusiveGroupTests(PostgreSql postgres)
{
    private const string Deceased = "048145000091";

    [Fact]
    public async Task Of_two_rules_that_are_due_only_the_better_ranked_opens()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Funeral("subject.id != null");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await Died(registries, bench);

        Assert.Equal(["sample.first"], await Opened(bench));
        Assert.Equal("exclusive/sample-money", await bench.Scalar<string>("select gate from par.once_key where gate like 'exclusive/%'"));
        Assert.Equal(
            "notDue Only one benefit of this kind is due; “Sample” comes first.",
            await bench.Scalar<string>(
                """
                select answer || ' ' || (jsonb_path_query_first(explanation, '$.conditions[*] ? (@.id == "exclusive")') -> 'sentence' ->> 'en')
                  from par.finding
                 where rule = 'sample.second'
                """));
    }

    [Fact]
    public async Task The_next_in_rank_opens_when_the_better_one_is_not_due()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Funeral("subject.id = null");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await Died(registries, bench);

        Assert.Equal(["sample.second"], await Opened(bench));
    }

    [Fact]
    public async Task While_the_registry_of_the_better_ranked_is_away_the_other_waits()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "social-protection");
        using var rules = Funeral("count(subject.pensions) = 0");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.TakeAway("social-protection");
        await Died(registries, bench);
        Assert.Empty(await Opened(bench));
        Assert.Equal("undecided", await bench.Scalar<string>("select answer from par.finding where rule = 'sample.second'"));

        await registries.LetBack("social-protection");
        await bench.Get<FeedIntake>().TakeNext(bench.Registry("social-protection"), TestContext.Current.CancellationToken);
        await OpenQuestions.AskAtOnce(bench.Work.Source, bench.Get<RegistryConnections>().Returned(), bench.Clock.Now, TestContext.Current.CancellationToken);
        await bench.Rounds();

        Assert.Equal(["sample.first"], await Opened(bench));
    }

    [Fact]
    public async Task While_the_first_is_undecided_all_below_it_wait_and_say_that_it_is_the_first_they_wait_for()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules();
        foreach (var (rank, condition) in ((int, string)[])[(1, "subject.dateOfBirth > date(\"2000-01-01\")"), (2, "subject.id != null"), (3, "subject.id != null")])
        {
            var member = Member($"sample.{rank}", rank, "{event: death.registered, subject: Person}", condition);
            rules.With($"death/sample-{rank}.rule.yaml", member.Replace("en: Sample}\nlevel", $"en: Benefit {rank}}}\nlevel", StringComparison.Ordinal));
        }

        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Person(Deceased, new DateOnly(1945, 1, 1), "hai-chau");
        await using (var imprecise = registries["population"].CreateCommand("update population.person set dob_precision = 'year'"))
        {
            await imprecise.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await registries.Death(Deceased, null);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();

        Assert.Empty(await Opened(bench));
        Assert.Equal(
            [
                "sample.2 undecided Only one benefit of this kind is due; “Benefit 1” is not decided yet, so this one waits.",
                "sample.3 undecided Only one benefit of this kind is due; “Benefit 1” is not decided yet, so this one waits.",
            ],
            await bench.Rows<string>(
                """
                select rule || ' ' || answer || ' ' || (jsonb_path_query_first(explanation, '$.conditions[*] ? (@.id == "exclusive")') -> 'sentence' ->> 'en')
                  from par.finding
                 where rule in ('sample.2', 'sample.3')
                 order by rule
                """));
    }

    [Fact]
    public async Task A_better_ranked_rule_on_trial_whose_registry_is_away_keeps_nobody_waiting()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "social-protection");
        using var rules = new CopiedRules()
            .With("death/first.rule.yaml", Member("sample.first", 1, "{event: death.registered, subject: Person}", "count(subject.pensions) = 0", "\npilot: {shadow: true}"))
            .With("death/second.rule.yaml", Member("sample.second", 2, "{event: death.registered, subject: Person}"));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.TakeAway("social-protection");
        await Died(registries, bench);

        Assert.Equal("undecided", await bench.Scalar<string>("select answer from par.finding where rule = 'sample.first'"));
        Assert.Equal(["sample.second"], await Opened(bench));
    }

    [Fact]
    public async Task What_one_rule_of_the_group_opened_no_other_opens_on_a_later_occasion()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Funeral("subject.id = null").With("death/later.rule.yaml", Member("sample.later", 3, "{event: residence.ended, subject: Person}"));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await Died(registries, bench);
        await registries.Report("population", "residence.ended", Deceased);
        await bench.TakeIn("population", 1);
        await bench.Rounds();

        Assert.Equal(["sample.second"], await Opened(bench));
        Assert.Equal("due", await bench.Scalar<string>("select answer from par.finding where rule = 'sample.later'"));
    }

    private static CopiedRules Funeral(string first) => new CopiedRules()
        .With("death/first.rule.yaml", Member("sample.first", 1, "{event: death.registered, subject: Person}", first))
        .With("death/second.rule.yaml", Member("sample.second", 2, "{event: death.registered, subject: Person}"));

    private static string Member(string id, int rank, string trigger, string condition = "subject.id != null", string more = "") => LawSamples.Rule(
        id, trigger, LawSamples.Open("1.003197"), $$"""exclusive: {group: sample-money, rank: {{rank}}}{{more}}""", level: 3, condition: condition);

    private static async Task Died(LinkedRegistries registries, WorkerBench bench)
    {
        await registries.Person(Deceased, new DateOnly(1945, 8, 19), "hai-chau");
        await registries.Death(Deceased, null);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
    }

    private static Task<IReadOnlyList<string>> Opened(WorkerBench bench) =>
        bench.Rows<string>("select rule from par.dossier where rule like 'sample.%' order by rule");
}
