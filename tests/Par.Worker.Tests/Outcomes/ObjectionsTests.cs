using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Outcomes;

/// <summary>A person who objects to how a dossier ended is heard by a human.</summary>
public sealed class ObjectionsTests(PostgreSql postgres)
{
    private const string Words = "Con tôi chưa có thẻ.";

    [Fact]
    public async Task A_no_closes_and_an_objection_reopens_for_an_officer_who_decides()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var dossier = await Declined(commune);
        commune.Clock.Now += TimeSpan.FromDays(5);

        var answer = Assert.IsType<ObjectionAnswer.Received>(await Object(commune, dossier, Commune.Mother));

        Assert.Equal(DossierState.Queued, answer.State);
        var row = (await commune.Dossiers.Find(dossier, Commune.Cancellation))!;
        Assert.Equal((DossierState.Queued, null), (row.State, row.ClosedAt));
        var statutory = await commune.ClockOf(dossier, ClockKind.Statutory);
        Assert.Equal((commune.Clock.Now, answer.DueAt, null), (statutory.StartedAt, statutory.DueAt, statutory.StoppedAt));

        var claim = (await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation))!;
        Assert.Equal(dossier, claim.Dossier);
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.Complete(dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation));
        Assert.Equal(
            ["opened", "declined", "objected Con tôi chưa có thẻ.", "claimed", "approved"],
            (await commune.Dossiers.History(dossier, Commune.Cancellation)).Select(change => $"{change.Change} {(change.Change == "objected" ? change.Reason : "")}".Trim()));
        Assert.Equal(
            ["dossier.objected agency/commune-police/hai-chau", "notice.objection person/048199000012"],
            await commune.Query<string>("select topic || ' ' || recipient from par.outbox where topic like '%objec%' order by topic"));
    }

    [Fact]
    public async Task What_an_officer_rejected_is_decided_once_more()
    {
        await using var commune = await Commune.Found(postgres);
        var first = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Outcomes.Complete(first.Dossier, "lan", first.Attempt, Decision.Rejected, "Đã có thẻ.", Commune.Cancellation);

        Assert.IsType<ObjectionAnswer.Received>(await Object(commune, first.Dossier, "lan"));

        var second = Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(first.Dossier, "lan", Commune.Cancellation)).Claim;
        var late = await commune.Outcomes.Complete(first.Dossier, "lan", first.Attempt, Decision.Approved, null, Commune.Cancellation);
        Assert.Equal(RefusalKind.LostLease, Assert.IsType<CompleteAnswer.Refused>(late).Why.Kind);
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.Complete(first.Dossier, "lan", second.Attempt, Decision.Rejected, "Vẫn đã có thẻ.", Commune.Cancellation));
        Assert.Equal(0, await commune.Holding("lan"));
    }

    [Fact]
    public async Task What_expired_is_reopened_too()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var opened = await commune.OpenOne(level: 2);
        commune.Clock.Now += TimeSpan.FromDays(90);
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.CloseExpired(opened.Dossier, "lan", Commune.Cancellation));

        Assert.IsType<ObjectionAnswer.Received>(await Object(commune, opened.Dossier, "lan"));

        Assert.Equal(DossierState.Queued, await commune.StateOf(opened.Dossier));
    }

    [Fact]
    public async Task What_the_machine_withdrew_is_a_humans_from_then_on_and_its_once_key_is_taken_again()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due(onceKey: "child");
        var dossier = (await commune.Open(due)).Dossiers.Single().Dossier;
        await Withdraw(commune, dossier);
        Assert.True(await commune.Scalar<bool>("select freed_at is not null from par.once_key"));

        Assert.IsType<ObjectionAnswer.Received>(await Object(commune, dossier, Commune.Mother));

        Assert.True(await commune.Scalar<bool>("select freed_at is null from par.once_key"));
        Assert.Empty((await commune.Open(await commune.Due(onceKey: "child"))).Dossiers);
        await Withdraw(commune, dossier);
        Assert.Equal(DossierState.Queued, await commune.StateOf(dossier));
        Assert.Equal("groundFell", (await commune.Dossiers.History(dossier, Commune.Cancellation))[^1].Change);
    }

    [Fact]
    public async Task Where_another_dossier_was_opened_for_the_same_the_objection_belongs_there()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due(onceKey: "child");
        var dossier = (await commune.Open(due)).Dossiers.Single().Dossier;
        await commune.Execute("""update par.finding set explanation = '{"once": {"gate": "residence.newborn", "key": "child"}}' where id = @Finding""", new { due.Finding });
        await Withdraw(commune, dossier);
        var other = (await commune.Open(await commune.Due(onceKey: "child"))).Dossiers.Single();

        var refused = Assert.IsType<ObjectionAnswer.Refused>(await Object(commune, dossier, Commune.Mother));

        Assert.Equal($"Dossier {other.Number} was opened for the same since. Record the objection there.", refused.Why.Words.En);
        Assert.Equal(DossierState.Withdrawn, await commune.StateOf(dossier));
    }

    [Fact]
    public async Task What_was_approved_stays_approved_and_an_officer_looks_again()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation);

        var first = Assert.IsType<ObjectionAnswer.Received>(await Object(commune, claim.Dossier, Commune.Mother));
        commune.Clock.Now += TimeSpan.FromDays(1);
        var second = Assert.IsType<ObjectionAnswer.Received>(await Object(commune, claim.Dossier, Commune.Mother));

        Assert.Equal((DossierState.Approved, first.DueAt), (first.State, second.DueAt));
        Assert.Equal(DossierState.Approved, await commune.StateOf(claim.Dossier));
        Assert.Equal("review", await commune.Scalar<string>("select task from par.queue_item"));
        var review = Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(claim.Dossier, "lan", Commune.Cancellation)).Claim;
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.CompleteReview(claim.Dossier, "lan", review.Attempt, "Đúng như cũ.", Commune.Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_words_that_help()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("minh", Commune.Committee);
        var declined = await Declined(commune);
        var (open, prepared) = (await commune.OpenOne(), await commune.OpenOne(level: 2));

        Assert.Equal("There is no such dossier. Open the agency's queue again.", await Refused(commune, Guid.NewGuid(), Commune.Mother, Words));
        Assert.Equal("This dossier is still open. Tell the officer who handles it what the person says.", await Refused(commune, open.Dossier, Commune.Mother, Words));
        Assert.Equal("This dossier still awaits the person's answer. Record the answer first.", await Refused(commune, prepared.Dossier, Commune.Mother, Words));
        Assert.Equal("This dossier belongs to another agency. Only its own officers may handle it.", await Refused(commune, declined, "minh", Words));
        Assert.Equal("Write what the person objects to, in their words: the officer who decides must read it.", await Refused(commune, declined, Commune.Mother, " "));
        Assert.Equal(DossierState.Declined, await commune.StateOf(declined));
    }

    [Fact]
    public async Task Eight_objections_at_once_reopen_once()
    {
        await using var commune = await Commune.Found(postgres);
        var dossier = await Declined(commune);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Object(commune, dossier, Commune.Mother)));

        Assert.Single(answers.OfType<ObjectionAnswer.Received>());
        Assert.All(answers.OfType<ObjectionAnswer.Refused>(), refused => Assert.Equal(RefusalKind.StillOpen, refused.Why.Kind));
    }

    private static Task<ObjectionAnswer> Object(Commune commune, Guid dossier, string actor, string? reason = Words) =>
        commune.Objections.Take(dossier, new PersonsObjection { Channel = AnswerChannel.Phone, Reason = reason }, actor, Commune.Cancellation);

    private static async Task<string> Refused(Commune commune, Guid dossier, string actor, string reason) =>
        Assert.IsType<ObjectionAnswer.Refused>(await Object(commune, dossier, actor, reason)).Why.Words.En;

    private static async Task<Guid> Declined(Commune commune)
    {
        var opened = await commune.OpenOne(level: 2);
        var no = new PersonsAnswer { Yes = false, Channel = AnswerChannel.Phone };
        Assert.IsType<RecordedAnswer.Recorded>(await commune.Outcomes.RecordAnswer(opened.Dossier, no, Commune.Mother, Commune.Cancellation));
        return opened.Dossier;
    }

    private static Task<Withdrawn> Withdraw(Commune commune, Guid dossier) => commune.InTransaction(transaction => commune.Withdrawals.Withdraw(
        transaction,
        [new FallenGround { Dossier = dossier, Reason = CorrectionWords.NoLongerDue, Policy = Par.Rules.Books.IfNoLongerTrue.Withdraw }],
        commune.Clock.Now,
        Commune.Cancellation));
}
