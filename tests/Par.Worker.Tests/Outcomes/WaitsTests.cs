using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Outcomes;

public sealed class WaitsTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_dossier_waits_out_of_the_officers_hands_and_goes_on_when_the_answer_came()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan", capacity: 1));
        commune.Clock.Now += TimeSpan.FromMinutes(5);

        var waits = Assert.IsType<WaitAnswer.Done>(await commune.Waits.Begin(claim.Dossier, "lan", claim.Attempt, "Chờ giấy chứng sinh.", Commune.Cancellation));

        Assert.Equal(commune.Clock.Now + TimeSpan.FromMinutes(15), waits.DueAt);
        Assert.Equal((DossierState.Waiting, 0), (await commune.StateOf(claim.Dossier), await commune.Holding("lan")));
        Assert.Equal(TimeSpan.FromMinutes(5), (await commune.ClockOf(claim.Dossier, ClockKind.Handling)).Consumed);
        Assert.True((await commune.ClockOf(claim.Dossier, ClockKind.Statutory)).IsRunning);
        Assert.Null(await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation));
        Assert.Equal(RefusalKind.AwaitsThePerson, Assert.IsType<ClaimAnswer.Refused>(await commune.Queues.Claim(claim.Dossier, "lan", Commune.Cancellation)).Why.Kind);

        commune.Clock.Now += TimeSpan.FromMinutes(7);
        Assert.IsType<WaitAnswer.Done>(await commune.Waits.End(claim.Dossier, "lan", "Đã nhận.", Commune.Cancellation));
        Assert.Equal(TimeSpan.FromMinutes(7), (await commune.ClockOf(claim.Dossier, ClockKind.Wait)).Consumed);
        var again = (await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation))!;
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.Complete(again.Dossier, "lan", again.Attempt, Decision.Approved, null, Commune.Cancellation));
        Assert.Equal(
            ["opened", "claimed", "waits", "replied", "claimed", "approved"],
            (await commune.Dossiers.History(claim.Dossier, Commune.Cancellation)).Select(change => change.Change));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_words_that_help()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("minh", Commune.Committee);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        Assert.Equal("Write whom and what the dossier waits for.", Words(await commune.Waits.Begin(claim.Dossier, "lan", claim.Attempt, " ", Commune.Cancellation)));
        Assert.StartsWith("You no longer hold this dossier", Words(await commune.Waits.Begin(claim.Dossier, "lan", claim.Attempt + 1, "x", Commune.Cancellation)), StringComparison.Ordinal);
        Assert.Equal("This dossier waits for nobody. Load the page again.", Words(await commune.Waits.End(claim.Dossier, "lan", "x", Commune.Cancellation)));
        await commune.Waits.Begin(claim.Dossier, "lan", claim.Attempt, "x", Commune.Cancellation);
        Assert.StartsWith("You no longer hold this dossier", Words(await commune.Waits.Begin(claim.Dossier, "lan", claim.Attempt, "x", Commune.Cancellation)), StringComparison.Ordinal);
        Assert.Equal("This dossier belongs to another agency. Only its own officers may handle it.", Words(await commune.Waits.End(claim.Dossier, "minh", "x", Commune.Cancellation)));
        Assert.Equal("Write what came.", Words(await commune.Waits.End(claim.Dossier, "lan", null, Commune.Cancellation)));
        Assert.Equal("There is no such dossier. Open the agency's queue again.", Words(await commune.Waits.End(Guid.NewGuid(), "lan", "x", Commune.Cancellation)));
    }

    [Theory]
    [InlineData("update par.queue_item set officer = 'lan', claimed_at = now(), lease_ends = now()", "what_awaits_somebody_else_is_in_nobodys_hands")]
    [InlineData("insert into par.dossier_change (dossier, position, at, change, came_from, state, actor) select id, 3, now(), 'replied', state, state, 'lan' from par.dossier", "a_wait_has_a_reason")]
    public async Task The_database_refuses_it_too(string statement, string constraint)
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Waits.Begin(claim.Dossier, "lan", claim.Attempt, "x", Commune.Cancellation);

        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => commune.Execute(statement))).ConstraintName);
    }

    private static string Words(WaitAnswer answer) => Assert.IsType<WaitAnswer.Refused>(answer).Why.Words.En;
}
