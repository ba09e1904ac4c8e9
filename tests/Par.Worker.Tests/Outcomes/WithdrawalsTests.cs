using System.Text.Json;
using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;

namespace Par.Worker.Tests.Outcomes;

public sealed class WithdrawalsTests(PostgreSql postgres)
{
    private static readonly Wording Reason = new("Đăng ký khai sinh đã bị hủy.", "The birth registration was annulled.");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_untouched_dossier_is_withdrawn_with_the_reason_and_everyone_is_told(int level)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(level);

        var done = await Withdraw(commune, opened.Dossier);

        Assert.Equal([opened.Dossier], done.Dossiers);
        Assert.Empty(done.Flagged);
        Assert.Equal(DossierState.Withdrawn, await commune.StateOf(opened.Dossier));
        var change = (await commune.Dossiers.History(opened.Dossier, Commune.Cancellation))[^1];
        Assert.Equal(("withdrawn", "par", Reason.Vi), (change.Change, change.Actor, change.Reason));
        using var detail = JsonDocument.Parse(change.Detail);
        Assert.Equal((Reason.Vi, Reason.En), (detail.RootElement.GetProperty("reason").GetProperty("vi").GetString(), detail.RootElement.GetProperty("reason").GetProperty("en").GetString()));
        Assert.Empty(await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation));
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.clock where stopped_at is null"));
        Assert.Equal(
            ["dossier.withdrawn agency/commune-police/hai-chau", "notice.withdrawn person/048199000012"],
            await commune.Query<string>("select topic || ' ' || recipient from par.outbox where topic like '%withdrawn' order by topic"));
    }

    [Theory]
    [InlineData("person/048098000013 person/048199000012", "048199000012", "048098000013")]
    [InlineData("agency/commune-police/hai-chau")]
    public async Task A_withdrawal_is_told_to_those_who_were_told_of_the_opening(string told, params string[] tell)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = (await commune.Open(await commune.Due() with { Tell = tell })).Dossiers.Single();

        await Withdraw(commune, opened.Dossier);

        Assert.Equal(
            told,
            await commune.Scalar<string>("select string_agg(recipient, ' ' order by recipient) from par.outbox where topic = 'notice.withdrawn'"));
    }

    [Fact]
    public async Task What_an_officer_touched_is_flagged_and_stays_as_it_is()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var held = await commune.OpenAndClaim("lan");
        var released = await commune.OpenAndClaim("lan");
        await commune.Queues.Release(released.Dossier, "lan", released.Attempt, Commune.Cancellation);
        var finished = await commune.OpenAndClaim("lan");
        await commune.Outcomes.Complete(finished.Dossier, "lan", finished.Attempt, Decision.Approved, null, Commune.Cancellation);

        var done = await Withdraw(commune, held.Dossier, released.Dossier, finished.Dossier);

        Assert.Empty(done.Dossiers);
        Assert.Equal(3, done.Flagged.Count);
        Assert.Equal(DossierState.InProgress, await commune.StateOf(held.Dossier));
        Assert.Equal(DossierState.Queued, await commune.StateOf(released.Dossier));
        Assert.Equal(DossierState.Approved, await commune.StateOf(finished.Dossier));
        Assert.Equal(3, await commune.Scalar<long>("select count(*) from par.dossier_change where change = 'groundFell' and reason = @Vi", new { Reason.Vi }));
        Assert.Equal(3, await commune.Scalar<long>("select count(*) from par.outbox where topic = 'dossier.flagged'"));
        Assert.Equal(1, await commune.Holding("lan"));
    }

    [Fact]
    public async Task A_rule_that_wants_a_flag_only_withdraws_nothing()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();

        var done = await commune.InTransaction(transaction => commune.Withdrawals.Withdraw(
            transaction, [new FallenGround { Dossier = opened.Dossier, Reason = Reason, Policy = IfNoLongerTrue.Flag }], commune.Clock.Now, Commune.Cancellation));

        Assert.Equal([opened.Dossier], done.Flagged);
        Assert.Equal(DossierState.Queued, await commune.StateOf(opened.Dossier));
    }

    [Fact]
    public async Task A_corrected_ground_may_open_again_after_a_withdrawal_and_only_once()
    {
        await using var commune = await Commune.Found(postgres);
        var first = (await commune.Open(await commune.Due(onceKey: "048226000001"))).Dossiers.Single();
        var corrected = await commune.Due(onceKey: "048226000001");
        Assert.Empty((await commune.Open(corrected)).Dossiers);

        await Withdraw(commune, first.Dossier);
        var again = (await commune.Open(corrected)).Dossiers.Single();

        Assert.NotEqual(first.Dossier, again.Dossier);
        Assert.Equal("H17.1-260826-0002", again.Number);
        Assert.Empty((await commune.Open(await commune.Due(onceKey: "048226000001"))).Dossiers);
    }

    [Fact]
    public async Task Withdrawing_and_claiming_at_once_end_in_one_of_the_two()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 100);
        var opened = await commune.Open(await commune.DueMany(30));

        var withdrawing = opened.Dossiers.Select(dossier => Withdraw(commune, dossier.Dossier)).ToList();
        var claiming = opened.Dossiers.Select(_ => commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation)).ToList();
        var withdrawn = (await Task.WhenAll(withdrawing)).Sum(done => done.Dossiers.Count);
        var claimed = (await Task.WhenAll(claiming)).Count(claim => claim is not null);

        Assert.Equal(withdrawn, await commune.Scalar<long>("select count(*) from par.dossier where state = 'withdrawn'"));
        Assert.Equal(claimed, await commune.Scalar<long>("select count(*) from par.dossier where state = 'inProgress'"));
        Assert.Equal(claimed, await commune.Holding("lan"));
        Assert.Equal(30 - withdrawn, await commune.Scalar<long>("select count(*) from par.queue_item"));
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow_with_the_batch()
    {
        var (commune, log) = await Commune.FoundWatched(postgres);
        await using var founded = commune;
        var opened = (await commune.Open(await commune.DueMany(101))).Dossiers.Select(dossier => dossier.Dossier).ToArray();

        var start = log.Count;
        await Withdraw(commune, opened[0]);
        var forOne = log.Count - start;
        start = log.Count;
        Assert.Equal(100, (await Withdraw(commune, opened[1..])).Dossiers.Count);

        Assert.True(forOne > 0, "The statements were not seen.");
        Assert.Equal(forOne, log.Count - start);
    }

    [Fact]
    public async Task Dossiers_are_found_by_the_life_events_they_stand_on()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.DueMany(2);
        await commune.Open(due);

        var found = await commune.InTransaction(transaction =>
            Worker.Dossiers.Dossiers.OfEvents(transaction, [("civil-status", due[0].EventUid), ("population", due[1].EventUid)], Commune.Cancellation));

        Assert.Equal(due[0].Finding, found.Single().Finding);
    }

    private static Task<Withdrawn> Withdraw(Commune commune, params Guid[] dossiers) => commune.InTransaction(transaction => commune.Withdrawals.Withdraw(
        transaction,
        [.. dossiers.Select(dossier => new FallenGround { Dossier = dossier, Reason = Reason, Policy = IfNoLongerTrue.Withdraw })],
        commune.Clock.Now,
        Commune.Cancellation));
}
