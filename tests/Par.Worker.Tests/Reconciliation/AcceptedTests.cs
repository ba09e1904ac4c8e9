using Dapper;
using Par.Worker.Reconciliation;
using static Par.Worker.Tests.Reconciliation.ReconcilingBench;

namespace Par.Worker.Tests.Reconciliation;

/// <summary>What nothing can repair, and a person lets stand.</summary>
public sealed class AcceptedTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_accepts_raises_no_alarm_and_is_not_told_again_while_anything_else_is()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await using var connection = await registries[Registry].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("update civil_status.registry_event set kind = 'birth.annulled'");
        await bench.Reconcile();
        var id = await bench.Scalar<long>("select id from par.difference");

        Assert.True(await bench.Get<Reconciler>().Accept(id, "Lê Văn Bảy", "The registry renamed its kinds.", Cancellation));
        Assert.Equal([], await bench.Alarms());
        Assert.Equal([], (await bench.Reconcile()).Words());
        bench.Clock.Now += TimeSpan.FromDays(30);
        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal(
            ["otherKind Lê Văn Bảy The registry renamed its kinds. true"],
            await bench.Rows<string>("select kind || ' ' || accepted_by || ' ' || reason || ' ' || (repaired_at is null) from par.difference"));

        await connection.ExecuteAsync("update civil_status.registry_event set subject_id = '048226000077'");
        Assert.Equal(["civil-status otherSubject 1"], (await bench.Reconcile(whole: true)).Words());
        Assert.Single(await bench.Alarms());
    }

    [Fact]
    public async Task Only_what_is_open_can_be_accepted()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);

        Assert.False(await bench.Get<Reconciler>().Accept(1, "Lê Văn Bảy", "It does not matter.", Cancellation));
    }
}
