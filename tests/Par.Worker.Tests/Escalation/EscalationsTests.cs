using Par.Rules.Calendars;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;

namespace Par.Worker.Tests.Escalation;

public sealed class EscalationsTests(PostgreSql postgres)
{
    [Fact]
    public async Task Each_rung_is_told_once_to_the_next_person_up_and_lifts_the_item()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.WorkingDays(1));
        var escalations = commune.Escalations();

        // Due on Thursday at half past five; four working hours before that it is half past eleven.
        var told = new List<int>();
        foreach (var moment in (string[])["27 11:29", "27 11:30", "27 17:29", "27 17:30", "28 11:29", "28 11:30", "28 17:30", "29 17:30"])
        {
            commune.Clock.Now = DateTimeOffset.ParseExact($"2026-08-{moment} +07:00", "yyyy-MM-dd HH:mm zzz", null).ToUniversalTime();
            told.Add(await escalations.RaiseDue(Commune.Cancellation));
            Assert.Equal(0, await escalations.RaiseDue(Commune.Cancellation));
        }

        Assert.Equal([0, 1, 0, 1, 0, 1, 1, 0], told);
        Assert.Equal(
            [
                "1 agency/commune-police/hai-chau",
                "2 agency/commune-police/hai-chau/head-of-unit",
                "3 agency/commune-police/hai-chau/head-of-agency",
                "4 province",
            ],
            await commune.Query<string>("select rung || ' ' || told from par.escalation order by rung"));
        Assert.Equal(4, await commune.Scalar<long>("select count(*) from par.outbox where topic = 'escalation'"));
        Assert.Equal(1, await commune.Scalar<int>("select priority from par.queue_item where dossier = @Dossier", new { opened.Dossier }));
    }

    [Fact]
    public async Task The_officer_who_holds_it_is_told_first()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now += TimeSpan.FromMinutes(30);

        Assert.Equal(1, await commune.Escalations().RaiseDue(Commune.Cancellation));

        Assert.Equal("handling 1 officer/lan", await commune.Scalar<string>("select clock || ' ' || rung || ' ' || told from par.escalation"));
    }

    [Fact]
    public async Task Two_scanners_tell_each_rung_once()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(200, deadline: Term.SameDay));
        commune.Clock.Now = Commune.Wednesday.AddDays(30).ToUniversalTime();

        var told = await Task.WhenAll(
            commune.Escalations(batch: 17).RaiseDue(Commune.Cancellation), commune.Escalations(batch: 23).RaiseDue(Commune.Cancellation));
        var rest = await commune.Escalations().RaiseDue(Commune.Cancellation);

        Assert.Equal(800, told.Sum() + rest);
        Assert.Equal(800, await commune.Scalar<long>("select count(*) from par.escalation"));
        Assert.Equal(800, await commune.Scalar<long>("select count(*) from par.outbox where topic = 'escalation'"));
    }

    [Fact]
    public async Task A_clock_whose_calendar_is_gone_does_not_hold_the_others_up()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.Open(await commune.DueMany(5, deadline: Term.SameDay));
        var lost = opened.Dossiers[2].Dossier;
        await commune.Execute("update par.clock set calendar = 'gone' where dossier = @lost", new { lost });
        commune.Clock.Now = Commune.Wednesday.AddDays(30).ToUniversalTime();

        Assert.Equal(16, await commune.Escalations().RaiseDue(Commune.Cancellation));

        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.escalation where dossier = @lost", new { lost }));
        Assert.Equal(commune.Clock.Now.AddMinutes(10), (await commune.ClockOf(lost, "statutory")).NextRungAt);
    }

    [Fact]
    public async Task An_item_that_the_database_refuses_is_put_off_and_the_others_go_on()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.Open(await commune.DueMany(9, deadline: Term.SameDay));
        var broken = opened.Dossiers[4].Dossier;
        await commune.Execute($"alter table par.escalation add constraint broken_on_purpose check (dossier <> '{broken}')");
        commune.Clock.Now = Commune.Wednesday.AddDays(30).ToUniversalTime();

        Assert.Equal(32, await commune.Escalations().RaiseDue(Commune.Cancellation));
        await commune.Execute("alter table par.escalation drop constraint broken_on_purpose");
        Assert.Equal(0, await commune.Escalations().RaiseDue(Commune.Cancellation));
        commune.Clock.Now += TimeSpan.FromMinutes(10);

        Assert.Equal(4, await commune.Escalations().RaiseDue(Commune.Cancellation));
    }

    [Fact]
    public async Task What_is_completed_is_not_escalated()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation);
        commune.Clock.Now = Commune.Wednesday.AddDays(60).ToUniversalTime();

        Assert.Equal(0, await commune.Escalations().RaiseDue(Commune.Cancellation));
    }

    [Fact]
    public async Task An_unanswered_offer_is_escalated_and_never_refused()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(level: 2);
        commune.Clock.Now = Commune.Wednesday.AddDays(90).ToUniversalTime();

        Assert.Equal(4, await commune.Escalations().RaiseDue(Commune.Cancellation));

        Assert.Equal(DossierState.Prepared, await commune.StateOf(opened.Dossier));
    }

    [Fact]
    public async Task The_scan_walks_the_partial_index()
    {
        await using var commune = await Commune.Found(postgres);
        var plan = await commune.Query<string>(
            "explain " + Storage.ReadSql("Escalation/scan.sql").Replace("@now", "now()", StringComparison.Ordinal).Replace("@limit", "500", StringComparison.Ordinal));

        Assert.Contains("clock_rung_due", string.Join('\n', plan), StringComparison.Ordinal);
    }

    private static class Storage
    {
        public static string ReadSql(string path) => Worker.Storage.Sql.Read(path);
    }
}
