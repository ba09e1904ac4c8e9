using System.Text.Json;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Outcomes;

public sealed class OutcomesTests(PostgreSql postgres)
{
    [Fact]
    public async Task An_approval_closes_the_dossier_and_tells_the_person()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now += TimeSpan.FromMinutes(12);

        var answer = await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation);

        Assert.Equal(new CompleteAnswer.Completed(DossierState.Approved, commune.Clock.Now), answer);
        var row = (await commune.Dossiers.Find(claim.Dossier, Commune.Cancellation))!;
        Assert.Equal((DossierState.Approved, commune.Clock.Now), (row.State, row.ClosedAt));
        Assert.Empty(await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation));
        Assert.Equal(0, await commune.Holding("lan"));
        Assert.Equal(TimeSpan.FromMinutes(12), (await commune.ClockOf(claim.Dossier, ClockKind.Handling)).Consumed);
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.clock where stopped_at is null"));
        Assert.Equal(
            ["notice.outcome person/048199000012 approved"],
            await commune.Query<string>(
                """
                select concat(topic, ' ', recipient, ' ', body ->> 'outcome')
                  from par.outbox
                 where topic like '%outcome'
                 order by topic
                """));
    }

    [Theory]
    [InlineData("person/048098000013 person/048199000012", "048199000012", "048098000013")]
    [InlineData("agency/commune-police/hai-chau")]
    public async Task The_outcome_is_told_to_those_who_were_told_of_the_opening(string told, params string[] tell)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = (await commune.Open(await commune.Due() with { Tell = tell })).Dossiers.Single();
        var claimed = await commune.Queues.Claim(opened.Dossier, await commune.Enlist("lan"), Commune.Cancellation);

        await Approve(commune, Assert.IsType<ClaimAnswer.Claimed>(claimed).Claim);

        foreach (var topic in new[] { "notice.opened", "notice.outcome" })
        {
            Assert.Equal(
                told,
                await commune.Scalar<string>("select string_agg(recipient, ' ' order by recipient) from par.outbox where topic = @topic", new { topic }));
        }
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_keeps_it()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        Assert.Equal(
            "A rejection needs a reason. Write one that the person can follow.",
            Refused(await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Rejected, " ", Commune.Cancellation)));
        Assert.Equal(DossierState.InProgress, await commune.StateOf(claim.Dossier));

        await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Rejected, "Already registered in Hội An.", Commune.Cancellation);
        Assert.Equal(
            (DossierState.Rejected, "Already registered in Hội An."),
            (await commune.StateOf(claim.Dossier), (await commune.Dossiers.History(claim.Dossier, Commune.Cancellation))[^1].Reason));
    }

    [Fact]
    public async Task A_lease_that_ran_out_completes_nothing_even_before_it_is_rescued()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now += TimeSpan.FromMinutes(20);

        Assert.StartsWith("You no longer hold this dossier", Refused(await Approve(commune, claim)), StringComparison.Ordinal);
        Assert.Equal(DossierState.InProgress, await commune.StateOf(claim.Dossier));
    }

    [Fact]
    public async Task An_old_claim_completes_nothing_after_the_item_was_claimed_anew()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        await commune.Enlist("minh");
        var old = await commune.OpenAndClaim("lan");
        commune.Clock.Now += TimeSpan.FromMinutes(21);
        await commune.Queues.RescueLeases(Commune.Cancellation);
        var minhs = Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(old.Dossier, "minh", Commune.Cancellation)).Claim;

        Assert.StartsWith("You no longer hold this dossier", Refused(await Approve(commune, old)), StringComparison.Ordinal);
        await commune.Queues.Release(old.Dossier, "minh", minhs.Attempt, Commune.Cancellation);
        var lansAgain = Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(old.Dossier, "lan", Commune.Cancellation)).Claim;
        Assert.StartsWith("You no longer hold this dossier", Refused(await Approve(commune, old)), StringComparison.Ordinal);

        Assert.IsType<CompleteAnswer.Completed>(await Approve(commune, lansAgain));
        Assert.Equal((0, 0), (await commune.Holding("lan"), await commune.Holding("minh")));
    }

    [Fact]
    public async Task Eight_completions_at_once_close_it_once()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Approve(commune, claim)));

        Assert.Single(answers.OfType<CompleteAnswer.Completed>());
        Assert.All(answers.OfType<CompleteAnswer.Refused>(), refused => Assert.Equal(RefusalKind.AlreadyClosed, refused.Why.Kind));
        Assert.Equal(1, await commune.Scalar<long>("select count(*) from par.outbox where topic like '%outcome'"));
        Assert.Equal(0, await commune.Holding("lan"));
    }

    [Fact]
    public async Task Completing_and_rescuing_at_once_end_in_one_of_the_two()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 100);
        var claims = new List<Claim>();
        for (var item = 0; item < 20; item++)
        {
            claims.Add(await commune.OpenAndClaim("lan"));
        }

        await commune.Execute("update par.queue_item set lease_ends = @late", new { late = commune.Clock.Now.AddMilliseconds(1) });
        var completing = Task.WhenAll(claims.Select(claim => Approve(commune, claim)));
        commune.Clock.Now += TimeSpan.FromMilliseconds(2);
        for (var scan = 0; scan < 5; scan++)
        {
            await commune.Queues.RescueLeases(Commune.Cancellation);
        }

        var completed = (await completing).OfType<CompleteAnswer.Completed>().Count();
        await commune.Queues.RescueLeases(Commune.Cancellation);

        Assert.Equal(completed, await commune.Scalar<long>("select count(*) from par.dossier where state = 'approved'"));
        Assert.Equal(20 - completed, await commune.Scalar<long>("select count(*) from par.dossier where state = 'queued'"));
        Assert.Equal(0, await commune.Holding("lan"));
    }

    [Fact]
    public async Task Refusals_say_why()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        await commune.Enlist("minh", Commune.Committee);
        var claim = await commune.OpenAndClaim("lan");
        var offer = await commune.OpenOne(level: 2);

        Assert.Equal(RefusalKind.OtherAgency, Kind(await Approve(commune, claim with { Officer = "minh" })));
        Assert.Equal(RefusalKind.NoSuchOfficer, Kind(await Approve(commune, claim with { Officer = "nobody" })));
        Assert.Equal(RefusalKind.NoSuchDossier, Kind(await Approve(commune, claim with { Dossier = Guid.NewGuid() })));
        Assert.Equal(RefusalKind.AwaitsThePerson, Kind(await commune.Outcomes.Complete(offer.Dossier, "lan", 0, Decision.Approved, null, Commune.Cancellation)));
        await Approve(commune, claim);
        Assert.Equal(RefusalKind.AlreadyClosed, Kind(await Approve(commune, claim)));
    }

    [Fact]
    public async Task A_yes_puts_the_dossier_before_the_officers_and_starts_its_own_term()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenOne(level: 2);
        commune.Clock.Now = Commune.Wednesday.AddDays(5).ToUniversalTime();

        var answer = Assert.IsType<RecordedAnswer.Recorded>(await commune.Outcomes.RecordAnswer(claim.Dossier, Yes with { Request = " 12/MP " }, "048226000001", Commune.Cancellation));

        // Monday 31 August; the two days off and two weekends lie between it and seven working days later.
        Assert.Equal((DossierState.Queued, new DateTimeOffset(2026, 9, 11, 10, 30, 0, TimeSpan.Zero)), (answer.State, answer.DueAt!.Value));
        var item = (await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation)).Single();
        Assert.Equal((QueueTask.Handle, DossierState.Queued, answer.DueAt.Value), (item.Task, item.State, item.DueAt));
        Assert.Null(item.Officer);
        Assert.False((await commune.ClockOf(claim.Dossier, ClockKind.Answer)).IsRunning);
        Assert.Equal("Law on Residence, art. 22", (await commune.ClockOf(claim.Dossier, ClockKind.Statutory)).Law);
        var change = (await commune.Dossiers.History(claim.Dossier, Commune.Cancellation))[^1];
        Assert.Equal(("accepted", "048226000001"), (change.Change, change.Actor));
        using var detail = JsonDocument.Parse(change.Detail);
        Assert.True(detail.RootElement.GetProperty("requestSigned").GetBoolean());
        Assert.Equal(
            ("phone", "12/MP"), (detail.RootElement.GetProperty("channel").GetString(), detail.RootElement.GetProperty("request").GetString()));
    }

    [Fact]
    public async Task A_no_ends_it_with_or_without_a_reason()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(level: 2);

        var answer = await commune.Outcomes.RecordAnswer(opened.Dossier, No, "048226000001", Commune.Cancellation);

        Assert.Equal(new RecordedAnswer.Recorded(DossierState.Declined, null), answer);
        Assert.Empty(await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation));
        Assert.Equal(
            RefusalKind.AlreadyClosed,
            Assert.IsType<RecordedAnswer.Refused>(await commune.Outcomes.RecordAnswer(opened.Dossier, Yes, "048226000001", Commune.Cancellation)).Why.Kind);
    }

    [Fact]
    public async Task A_no_keeps_how_it_came_and_the_reason_that_was_given()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(level: 2);

        await commune.Outcomes.RecordAnswer(opened.Dossier, No with { Reason = "Đã tự làm rồi." }, DossierMove.SimulatedPerson, Commune.Cancellation);

        var change = (await commune.Dossiers.History(opened.Dossier, Commune.Cancellation))[^1];
        Assert.Equal(("declined", "person (simulated)", "Đã tự làm rồi."), (change.Change, change.Actor, change.Reason));
        using var detail = JsonDocument.Parse(change.Detail);
        Assert.Equal("vneId", detail.RootElement.GetProperty("channel").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Where_the_law_wants_a_request_a_yes_names_it(string? request)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(level: 2);

        var answer = await commune.Outcomes.RecordAnswer(opened.Dossier, Yes with { Request = request }, "048226000001", Commune.Cancellation);

        var refused = Assert.IsType<RecordedAnswer.Refused>(answer).Why;
        Assert.Equal("The law wants a written request. Give the reference number of the one you received.", refused.Words.En);
        Assert.Equal(DossierState.Prepared, await commune.StateOf(opened.Dossier));
    }

    [Fact]
    public async Task Only_a_prepared_dossier_takes_an_answer_and_only_from_its_own_agency()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("minh", Commune.Committee);
        var queued = await commune.OpenOne();
        var offer = await commune.OpenOne(level: 2);

        Assert.Equal(
            RefusalKind.NotAwaitingAnAnswer,
            Assert.IsType<RecordedAnswer.Refused>(await commune.Outcomes.RecordAnswer(queued.Dossier, Yes, "048226000001", Commune.Cancellation)).Why.Kind);
        Assert.Equal(
            RefusalKind.OtherAgency,
            Assert.IsType<RecordedAnswer.Refused>(await commune.Outcomes.RecordAnswer(offer.Dossier, Yes, "minh", Commune.Cancellation)).Why.Kind);
    }

    [Fact]
    public async Task Only_an_officer_closes_an_offer_as_expired_and_only_when_the_term_is_over()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var offer = await commune.OpenOne(level: 2);

        Assert.Equal(RefusalKind.StillTimeToAnswer, Kind(await commune.Outcomes.CloseExpired(offer.Dossier, "lan", Commune.Cancellation)));
        commune.Clock.Now = offer.DueAt;
        Assert.Equal(RefusalKind.NoSuchOfficer, Kind(await commune.Outcomes.CloseExpired(offer.Dossier, "048226000001", Commune.Cancellation)));

        Assert.Equal(
            new CompleteAnswer.Completed(DossierState.Expired, commune.Clock.Now), await commune.Outcomes.CloseExpired(offer.Dossier, "lan", Commune.Cancellation));
    }

    private static PersonsAnswer Yes => new() { Yes = true, Channel = AnswerChannel.Phone };

    private static PersonsAnswer No => new() { Yes = false, Channel = AnswerChannel.VneId };

    private static Task<CompleteAnswer> Approve(Commune commune, Claim claim) =>
        commune.Outcomes.Complete(claim.Dossier, claim.Officer, claim.Attempt, Decision.Approved, null, Commune.Cancellation);

    private static string Refused(CompleteAnswer answer) => Assert.IsType<CompleteAnswer.Refused>(answer).Why.Words.En;

    private static RefusalKind Kind(CompleteAnswer answer) => Assert.IsType<CompleteAnswer.Refused>(answer).Why.Kind;
}
