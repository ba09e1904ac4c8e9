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
