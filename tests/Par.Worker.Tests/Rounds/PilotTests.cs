using Par.Worker.Decisions;

namespace Par.Worker.Tests.Rounds;

/// <summary>Rules that are only tried out: everywhere, or but for some areas.</summary>
public sealed class PilotTests(PostgreSql postgres)
{
    private const string Residence = "birth/permanent-residence.rule.yaml";
    private const string Child = "048226000011";
    private const string Mother = "048199000012";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_shadow_the_finding_is_kept_and_nothing_is_opened_and_nobody_told()
    {
        using var rules = Piloted("pilot: {shadow: true}");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);

        await bench.Rounds();

        const string ofRule = "where rule = 'residence.newborn'";
        Assert.Equal(
            ["due commune-police/hai-chau"],
            await bench.Rows<string>($"select answer || ' ' || (explanation ->> 'agency') from par.finding {ofRule} and shadow_key is not null"));
        Assert.Equal(0, await bench.Scalar<int>($"select count(*)::int from par.dossier {ofRule}"));
        Assert.Equal(0, await bench.Scalar<int>($"select count(*)::int from par.once_key {ofRule.Replace("rule", "gate", StringComparison.Ordinal)}"));
        Assert.Equal(0, await bench.Scalar<int>($"select count(*)::int from par.rule_day {ofRule}"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.outbox where recipient = 'agency/commune-police/hai-chau'"));
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.dossier where rule = 'health-insurance.child-under-6'"));
    }

    [Fact]
    public async Task Where_the_rule_is_piloted_it_opens_and_elsewhere_it_is_in_shadow()
    {
        using var rules = Piloted("pilot: {areas: [hai-chau]}");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        await registries.Birth(Child, Mother);
        await registries.Birth("048226000029", "048199000038", area: "an-khe");
        await bench.TakeIn("civil-status", 2);

        await bench.Rounds();

        Assert.Equal([Child], await bench.Rows<string>("select subject from par.dossier where rule = 'residence.newborn'"));
        Assert.Equal(["048226000029"], await bench.Rows<string>("select subject from par.finding where shadow_key is not null"));
    }

    [Fact]
    public async Task What_would_have_opened_is_shown_by_rule_agency_and_day_each_once_key_once()
    {
        using var rules = Piloted("pilot: {shadow: true}");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        await registries.Birth(Child, Mother);
        await registries.Report("civil-status", "birth.registered", Child, LinkedRegistries.BirthBody(Child, Mother));
        await registries.Birth("048226000029", "048199000038", area: "an-khe");
        await bench.TakeIn("civil-status", 3);
        await bench.Rounds();

        var would = await new Shadows(bench.Work.Source).Show("residence.newborn", Cancellation);

        Assert.Equal(
            [("commune-police/an-khe", 1L), ("commune-police/hai-chau", 1L)],
            would.Select(one => (one.Agency, one.Dossiers)));
        Assert.Empty(await new Shadows(bench.Work.Source).Show("health-insurance.child-under-6", Cancellation));
        Assert.Equal(would, await new Shadows(bench.Work.Source).Show(null, Cancellation));
    }

    [Fact]
    public async Task The_number_of_a_rules_file_brakes_it()
    {
        using var rules = Piloted("brake: {perDay: 1}");
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        await registries.Birth(Child, Mother);
        await registries.Birth("048226000029", "048199000038", area: "an-khe");
        await bench.TakeIn("civil-status", 2);

        Assert.Equal((3, 1), await bench.Rounds() is var done ? (done.Opened, done.Held) : default);
        Assert.Equal("residence.newborn", await bench.Scalar<string>("select rule from par.held"));
    }

    private Task<WorkerBench> Bench(LinkedRegistries registries, CopiedRules rules) =>
        WorkerBench.Create(postgres, registries, settings: [("Rules:Folder", rules.Folder)]);

    private static CopiedRules Piloted(string key)
    {
        var rules = new CopiedRules();
        var text = File.ReadAllText(Path.Combine(rules.Folder, Residence));
        var from = text.Split('\n').First(line => line.StartsWith("inForce:", StringComparison.Ordinal));
        rules.Change(Residence, $"{from}\n", $"{from}\n{key}\n");
        return rules;
    }
}
