using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Queues;

public sealed class HandoverTests(PostgreSql postgres)
{
    [Fact]
    public async Task Who_takes_a_dossier_over_by_name_decides_it_and_the_old_claim_does_not()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Enlist("minh");
        commune.Clock.Now += TimeSpan.FromMinutes(10);

        Assert.Null(await commune.Queues.HandOver(claim.Dossier, "lan", claim.Attempt, "minh", Commune.Cancellation));

        Assert.Equal((0, 1), (await commune.Holding("lan"), await commune.Holding("minh")));
        Assert.Equal(DossierState.InProgress, await commune.StateOf(claim.Dossier));
        Assert.Equal(commune.Clock.Now, (await commune.ClockOf(claim.Dossier, ClockKind.Handling)).StartedAt);
        Assert.Equal("handedOver lan minh", await commune.Scalar<string>("select concat(change, ' ', actor, ' ', detail ->> 'to') from par.dossier_change where change = 'handedOver'"));
        var late = await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation);
        Assert.Equal(RefusalKind.LostLease, Assert.IsType<CompleteAnswer.Refused>(late).Why.Kind);
        Assert.IsType<CompleteAnswer.Completed>(
            await commune.Outcomes.Complete(claim.Dossier, "minh", claim.Attempt + 1, Decision.Approved, null, Commune.Cancellation));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("lan")]
    [InlineData("elsewhere")]
    [InlineData("full")]
    [InlineData("away")]
    public async Task Nobody_takes_over_who_may_not_claim(string to)
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("full", capacity: 1);
        await commune.OpenAndClaim("full");
        await commune.Enlist("elsewhere", Commune.Committee);
        await commune.Enlist("away");
        await commune.Absences.Enter("away", commune.Today, commune.Today, "the head", Commune.Cancellation);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        var refused = await commune.Queues.HandOver(claim.Dossier, "lan", claim.Attempt, to, Commune.Cancellation);

        Assert.Equal(
            "Who takes it over must be of this agency, at work today, free to take one more, and not have decided it. Choose somebody else.",
            refused?.Words.En);
        Assert.Equal((1, claim.Attempt), (await commune.Holding("lan"), await commune.Scalar<int>("select attempt from par.queue_item where dossier = @Dossier", new { claim.Dossier })));
    }

    [Fact]
    public async Task Who_was_full_and_gives_back_meanwhile_takes_over()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("minh", capacity: 1);
        var own = await commune.OpenAndClaim("minh");
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        var handedOver = await commune.WhileGivingBack(own, () => commune.Queues.HandOver(claim.Dossier, "lan", claim.Attempt, "minh", Commune.Cancellation));

        Assert.Null(handedOver);
        Assert.Equal((0, 1), (await commune.Holding("lan"), await commune.Holding("minh")));
    }

    [Fact]
    public async Task Who_gives_back_meanwhile_claims_as_many_as_are_free_then()
    {
        await using var commune = await Commune.Found(postgres);
        var own = await commune.OpenAndClaim(await commune.Enlist("minh", capacity: 2));
        await commune.Open(await commune.DueMany(3));

        var claims = await commune.WhileGivingBack(own, () => commune.Queues.ClaimNext(Commune.Police, "minh", 2, Commune.Cancellation));

        Assert.Equal((2, 2), (claims.Count, await commune.Holding("minh")));
    }

    [Fact]
    public async Task Only_who_holds_it_hands_it_over()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Enlist("minh");

        Assert.Equal(RefusalKind.LostLease, (await commune.Queues.HandOver(claim.Dossier, "lan", claim.Attempt - 1, "minh", Commune.Cancellation))?.Kind);
        Assert.Equal(RefusalKind.LostLease, (await commune.Queues.HandOver(claim.Dossier, "minh", claim.Attempt, "minh", Commune.Cancellation))?.Kind);
        commune.Clock.Now += TimeSpan.FromMinutes(20);
        Assert.Equal(RefusalKind.LostLease, (await commune.Queues.HandOver(claim.Dossier, "lan", claim.Attempt, "minh", Commune.Cancellation))?.Kind);
    }

    [Fact]
    public async Task Two_who_hand_over_to_each_other_at_once_do_not_deadlock()
    {
        await using var commune = await Commune.Found(postgres);
        var lan = await commune.OpenAndClaim(await commune.Enlist("lan"));
        var minh = await commune.OpenAndClaim(await commune.Enlist("minh"));

        var refused = await Task.WhenAll(
            commune.Queues.HandOver(lan.Dossier, "lan", lan.Attempt, "minh", Commune.Cancellation),
            commune.Queues.HandOver(minh.Dossier, "minh", minh.Attempt, "lan", Commune.Cancellation));

        Assert.Equal([null, null], refused);
        Assert.Equal((1, 1), (await commune.Holding("lan"), await commune.Holding("minh")));
    }

    [Fact]
    public async Task A_push_back_needs_a_reason_keeps_it_and_tells_the_head_of_unit()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        Assert.Equal(
            "Pushing a dossier back needs a reason. Write why.",
            (await commune.Queues.PushBack(claim.Dossier, "lan", claim.Attempt, "  ", Commune.Cancellation))?.Words.En);
        Assert.Null(await commune.Queues.PushBack(claim.Dossier, "lan", claim.Attempt, "The house number is missing.", Commune.Cancellation));

        Assert.Equal(DossierState.Queued, await commune.StateOf(claim.Dossier));
        Assert.Equal((0, "The house number is missing."), (await commune.Holding("lan"), (await commune.Dossiers.History(claim.Dossier, Commune.Cancellation))[^1].Reason));
        Assert.Equal(
            "agency/commune-police/hai-chau/head-of-unit The house number is missing.",
            await commune.Scalar<string>("select concat(recipient, ' ', body ->> 'reason') from par.outbox where topic = 'dossier.pushedBack'"));
        Assert.Equal(RefusalKind.LostLease, (await commune.Queues.PushBack(claim.Dossier, "lan", claim.Attempt, "Again.", Commune.Cancellation))?.Kind);
    }
}
