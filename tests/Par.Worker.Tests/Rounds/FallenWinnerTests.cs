using Dapper;
using Par.Worker.Agencies;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.Retention;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>
/// The best-ranked rule of an exclusive group falls, and the others, which read none of the facts that changed, are asked again.
/// </summary>
public sealed class FallenWinnerTests(PostgreSql postgres)
{
    private const string Deceased = "048145000093";
    private const string Officer = "lan";
    private const string OnDeath = "{event: death.registered, subject: Person}";
    private const string NoPension = "count(subject.pensions) = 0";
    private const string Always = "subject.id != null";
    private const string Never = "subject.id = null";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_in_rank_opens_when_a_fact_takes_the_ground_of_the_first()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, NoPension), (2, OnDeath, Always));
        await using var bench = await Died(registries, rules);
        Assert.Equal(["1 queued"], await Opened(bench));

        await Pension(registries, bench);

        Assert.Equal(["1 withdrawn", "2 queued"], await Opened(bench));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question where rule like 'sample.%'"));
    }

    [Fact]
    public async Task One_that_is_not_due_is_passed_over_and_the_one_after_it_opens()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, NoPension), (2, OnDeath, Never), (3, OnDeath, Always), (4, OnDeath, Always));
        await using var bench = await Died(registries, rules);

        await Pension(registries, bench);

        Assert.Equal(["1 withdrawn", "3 queued"], await Opened(bench));
        Assert.Equal(
            ["1 due", "1 notDue", "2 notDue", "3 notDue", "3 due", "4 notDue"],
            await bench.Rows<string>("select substr(rule, 8) || ' ' || answer from par.finding where rule like 'sample.%' order by rule, revision"));
    }

    [Fact]
    public async Task One_that_was_kept_out_on_another_occasion_opens_when_the_first_is_annulled()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, Always), (2, "{event: residence.ended, subject: Person}", Always));
        await using var bench = await Died(registries, rules);
        await registries.Report("population", "residence.ended", Deceased, """{"reason": "moved"}""");
        await bench.TakeIn("population", 1);
        await bench.Rounds();
        Assert.Equal(["1 queued"], await Opened(bench));

        await registries.Report("civil-status", "death.annulled", Deceased, corrects: await bench.Scalar<Guid>("select event_uid from par.inbox where kind = 'death.registered'"));
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();

        Assert.Equal(["1 withdrawn", "2 queued"], await Opened(bench));
    }

    [Fact]
    public async Task One_that_waited_for_a_rule_that_only_a_correction_could_decide_is_asked_with_it()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, "subject.dateOfBirth > date(\"2000-01-01\")"), (2, OnDeath, Always));
        await using var bench = await Died(registries, rules, precision: "year");
        Assert.Equal(
            ["1 undecided", "2 undecided"],
            await bench.Rows<string>("select substr(rule, 8) || ' ' || answer from par.finding where rule like 'sample.%' order by rule"));
        Assert.Empty(await Opened(bench));

        await Change(registries, "population", "update population.person set dob_precision = 'day'");
        await registries.Report("population", "person.corrected", Deceased);
        await bench.TakeIn("population", 1);
        await bench.Rounds();

        Assert.Equal(["2 queued"], await Opened(bench));
    }

    [Fact]
    public async Task While_an_officer_holds_the_first_the_next_waits_and_opens_when_it_ends_without_a_grant()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, NoPension), (2, OnDeath, Always));
        await using var bench = await Died(registries, rules);
        var attempt = await Claim(bench);

        await Pension(registries, bench);
        Assert.Equal(["1 inProgress"], await Opened(bench));

        await Complete(bench, attempt, Decision.Rejected);
        Assert.Equal(["1 rejected", "2 queued"], await Opened(bench));
    }

    [Fact]
    public async Task What_an_officer_grants_or_rejects_on_a_ground_that_stands_leaves_the_others_out()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, NoPension), (2, OnDeath, Always));
        await using var bench = await Died(registries, rules);

        await Complete(bench, await Claim(bench), Decision.Rejected);
        await Pension(registries, bench);

        Assert.Equal(["1 rejected"], await Opened(bench));
    }

    [Fact]
    public async Task Of_what_is_discarded_the_others_of_the_group_are_asked_and_the_rule_itself_is_not()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, Always), (2, "{event: residence.ended, subject: Person}", Always));
        await using var bench = await Died(registries, rules, braked: "sample.1");
        await registries.Report("population", "residence.ended", Deceased, """{"reason": "moved"}""");
        await bench.TakeIn("population", 1);
        await bench.Rounds();
        Assert.Equal(["1 held"], await Opened(bench));

        await bench.Get<Releases>().Discard("sample.1", "Lê Văn Bảy", "The rule asked for the wrong age.", Cancellation);
        await bench.Rounds();

        Assert.Equal(["1 withdrawn", "2 queued"], await Opened(bench));
    }

    [Fact]
    public async Task A_better_ranked_one_that_is_due_now_takes_the_place_of_what_nobody_has_touched()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, "count(subject.pensions) > 0"), (2, OnDeath, Always));
        await using var bench = await Died(registries, rules);
        Assert.Equal(["2 queued"], await Opened(bench));

        await Pension(registries, bench);

        Assert.Equal(["1 queued", "2 withdrawn"], await Opened(bench));
    }

    [Fact]
    public async Task What_was_kept_out_is_not_purged_while_the_first_is_open()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Group((1, OnDeath, NoPension), (2, OnDeath, Always), (3, "{event: residence.ended, subject: Person}", Always));
        await using var bench = await Died(registries, rules);
        await registries.Report("population", "residence.ended", Deceased, """{"reason": "moved"}""");
        await bench.TakeIn("population", 1);
        await bench.Rounds();
        bench.Clock.Now += TimeSpan.FromDays(100);

        await new Worker.Retention.Retention(bench.Work.Source, Microsoft.Extensions.Options.Options.Create(new RetentionOptions()), bench.Clock).Purge(Cancellation);

        Assert.Equal(["2", "3"], await bench.Rows<string>("select substr(rule, 8) from par.finding where rule in ('sample.2', 'sample.3') order by 1"));
        Assert.Equal(
            ["death.registered full", "residence.ended full"],
            await bench.Rows<string>("select kind || case when body = '{}' then ' empty' else ' full' end from par.inbox order by 1"));
    }

    private static CopiedRules Group(params (int Rank, string Trigger, string Condition)[] members)
    {
        var rules = new CopiedRules();
        foreach (var (rank, trigger, condition) in members)
        {
            var open = LawSamples.Open("1.003197") + "\n  ifNoLongerTrue: withdraw";
            var more = $$"""exclusive: {group: sample-money, rank: {{rank}}}""";
            rules.With($"death/sample-{rank}.rule.yaml", LawSamples.Rule($"sample.{rank}", trigger, open, more, level: 3, condition: condition));
        }

        return rules;
    }

    private async Task<WorkerBench> Died(LinkedRegistries registries, CopiedRules rules, string precision = "day", string? braked = null)
    {
        var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await bench.Get<Officers>().Enlist([new Officer { Id = Officer, Agency = "commune-police/hai-chau", Name = "Trần Thị Lan", Capacity = 10 }], Cancellation);
        if (braked is not null)
        {
            await bench.PullBrake(braked);
        }

        await registries.Person(Deceased, new DateOnly(1945, 1, 1), "hai-chau");
        await Change(registries, "population", $"update population.person set dob_precision = '{precision}'");
        await registries.Death(Deceased, null);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        return bench;
    }

    private static async Task Pension(LinkedRegistries registries, WorkerBench bench)
    {
        await Change(
            registries,
            "social-protection",
            $"insert into social_protection.pension (personal_id, kind, monthly_amount, paid_from, recorded_at, updated_at) values ('{Deceased}', 'survivor', 1, '2020-01-01', now(), now())");
        await registries.Report("social-protection", "pension.granted", Deceased);
        await bench.TakeIn("social-protection", 1);
        await bench.Rounds();
    }

    private static async Task<int> Claim(WorkerBench bench)
    {
        var dossier = await bench.Scalar<Guid>("select id from par.dossier where rule = 'sample.1'");
        return Assert.IsType<ClaimAnswer.Claimed>(await bench.Get<AgencyQueues>().Claim(dossier, Officer, Cancellation)).Claim.Attempt;
    }

    private static async Task Complete(WorkerBench bench, int attempt, Decision decision)
    {
        var dossier = await bench.Scalar<Guid>("select id from par.dossier where rule = 'sample.1'");
        Assert.IsType<CompleteAnswer.Completed>(await bench.Get<Worker.Outcomes.Outcomes>().Complete(dossier, Officer, attempt, decision, "Không còn căn cứ.", Cancellation));
        await bench.Rounds();
    }

    private static async Task Change(LinkedRegistries registries, string registry, string statement)
    {
        await using var connection = await registries[registry].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(statement);
    }

    private static Task<IReadOnlyList<string>> Opened(WorkerBench bench) =>
        bench.Rows<string>("select substr(rule, 8) || ' ' || state from par.dossier where rule like 'sample.%' order by 1");
}
