namespace Par.Worker.Tests.Rounds;

public sealed class PausedTermTests(PostgreSql postgres)
{
    [Fact]
    public async Task That_a_term_stands_still_while_the_dossier_waits_comes_from_its_rule()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules(("birth/permanent-residence.rule.yaml", "  deadline: {", "  deadline: {pausedWhileWaiting: true, "));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth("048226000101", "048199000102");
        await bench.TakeIn("civil-status", 1);

        await bench.Rounds();

        Assert.Equal(["1.004222 True"], await bench.Rows<string>("select procedure || ' True' from par.dossier where paused_while_waiting"));
        Assert.True(await bench.Scalar<bool>("select count(*) > 1 from par.dossier"));
    }
}
