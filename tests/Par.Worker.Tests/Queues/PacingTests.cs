using Microsoft.Extensions.Options;
using Par.Rules.Calendars;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Queues;

public sealed class PacingTests(PostgreSql postgres)
{
    [Fact]
    public async Task What_opens_beyond_the_free_capacity_is_kept_back_and_let_in_as_officers_take_up_the_rest()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 3);
        await commune.Open(await commune.DueMany(3, deadline: Term.WorkingDays(9)));
        Assert.Equal(0, await Pace(commune));

        await commune.Open(await commune.DueMany(4, deadline: Term.WorkingDays(12)));
        var sooner = await commune.OpenOne(deadline: Term.WorkingDays(11));
        Assert.Equal((3, 5), (await Shown(commune), await KeptBack(commune)));
        Assert.Equal(0, await Pace(commune));

        await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation);
        Assert.Equal(1, await Pace(commune));
        Assert.False(await commune.Scalar<bool>("select kept_back from par.queue_item where dossier = @Dossier", new { sooner.Dossier }));
        Assert.Equal(4, await KeptBack(commune));
        Assert.Equal(8, await commune.Scalar<long>("select count(*) from par.clock where kind = 'statutory' and running_since is not null"));
    }

    [Fact]
    public async Task What_comes_near_its_due_date_is_let_in_whatever_is_free()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 1);
        await commune.Open(await commune.DueMany(2, deadline: Term.WorkingDays(9)));
        await Pace(commune);
        await commune.Open(await commune.DueMany(3, deadline: Term.WorkingDays(12)));
        var short_ = await commune.OpenOne(deadline: Term.SameDay);
        Assert.Equal((3, 3), (await Shown(commune), await KeptBack(commune)));
        Assert.Contains(await commune.Queues.Show(Commune.Police, 10, null, Commune.Cancellation), row => row.Dossier == short_.Dossier);

        commune.Clock.Now = Commune.Wednesday.AddDays(18).ToUniversalTime();
        Assert.Equal(3, await Pace(commune));
        Assert.Equal(0, await KeptBack(commune));
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.queue_item where due_at < @Now and kept_back", new { commune.Clock.Now }));
    }

    [Fact]
    public async Task An_agency_without_officers_keeps_nothing_back_and_one_whose_officers_are_away_does()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(3, deadline: Term.WorkingDays(9)));
        await Pace(commune);
        await commune.Open(await commune.DueMany(1, deadline: Term.WorkingDays(9)));
        Assert.Equal(0, await KeptBack(commune));

        await commune.Enlist("lan");
        await commune.Absences.Enter("lan", commune.Today, commune.Today, "the head", Commune.Cancellation);
        await Pace(commune);
        await commune.Open(await commune.DueMany(2, deadline: Term.WorkingDays(9)));
        Assert.Equal(2, await KeptBack(commune));

        // The next day she is back.
        commune.Clock.Now = Commune.Wednesday.AddDays(1).ToUniversalTime();
        Assert.Equal(2, await Pace(commune));
    }

    [Fact]
    public async Task What_a_person_said_yes_to_and_what_is_asked_for_by_name_is_not_kept_back()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 1);
        await commune.Enlist("minh", Commune.Committee);
        await commune.Open(await commune.DueMany(1, deadline: Term.WorkingDays(9)));
        await Pace(commune);
        var kept = await commune.OpenOne(deadline: Term.WorkingDays(9));
        await commune.OpenOne(level: 2);
        Assert.Equal(1, await KeptBack(commune));

        Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(kept.Dossier, "lan", Commune.Cancellation));
        Assert.Equal(0, await KeptBack(commune));
    }

    [Fact]
    public async Task Two_at_once_let_in_no_more_than_one_would()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 5);
        await commune.Open(await commune.DueMany(5, deadline: Term.WorkingDays(9)));
        await Pace(commune);
        await commune.Open(await commune.DueMany(20, deadline: Term.WorkingDays(12)));
        await commune.Queues.ClaimNext(Commune.Police, "lan", 5, Commune.Cancellation);

        var let = await Task.WhenAll(Pace(commune), Pace(commune), Pace(commune));

        Assert.Equal(5, let.Sum());
        Assert.Equal((5, 15), (await Shown(commune) - 5, await KeptBack(commune)));
    }

    [Fact]
    public async Task Supervisors_see_what_is_kept_back_and_the_norm_of_the_day()
    {
        await using var commune = await Commune.Found(postgres);
        commune.Norm.HoldToNorms = true;
        await commune.Enlist("lan", capacity: 100);
        await commune.Enlist("minh", capacity: 100);
        await commune.Absences.Enter("minh", commune.Today, commune.Today, "the head", Commune.Cancellation);
        await commune.Open(await commune.DueMany(10, deadline: Term.WorkingDays(9)));
        await Pace(commune);
        await commune.Open(await commune.DueMany(2, deadline: Term.WorkingDays(9)));
        await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation);

        var load = Assert.Single(await new AgencyLoads(commune.Source, commune.Norms, commune.Clock).All(Commune.Cancellation));

        var today = commune.Norms.Of(Commune.Police, commune.Clock.Now).For(1);
        Assert.Equal((9L, 2L, 2, 1, 1, today), (load.Waiting, load.KeptBack, load.Officers, load.AtWork, load.Taken, load.Allowed));
        Assert.NotNull(load.FirstDue);
    }

    private static async Task<int> Pace(Commune commune)
    {
        using var meter = new PacingMeter();
        return await new Pacing(commune.Source, commune.Norms, meter, Options.Create(new QueueOptions()), commune.Clock).Run(Commune.Cancellation);
    }

    private static async Task<int> Shown(Commune commune) => (await commune.Queues.Show(Commune.Police, 100, null, Commune.Cancellation)).Count;

    private static async Task<int> KeptBack(Commune commune) => await commune.Scalar<int>("select count(*)::int from par.queue_item where kept_back");
}
