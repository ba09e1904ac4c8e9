namespace Par.Worker.Tests.Rounds;

public sealed class RoundTests(PostgreSql postgres)
{
    private const string Child = "048226000011";
    private const string Mother = "048199000012";

    [Fact]
    public async Task A_birth_becomes_findings_and_dossiers_in_queues_with_due_dates()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);

        var result = await bench.Rounds();

        Assert.Equal((2, 2), (result.Due, result.Opened));
        Assert.Equal(
            ["1.004222 commune-police/hai-chau queued", "3.000722 social-insurance/hai-chau prepared"],
            await bench.Rows<string>("select procedure || ' ' || agency || ' ' || state from par.dossier order by procedure"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.queue_item where due_at > queued_at"));
        Assert.Equal("done", await bench.Scalar<string>("select state from par.inbox"));
        Assert.Equal(
            "Trần An",
            await bench.Scalar<string>("select prefill -> 'fullName' ->> 'value' from par.dossier where procedure = '1.004222'"));
    }
}
