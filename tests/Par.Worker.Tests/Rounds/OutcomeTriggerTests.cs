using Dapper;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Rounds;

public sealed class OutcomeTriggerTests(PostgreSql postgres)
{
    private const string Child = "048226000071";
    private const string Mother = "048199000072";
    private const string Officer = "lan";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_outcome_is_the_life_event_of_the_next_rule_and_of_the_one_after()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules()
            .With("birth/second.rule.yaml", LawSamples.Rule("sample.second", "{outcome: \"1.004222\", subject: Person}", LawSamples.Open("1.003197"), level: 3, condition: "event.result = \"approved\""))
            .With("birth/third.rule.yaml", LawSamples.Rule("sample.third", "{outcome: \"1.003197\", subject: Person}", LawSamples.Remind(), lawDate: "event.decidedOn"));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();

        await Decide(bench, "1.004222", Decision.Approved);
        await bench.Rounds();
        Assert.Equal(["sample.second queued"], await bench.Rows<string>("select rule || ' ' || state from par.dossier where procedure = '1.003197'"));

        await Decide(bench, "1.003197", Decision.Approved);
        await bench.Rounds();
        Assert.Equal([Child], await bench.Rows<string>("select subject from par.reminder where rule = 'sample.third'"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox where registry = 'dossiers' and state = 'done'"));
    }

    [Fact]
    public async Task A_rule_hears_only_of_the_result_it_waits_for()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules()
            .With("birth/second.rule.yaml", LawSamples.Rule("sample.on-yes", "{outcome: \"1.004222\", subject: Person}", LawSamples.Remind()))
            .With("birth/third.rule.yaml", LawSamples.Rule("sample.on-no", "{outcome: \"1.004222\", result: rejected, subject: Person}", LawSamples.Remind()));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();

        await Decide(bench, "1.004222", Decision.Rejected);
        await bench.Rounds();

        Assert.Equal(["sample.on-no"], await bench.Rows<string>("select rule from par.reminder"));
    }

    [Fact]
    public async Task What_is_withdrawn_because_its_ground_fell_is_an_outcome_too()
    {
        await using var birth = await CorrectedBirth.Happen(postgres, OnWithdrawal());

        await birth.Annul();

        Assert.Equal([CorrectedBirth.Child], await birth.Bench.Rows<string>("select subject from par.reminder where rule = 'sample.on-withdrawal'"));
        Assert.Equal(
            "outcome:1.004222:withdrawn residence.newborn withdrawn 2026-11-23",
            await birth.Bench.Scalar<string>(
                "select kind || ' ' || (body ->> 'rule') || ' ' || (body ->> 'result') || ' ' || (body ->> 'decidedOn') from par.inbox where registry = 'dossiers'"));
    }

    [Fact]
    public async Task What_was_held_is_withdrawn_without_an_outcome_for_nobody_knew_of_it()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = OnWithdrawal();
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await bench.PullBrake("residence.newborn");
        var birth = await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();

        await registries.Report("civil-status", "birth.annulled", Child, corrects: birth);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();

        Assert.Equal("withdrawn", await bench.Scalar<string>("select state from par.dossier where rule = 'residence.newborn'"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.inbox where registry = 'dossiers'"));
    }

    private static CopiedRules OnWithdrawal() => new CopiedRules().With(
        "birth/withdrawn.rule.yaml",
        LawSamples.Rule("sample.on-withdrawal", "{outcome: \"1.004222\", result: withdrawn, subject: Person}", LawSamples.Remind()));

    private static async Task Decide(WorkerBench bench, string procedure, Decision decision)
    {
        await using (var connection = await bench.Work.Source.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                "insert into par.officer (id, agency, name, capacity) values (@Officer, 'commune-police/hai-chau', 'Lan', 9) on conflict do nothing", new { Officer });
        }

        var dossier = await bench.Scalar<Guid>("select id from par.dossier where procedure = @procedure", new { procedure });
        var claimed = Assert.IsType<ClaimAnswer.Claimed>(await bench.Get<AgencyQueues>().Claim(dossier, Officer, Cancellation));
        var answer = await bench.Get<Par.Worker.Outcomes.Outcomes>().Complete(dossier, Officer, claimed.Claim.Attempt, decision, "Đủ hồ sơ.", Cancellation);
        Assert.IsType<CompleteAnswer.Completed>(answer);
    }
}
