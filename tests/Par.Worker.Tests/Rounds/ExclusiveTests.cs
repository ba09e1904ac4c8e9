using Par.Rules.Evaluation;
using Par.Worker.Books;
using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>Two rules of which at most one may open for a person.</summary>
public sealed class ExclusiveTests(PostgreSql postgres)
{
    private const string Residence = "birth/permanent-residence.rule.yaml";
    private const string Child = "048226000011";
    private const string Mother = "048199000012";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_better_ranked_rule_opens_and_the_other_is_not_due()
    {
        using var rules = Rivals(first: "", second: "");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);

        Assert.Equal(["residence.newborn due", "residence.newborn-too notDue"], await Findings(bench, registries));
        Assert.Equal("exclusive/home", await bench.Scalar<string>("select gate from par.once_key where gate not like 'health%'"));
    }

    [Fact]
    public async Task A_rule_asked_alone_still_gives_way_to_the_better_ranked_one()
    {
        using var rules = Rivals(first: "", second: "");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        await Findings(bench, registries);
        var book = bench.Get<OfBook<RoundBook>>().Current.Rules;
        var inbox = await bench.Rows<(Guid Uid, DateTime At, string Body)>("select event_uid, occurred_at, body::text from par.inbox");
        var life = new InboxEvent
        {
            Registry = "civil-status",
            EventUid = inbox[0].Uid,
            Kind = "birth.registered",
            Subject = Child,
            Partition = 0,
            Locality = "hai-chau",
            OccurredAt = inbox[0].At,
            RecordedAt = inbox[0].At,
            Corrects = null,
            Body = inbox[0].Body,
            Attempt = 0,
        };

        var answers = await book.Decide([new Question { Event = life, Rule = book.Book.Rule("residence.newborn-too")! }], Cancellation);
        var decided = answers.Decided;

        Assert.Equal(["exclusive"], Assert.IsType<Finding.NotDue>(Assert.Single(decided).Finding).Because);
    }

    [Fact]
    public async Task A_rule_that_is_only_tried_out_stands_in_nobodys_way()
    {
        using var rules = Rivals(first: "pilot: {shadow: true}\n", second: "");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);

        Assert.Equal(["residence.newborn due", "residence.newborn-too due"], await Findings(bench, registries));
        Assert.Equal("residence.newborn-too", await bench.Scalar<string>("select rule from par.dossier where rule not like 'health%'"));
    }

    private static async Task<IReadOnlyList<string>> Findings(WorkerBench bench, LinkedRegistries registries)
    {
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        return await bench.Rows<string>("select rule || ' ' || answer from par.finding where rule like 'residence.newborn%' order by rule");
    }

    private Task<WorkerBench> Bench(LinkedRegistries registries, CopiedRules rules) =>
        WorkerBench.Create(postgres, registries, settings: [("Rules:Folder", rules.Folder)]);

    private static CopiedRules Rivals(string first, string second)
    {
        var rules = new CopiedRules();
        const string too = "birth/permanent-residence-too.rule.yaml";
        File.Copy(Path.Combine(rules.Folder, Residence), Path.Combine(rules.Folder, too));
        var from = File.ReadAllLines(Path.Combine(rules.Folder, too)).First(line => line.StartsWith("inForce:", StringComparison.Ordinal));
        rules.Change(too, "rule: residence.newborn", "rule: residence.newborn-too");
        rules.Change(too, $"{from}\n", $"{from}\n{second}exclusive: {{group: home, rank: 2}}\n");
        rules.Change(Residence, $"{from}\n", $"{from}\n{first}exclusive: {{group: home, rank: 1}}\n");
        return rules;
    }
}
