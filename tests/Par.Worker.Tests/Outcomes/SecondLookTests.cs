using Microsoft.Extensions.Options;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Outcomes;

public sealed class SecondLookTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_decision_takes_effect_when_a_second_officer_agrees()
    {
        await using var commune = await LookedAt();
        var claim = await Decide(commune, Decision.Rejected, "Already registered in Hội An.");

        Assert.Equal(DossierState.Queued, await commune.StateOf(claim.Dossier));
        Assert.Equal(0, await commune.Holding("lan"));
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.outbox where topic = 'notice.outcome'"));
        Assert.True((await commune.ClockOf(claim.Dossier, ClockKind.Statutory)).IsRunning);
        Assert.False((await commune.ClockOf(claim.Dossier, ClockKind.Handling)).IsRunning);

        var second = (await commune.Queues.ClaimNext(Commune.Police, "minh", Commune.Cancellation))!;
        Assert.Equal((claim.Dossier, QueueTask.SecondLook), (second.Dossier, second.Task));
        Assert.Equal(
            new CompleteAnswer.Completed(DossierState.Rejected, commune.Clock.Now),
            await commune.Outcomes.Agree(claim.Dossier, "minh", second.Attempt, Commune.Cancellation));

        var last = (await commune.Dossiers.History(claim.Dossier, Commune.Cancellation))[^1];
        Assert.Equal(("rejected", "minh", "Already registered in Hội An.", """{"decidedBy": "lan"}"""), (last.Change, last.Actor, last.Reason, last.Detail));
        Assert.Equal("rejected", await commune.Scalar<string>("select body ->> 'outcome' from par.outbox where topic = 'notice.outcome'"));
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.queue_item"));
    }

    [Fact]
    public async Task Nobody_looks_at_their_own_decision()
    {
        await using var commune = await LookedAt();
        var claim = await Decide(commune, Decision.Approved, null);

        Assert.Null(await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation));
        Assert.Equal(
            "This is your own decision. Another officer must look at it.",
            Assert.IsType<ClaimAnswer.Refused>(await commune.Queues.Claim(claim.Dossier, "lan", Commune.Cancellation)).Why.Words.En);

        var second = (await commune.Queues.ClaimNext(Commune.Police, "minh", Commune.Cancellation))!;
        Assert.Equal(RefusalKind.HandoverNotPossible, (await commune.Queues.HandOver(claim.Dossier, "minh", second.Attempt, "lan", Commune.Cancellation))?.Kind);
        Assert.Equal(RefusalKind.LostLease, Why(await commune.Outcomes.Agree(claim.Dossier, "lan", second.Attempt, Commune.Cancellation)));
    }

    [Fact]
    public async Task What_is_sent_back_needs_a_reason_and_is_decided_anew_and_looked_at_again()
    {
        await using var commune = await LookedAt();
        var claim = await Decide(commune, Decision.Approved, null);
        var second = (await commune.Queues.ClaimNext(Commune.Police, "minh", Commune.Cancellation))!;

        Assert.Equal(RefusalKind.SendBackNeedsWords, Why(await commune.Outcomes.SendBack(claim.Dossier, "minh", second.Attempt, " ", Commune.Cancellation)));
        Assert.Equal(RefusalKind.SecondLookNeeded, Why(await commune.Outcomes.Complete(claim.Dossier, "minh", second.Attempt, Decision.Approved, null, Commune.Cancellation)));
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.SendBack(claim.Dossier, "minh", second.Attempt, "The date is wrong.", Commune.Cancellation));

        Assert.Equal(DossierState.Queued, await commune.StateOf(claim.Dossier));
        var anew = (await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation))!;
        Assert.Equal(QueueTask.Handle, anew.Task);
        Assert.Equal(RefusalKind.NoSecondLook, Why(await commune.Outcomes.Agree(claim.Dossier, "lan", anew.Attempt, Commune.Cancellation)));
        Assert.IsType<CompleteAnswer.AwaitsSecondLook>(
            await commune.Outcomes.Complete(claim.Dossier, "lan", anew.Attempt, Decision.Approved, null, Commune.Cancellation));
    }

    [Fact]
    public async Task A_second_look_that_is_given_back_or_runs_out_waits_for_another_officer()
    {
        await using var commune = await LookedAt();
        var claim = await Decide(commune, Decision.Approved, null);
        var second = (await commune.Queues.ClaimNext(Commune.Police, "minh", Commune.Cancellation))!;
        Assert.True(await commune.Queues.Release(claim.Dossier, "minh", second.Attempt, Commune.Cancellation));
        await commune.Queues.ClaimNext(Commune.Police, "minh", Commune.Cancellation);
        commune.Clock.Now += TimeSpan.FromMinutes(21);
        Assert.Equal(1, await commune.Queues.RescueLeases(Commune.Cancellation));

        Assert.Equal(("secondLook", DossierState.Queued), (await commune.Scalar<string>("select task from par.queue_item"), await commune.StateOf(claim.Dossier)));
    }

    [Fact]
    public void The_sample_has_its_share_and_goes_by_the_salt()
    {
        var one = new SecondLooks(Options.Create(new SecondLookOptions { Share = 0.1, Salt = "one secret that is long" }));
        var other = new SecondLooks(Options.Create(new SecondLookOptions { Share = 0.1, Salt = "another secret, also long" }));
        var random = new Random(20_266);
        var dossiers = Enumerable.Range(0, 20_000).Select(_ => { var id = new byte[16]; random.NextBytes(id); return new Guid(id); }).ToList();

        var chosen = dossiers.Where(dossier => one.Wants(dossier, Commune.Police, "1.004222")).ToHashSet();
        Assert.InRange(chosen.Count, 1_850, 2_150);
        Assert.InRange(dossiers.Count(dossier => chosen.Contains(dossier) && other.Wants(dossier, Commune.Police, "1.004222")), 140, 270);
        Assert.All(dossiers, dossier => Assert.Equal(chosen.Contains(dossier), one.Wants(dossier, Commune.Police, "1.004222")));
    }

    [Fact]
    public void An_agency_and_a_procedure_can_have_their_own()
    {
        var options = new SecondLookOptions { Share = 0, Salt = "as secret as a test is" };
        options.Agencies[Commune.Police] = 1;
        options.Procedures.Add("1.001193");
        var looks = new SecondLooks(Options.Create(options));

        Assert.True(looks.Wants(Guid.NewGuid(), Commune.Police, "1.004222"));
        Assert.True(looks.Wants(Guid.NewGuid(), Commune.Committee, "1.001193"));
        Assert.False(looks.Wants(Guid.NewGuid(), Commune.Committee, "1.004222"));
        Assert.True(options.HasSalt);
        Assert.False(new SecondLookOptions { Share = 0.1, Salt = "short" }.HasSalt);
        Assert.False(new SecondLookOptions { Share = 1.1 }.SharesAreShares);
    }

    [Fact]
    public async Task A_batch_answers_for_each_dossier_and_one_that_is_refused_leaves_the_others_alone()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 100);
        await commune.Open(await commune.DueMany(5));
        var claims = await commune.Queues.ClaimNext(Commune.Police, "lan", 5, Commune.Cancellation);
        await commune.Queues.Release(claims[1].Dossier, "lan", claims[1].Attempt, Commune.Cancellation);

        var answers = await commune.Outcomes.Complete(
            [.. claims.Select(claim => (claim.Dossier, claim.Attempt)), (claims[0].Dossier, claims[0].Attempt), (Guid.NewGuid(), 1)],
            "lan", Decision.Approved, null, Commune.Cancellation);

        Assert.Equal(
            ["done", "LostLease", "done", "done", "done", "AlreadyClosed", "NoSuchDossier"],
            answers.Select(answer => answer is CompleteAnswer.Refused(var why) ? why.Kind.ToString() : "done"));
        Assert.Equal(4, await commune.Scalar<long>("select count(*) from par.dossier where state = 'approved'"));
        Assert.Equal((0, 1), (await commune.Holding("lan"), await commune.Scalar<int>("select count(*)::int from par.queue_item")));
    }

    private static RefusalKind Why(CompleteAnswer answer) => Assert.IsType<CompleteAnswer.Refused>(answer).Why.Kind;

    private async Task<Commune> LookedAt()
    {
        var commune = await Commune.Found(postgres);
        commune.Looks.Procedures.Add("1.004222");
        await commune.Enlist("lan");
        await commune.Enlist("minh");
        return commune;
    }

    private static async Task<Claim> Decide(Commune commune, Decision decision, string? reason)
    {
        var claim = await commune.OpenAndClaim("lan");
        Assert.IsType<CompleteAnswer.AwaitsSecondLook>(
            await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, decision, reason, Commune.Cancellation));
        return claim;
    }
}
