using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;
using Par.Worker.ServiceLevels.Proofs;

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

    [Fact]
    public async Task A_term_whose_law_lets_it_stands_still_while_the_dossier_waits_and_ends_later_by_that()
    {
        await using var commune = await Commune.Found(postgres);
        await new CalendarEditions(commune.Source, commune.Clock, NullLogger<CalendarEditions>.Instance).Bring(commune.Directory.Calendars, Commune.Cancellation);
        await commune.Enlist("lan");
        var due = await commune.Due(deadline: Term.WorkingHours(12)) with { PausedWhileWaiting = true };
        var opened = (await commune.Open(due)).Dossiers.Single();
        var claim = Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(opened.Dossier, "lan", Commune.Cancellation)).Claim;
        commune.Clock.Now = Local(26, 9, 15);
        await commune.Waits.Begin(opened.Dossier, "lan", claim.Attempt, "Chờ giấy chứng sinh.", Commune.Cancellation);

        Assert.Equal((false, TimeSpan.FromMinutes(15)), await commune.ClockOf(opened.Dossier, ClockKind.Statutory) is var waits ? (waits.IsRunning, waits.Consumed) : default);
        commune.Clock.Now = Local(27, 9, 0);
        var replied = Assert.IsType<WaitAnswer.Done>(await commune.Waits.End(opened.Dossier, "lan", "Đã nhận.", Commune.Cancellation));

        // Twelve hours from nine on end at three of the next day; seven hours and three quarters of waiting put them off.
        Assert.Equal((Local(27, 15, 0), Local(28, 14, 45)), (opened.DueAt, replied.DueAt));
        Assert.Equal(Local(28, 14, 45), (await commune.ClockOf(opened.Dossier, ClockKind.Statutory)).DueAt);
        Assert.Equal(Local(28, 14, 45), await commune.Scalar<DateTime>("select due_at from par.queue_item"));
        var proof = (await new Proofs(commune.Source).Of(opened.Dossier.ToString(), Commune.Cancellation))!;
        Assert.True(proof.Agrees);
        Assert.Equal(["Chờ giấy chứng sinh. lan lan"], await commune.Query<string>("select concat_ws(' ', reason, paused_by, resumed_by) from par.clock_pause"));
        Assert.Equal(
            ["statutory 27 15:00 28 14:45"],
            await commune.Query<string>(
                """
                select concat_ws(' ', move ->> 'clock', to_char((move ->> 'before')::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI'),
                                 to_char((move ->> 'after')::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI'))
                  from par.dossier_change
                 cross join jsonb_array_elements(detail -> 'dueMoves') as move
                 where change = 'replied'
                """));
    }

    [Fact]
    public async Task A_term_that_has_run_out_does_not_stand_still()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var due = await commune.Due(deadline: Term.WorkingMinutes(10)) with { PausedWhileWaiting = true };
        var opened = (await commune.Open(due)).Dossiers.Single();
        commune.Clock.Now += TimeSpan.FromMinutes(11);
        var claim = Assert.IsType<ClaimAnswer.Claimed>(await commune.Queues.Claim(opened.Dossier, "lan", Commune.Cancellation)).Claim;

        await commune.Waits.Begin(opened.Dossier, "lan", claim.Attempt, "Chờ giấy chứng sinh.", Commune.Cancellation);

        Assert.Equal((true, opened.DueAt), await commune.ClockOf(opened.Dossier, ClockKind.Statutory) is var runs ? (runs.IsRunning, runs.DueAt) : default);
        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.clock_pause"));
    }

    [Fact]
    public async Task Who_looks_at_anothers_decision_agrees_or_sends_it_back_and_does_not_let_it_wait()
    {
        await using var commune = await Commune.Found(postgres);
        commune.Looks.Share = 1;
        await commune.Enlist("minh");
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Outcomes.Complete(claim.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation);
        var second = (await commune.Queues.ClaimNext(Commune.Police, "minh", Commune.Cancellation))!;

        var refused = Assert.IsType<WaitAnswer.Refused>(await commune.Waits.Begin(second.Dossier, "minh", second.Attempt, "Chờ.", Commune.Cancellation));

        Assert.Equal(RefusalKind.SecondLookNeeded, refused.Why.Kind);
        Assert.IsType<CompleteAnswer.Completed>(await commune.Outcomes.Agree(second.Dossier, "minh", second.Attempt, Commune.Cancellation));
    }

    private static DateTimeOffset Local(int day, int hour, int minute) => new DateTimeOffset(2026, 8, day, hour, minute, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    private static string Words(WaitAnswer answer) => Assert.IsType<WaitAnswer.Refused>(answer).Why.Words.En;
}
