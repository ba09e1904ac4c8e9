using Par.Rules.Calendars;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Escalation;

public sealed class ApologiesTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_term_that_ran_out_is_apologised_for_once_with_the_new_date_in_both_languages()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.WorkingDays(1));
        // Due on Thursday at half past five.
        foreach (var moment in (string[])["27 17:29", "27 17:30", "28 11:30", "28 17:30"])
        {
            commune.Clock.Now = DateTimeOffset.ParseExact($"2026-08-{moment} +07:00", "yyyy-MM-dd HH:mm zzz", null).ToUniversalTime();
            await commune.Escalations().RaiseDue(Commune.Cancellation);
            Assert.Equal(moment == "27 17:29" ? 0 : 1, await commune.Scalar<int>("select count(*)::int from par.outbox where topic = 'notice.apology'"));
        }

        var number = await commune.Scalar<string>("select number from par.dossier where id = @Dossier", new { opened.Dossier });
        Assert.Equal(
            $"person/{Commune.Mother} We apologise: dossier {number} (Permanent residence) was not decided within its term (17:30 27/08/2026). You will have the result by 17:30 04/09/2026.",
            await commune.Scalar<string>("select concat(recipient, ' ', body -> 'letter' ->> 'en') from par.outbox where topic = 'notice.apology'"));
        Assert.Equal(
            $"Chúng tôi xin lỗi: hồ sơ {number} (Đăng ký thường trú) chưa được giải quyết đúng hạn (17:30 27/08/2026). Chúng tôi hẹn trả kết quả chậm nhất lúc 17:30 04/09/2026.",
            await commune.Scalar<string>("select body -> 'letter' ->> 'vi' from par.outbox where topic = 'notice.apology'"));
        Assert.Equal(1, await commune.Scalar<int>("select count(*)::int from par.breach where clock = 'statutory' and promised_at is not null"));
    }

    [Fact]
    public async Task Who_decides_late_says_why()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var opened = await commune.OpenOne(deadline: Term.SameDay);
        commune.Clock.Now = Commune.Wednesday.AddDays(1).ToUniversalTime();
        await commune.Escalations().RaiseDue(Commune.Cancellation);
        var claim = (await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation))!;

        Assert.Equal(
            "The term of this dossier has run out. Write why; the reason is kept with it.",
            Assert.IsType<CompleteAnswer.Refused>(
                await commune.Outcomes.Complete(opened.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation)).Why.Words.En);
        Assert.IsType<CompleteAnswer.Completed>(
            await commune.Outcomes.Complete(opened.Dossier, "lan", claim.Attempt, Decision.Approved, null, Commune.Cancellation, "The network was down."));

        Assert.Equal("The network was down. lan", await commune.Scalar<string>("select concat(reason, ' ', said_by) from par.breach"));
        Assert.Equal(DossierState.Approved, await commune.StateOf(opened.Dossier));
    }

    [Fact]
    public async Task A_late_handling_or_answer_is_no_breach_of_a_term()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.OpenOne(level: 2);
        commune.Clock.Now += TimeSpan.FromHours(2);
        Assert.NotEqual(0, await commune.Escalations().RaiseDue(Commune.Cancellation));

        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.breach"));
        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.outbox where topic = 'notice.apology'"));
    }

    [Fact]
    public async Task A_paused_clock_does_not_climb()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.SameDay);
        await commune.InTransaction(async transaction =>
        {
            await commune.Clocks.Pause(transaction, [opened.Dossier], "the person was asked for a paper", "an", commune.Clock.Now, Commune.Cancellation, ClockKind.Statutory);
            return 0;
        });
        commune.Clock.Now = Commune.Wednesday.AddDays(40).ToUniversalTime();

        Assert.Equal(0, await commune.Escalations().RaiseDue(Commune.Cancellation));
        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.breach"));
    }

    [Fact]
    public async Task Two_scanners_apologise_once()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(60, deadline: Term.SameDay));
        commune.Clock.Now = Commune.Wednesday.AddDays(30).ToUniversalTime();

        await Task.WhenAll(commune.Escalations(batch: 7).RaiseDue(Commune.Cancellation), commune.Escalations(batch: 11).RaiseDue(Commune.Cancellation));
        await commune.Escalations().RaiseDue(Commune.Cancellation);

        Assert.Equal((60, 60), (await commune.Scalar<int>("select count(*)::int from par.breach"), await commune.Scalar<int>("select count(*)::int from par.outbox where topic = 'notice.apology'")));
    }
}
