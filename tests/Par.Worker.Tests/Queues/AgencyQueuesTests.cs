using Par.Worker.Dossiers;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Queues;

public sealed class AgencyQueuesTests(PostgreSql postgres)
{
    [Fact]
    public async Task The_most_pressing_item_is_claimed_first()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var later = await commune.OpenOne(deadline: Par.Rules.Calendars.Term.WorkingDays(9));
        var sooner = await commune.OpenOne(deadline: Par.Rules.Calendars.Term.WorkingDays(2));
        var lifted = await commune.OpenOne(deadline: Par.Rules.Calendars.Term.WorkingDays(20));
        await commune.Execute("update par.queue_item set priority = 2 where dossier = @Dossier", new { lifted.Dossier });

        Guid[] claimed = [(await Next(commune, "lan"))!.Dossier, (await Next(commune, "lan"))!.Dossier, (await Next(commune, "lan"))!.Dossier];

        Assert.Equal([lifted.Dossier, sooner.Dossier, later.Dossier], claimed);
        Assert.Null(await Next(commune, "lan"));
    }

    [Fact]
    public async Task A_claim_starts_the_handling_and_is_held_for_one_lease()
    {
        await using var commune = await Commune.Found(postgres);

        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        Assert.Equal((1, commune.Clock.Now.AddMinutes(20), "lan"), (claim.Attempt, claim.LeaseEnds, claim.Officer));
        Assert.Equal(DossierState.InProgress, await commune.StateOf(claim.Dossier));
        Assert.True((await commune.ClockOf(claim.Dossier, ClockKind.Handling)).IsRunning);
        Assert.Equal(1, await commune.Holding("lan"));
    }

    [Fact]
    public async Task What_awaits_the_person_is_not_claimed_and_stands_in_nobodys_way()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var offer = await commune.OpenOne(level: 2);

        var refused = Assert.IsType<ClaimAnswer.Refused>(await commune.Queues.Claim(offer.Dossier, "lan", Commune.Cancellation)).Why;
        Assert.Equal("This dossier still awaits the person's answer. Record the answer first.", refused.Words.En);
        Assert.Null(await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation));

        var work = await commune.OpenOne();
        Assert.Equal(work.Dossier, (await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation))?.Dossier);
        Assert.Equal(DossierState.Prepared, await commune.StateOf(offer.Dossier));
    }

    [Fact]
    public async Task Eight_claims_at_once_never_pass_an_officers_capacity()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 3);
        await commune.Open(await commune.DueMany(40));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var taken = 0;
            for (var wish = 0; wish < 5; wish++)
            {
                taken += await Next(commune, "lan") is null ? 0 : 1;
            }

            return taken;
        }));

        Assert.Equal(3, claims.Sum());
        Assert.Equal(3, await commune.Holding("lan"));
        Assert.Equal(3, await commune.Scalar<long>("select count(*) from par.queue_item where officer = 'lan'"));
    }

    [Fact]
    public async Task Eight_officers_empty_a_queue_and_no_item_has_two_holders()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(60));
        for (var officer = 0; officer < 8; officer++)
        {
            await commune.Enlist($"officer-{officer}");
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async officer =>
        {
            var mine = new List<Claim>();
            while (mine.Count < 10 && await Next(commune, $"officer-{officer}") is { } claim)
            {
                mine.Add(claim);
            }

            return mine;
        }));

        Assert.Equal(60, claims.Sum(mine => mine.Count));
        Assert.Equal(60, claims.SelectMany(mine => mine).Select(claim => claim.Dossier).Distinct().Count());
        Assert.Equal(0, await commune.Scalar<long>(
            "select count(*) from par.officer where holding <> (select count(*) from par.queue_item where officer = officer.id)"));
    }

    [Fact]
    public async Task Eight_officers_want_the_same_dossier_and_one_gets_it()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();
        for (var officer = 0; officer < 8; officer++)
        {
            await commune.Enlist($"officer-{officer}");
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(officer => commune.Queues.Claim(opened.Dossier, $"officer-{officer}", Commune.Cancellation)));

        Assert.Single(answers.OfType<ClaimAnswer.Claimed>());
        Assert.All(answers.OfType<ClaimAnswer.Refused>(), refused => Assert.Equal(RefusalKind.HeldByAnother, refused.Why.Kind));
    }

    [Fact]
    public async Task A_full_officer_takes_nothing_and_hears_why()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenAndClaim(await commune.Enlist("lan", capacity: 1));
        var next = await commune.OpenOne();

        Assert.Null(await Next(commune, "lan"));
        Assert.Equal("You hold as many dossiers as you may. Complete or release one first.", await WhyNot(commune, next.Dossier, "lan"));
    }

    [Fact]
    public async Task A_paused_agency_gives_nothing_until_it_goes_on()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var opened = await commune.OpenOne();

        Assert.True(await commune.Agencies.Pause(Commune.Police, "the province", "moving house", Commune.Cancellation));
        Assert.Null(await Next(commune, "lan"));
        Assert.Equal("The agency takes no new work for now. Finish what you hold.", await WhyNot(commune, opened.Dossier, "lan"));

        Assert.True(await commune.Agencies.Resume(Commune.Police, Commune.Cancellation));
        Assert.NotNull(await Next(commune, "lan"));
    }

    [Fact]
    public async Task An_officer_of_another_agency_gets_nothing()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("minh", Commune.Committee);
        var opened = await commune.OpenOne();

        Assert.Null(await Next(commune, "minh"));
        Assert.Equal("This dossier belongs to another agency. Only its own officers may handle it.", await WhyNot(commune, opened.Dossier, "minh"));
        Assert.Equal("There is no such officer. Sign in again.", await WhyNot(commune, opened.Dossier, "nobody"));
        Assert.Equal("There is no such dossier. Open the agency's queue again.", await WhyNot(commune, Guid.NewGuid(), "minh"));
    }

    [Fact]
    public async Task A_release_puts_the_item_back_once()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        Assert.False(await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt + 1, Commune.Cancellation));
        Assert.False(await commune.Queues.Release(claim.Dossier, "minh", claim.Attempt, Commune.Cancellation));
        Assert.True(await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation));
        Assert.False(await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation));

        Assert.Equal((DossierState.Queued, 0), (await commune.StateOf(claim.Dossier), await commune.Holding("lan")));
        Assert.Equal(2, (await Next(commune, "lan"))!.Attempt);
    }

    [Fact]
    public async Task A_lease_that_ran_out_goes_back_to_the_queue_once_whoever_looks()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        await commune.Enlist("minh");
        for (var item = 0; item < 6; item++)
        {
            await commune.OpenAndClaim(item < 4 ? "lan" : "minh");
        }

        commune.Clock.Now += TimeSpan.FromMinutes(19);
        Assert.Equal(0, await commune.Queues.RescueLeases(Commune.Cancellation));
        var fresh = await commune.OpenAndClaim("lan");
        commune.Clock.Now += TimeSpan.FromMinutes(1);
        var rescued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => commune.Queues.RescueLeases(Commune.Cancellation)));

        Assert.Equal(6, rescued.Sum());
        Assert.Equal((1, 0), (await commune.Holding("lan"), await commune.Holding("minh")));
        Assert.Equal(DossierState.InProgress, await commune.StateOf(fresh.Dossier));
        Assert.Equal(6, await commune.Scalar<long>("select count(*) from par.dossier where state = 'queued'"));
        Assert.Equal(6, await commune.Scalar<long>("select count(*) from par.dossier_change where change = 'leaseEnded' and actor = 'par'"));
        Assert.Equal(6, await commune.Scalar<long>("select count(*) from par.clock where kind = 'handling' and running_since is null"));
    }

    [Fact]
    public async Task A_renewed_lease_is_not_rescued_and_a_lost_one_not_renewed()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now += TimeSpan.FromMinutes(15);

        Assert.Equal(commune.Clock.Now.AddMinutes(20), await commune.Queues.Renew(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation));
        commune.Clock.Now += TimeSpan.FromMinutes(15);
        Assert.Equal(0, await commune.Queues.RescueLeases(Commune.Cancellation));
        commune.Clock.Now += TimeSpan.FromMinutes(15);
        Assert.Null(await commune.Queues.Renew(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap_or_a_repeat()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(25));
        await commune.Open(await commune.DueMany(3, agency: Commune.Committee));

        var seen = new List<QueueRow>();
        IReadOnlyList<QueueRow> page;
        do
        {
            page = await commune.Queues.Show(Commune.Police, null, 10, seen.LastOrDefault()?.Position, Commune.Cancellation);
            seen.AddRange(page);
        }
        while (page.Count > 0);

        Assert.Equal(25, seen.Select(row => row.Dossier).Distinct().Count());
        Assert.Equal(25, seen.Count);
        Assert.Equal(seen.OrderBy(row => row.Priority).ThenBy(row => row.DueAt).Select(row => row.Number), seen.Select(row => row.Number));
        Assert.All(seen, row => Assert.Equal((Commune.Police, 3, DossierState.Queued), (row.Agency, row.Level, row.State)));
    }

    [Fact]
    public async Task The_page_shows_who_holds_an_item_and_until_when()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        var row = (await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation)).Single();

        Assert.Equal(("lan", claim.LeaseEnds, 1, "048226000001"), (row.Officer, row.LeaseEnds, row.Attempt, row.Subject));
    }

    private static Task<Claim?> Next(Commune commune, string officer) => commune.Queues.ClaimNext(Commune.Police, officer, Commune.Cancellation);

    private static async Task<string> WhyNot(Commune commune, Guid dossier, string officer) =>
        Assert.IsType<ClaimAnswer.Refused>(await commune.Queues.Claim(dossier, officer, Commune.Cancellation)).Why.Words.En;
}
