using Microsoft.Extensions.Logging.Abstractions;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Cli;
using Par.Worker.ServiceLevels;
using Par.Worker.ServiceLevels.Proofs;

namespace Par.Worker.Tests.ServiceLevels;

/// <summary>A due date is counted again from what is kept, and what was changed by hand is seen.</summary>
public sealed class ProofsTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_due_date_is_proved_by_its_start_term_calendar_and_the_days_that_moved_it()
    {
        await using var commune = await Found();
        var opened = await commune.OpenOne(deadline: Term.WorkingDays(4));

        var proof = await Prove(commune, opened.Dossier);

        Assert.Equal([
            $"Dossier {proof.Number}",
            "",
            "statutory: 4 working days, Law on Residence, art. 22",
            "  started   2026-08-26 09:00:00 (Asia/Ho_Chi_Minh)",
            "  calendar  vn-public 2026.2, edition 1",
            "  counted   5 working days, that of the start and that of the end among them, 00:00:00 of its time kept as used",
            "            07:30-11:30 13:30-17:30: 2026-08-26 2026-08-27 2026-08-28 2026-08-31 2026-09-03",
            "  moved by  2026-09-01 Nghỉ Quốc khánh / National Day holiday",
            "  moved by  2026-09-02 Quốc khánh / National Day",
            "  due       2026-09-03 17:30:00",
            "  agrees with the stored due date",
        ], SlaVerb.Lines(proof));
        Assert.Equal(proof.Number, (await new Proofs(commune.Source).Of(proof.Number, Commune.Cancellation))!.Number);
    }

    [Fact]
    public async Task Pauses_are_counted_one_by_one_also_of_a_clock_that_stopped_in_one()
    {
        await using var commune = await Found();
        var opened = await commune.OpenOne(deadline: Term.WorkingHours(8));
        await Wait(commune, opened.Dossier, Local(26, 14, 30), Local(28, 8, 30));
        var running = await Prove(commune, opened.Dossier);
        await Wait(commune, opened.Dossier, Local(28, 9, 0), Local(28, 9, 20));
        await Wait(commune, opened.Dossier, Local(28, 10, 0), until: null);
        var paused = await Prove(commune, opened.Dossier);
        commune.Clock.Now = Local(28, 11, 0);
        await Stop(commune, opened.Dossier);
        var stopped = await Prove(commune, opened.Dossier);

        Assert.Equal(["", "", ""], new[] { running, paused, stopped }.Select(Differences));
        Assert.Equal(
            [(TimeSpan.FromHours(3.5), Local(28, 15, 0)), (TimeSpan.FromHours(3.5) + TimeSpan.FromMinutes(70), Local(28, 15, 20)), (TimeSpan.FromHours(3.5) + TimeSpan.FromMinutes(70), Local(28, 15, 20))],
            new[] { running, paused, stopped }.Select(proof => (proof.Clocks[0].Used!.Value, proof.Clocks[0].DueAt!.Value)));
        Assert.Equal(3, stopped.Clocks[0].Pauses.Count);
    }

    [Fact]
    public async Task A_cut_off_a_claim_given_back_and_a_person_asked_are_proved()
    {
        await using var commune = await Found();
        commune.Clock.Now = Local(26, 15, 30);
        var late = (await commune.Open(await commune.Due(deadline: Term.WorkingDays(1)) with { CutOff = new TimeOnly(15, 0) })).Dossiers.Single();
        await Wait(commune, late.Dossier, Local(26, 16, 0), Local(26, 16, 30));
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now = Local(26, 16, 40);
        await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation);
        var asked = await commune.OpenOne(level: 2);

        Assert.Equal("", Differences(await Prove(commune, late.Dossier)));
        Assert.Equal("", Differences(await Prove(commune, claim.Dossier)));
        Assert.Equal("", Differences(await Prove(commune, asked.Dossier)));
        Assert.Equal([ClockKind.Answer], (await Prove(commune, asked.Dossier)).Clocks.Select(clock => clock.Clock));
    }

    [Theory]
    [InlineData("update par.clock set due_at = due_at + interval '1 hour'; update par.queue_item set due_at = due_at + interval '1 hour'", "is stored as due at 2026-08-28 16:00:00, but counts to 2026-08-28 15:00:00.")]
    [InlineData("update par.clock set consumed = consumed + interval '1 minute'", "is stored as having used 03:31:00, but counts 03:30:00.")]
    [InlineData("update par.clock set started_at = started_at - interval '1 hour'", "but counts 04:30:00.")]
    [InlineData("update par.clock set term = '9 working hours'", "but counts to 2026-08-28 16:00:00.")]
    [InlineData("update par.clock set term = 'soon'", "The term of the statutory clock is 'soon', which is none: par.clock was changed by hand.")]
    [InlineData("update par.clock set moved = '[{\"day\": \"2026-08-27\"}]'", "is stored as moved by 2026-08-27, but counts as moved by no day off.")]
    [InlineData("update par.clock set running_since = null, next_rung_at = null", "is stored as standing still, but its pauses say it is running.")]
    [InlineData("update par.clock set calendar_version = 'vn-public 2026.1'", "No edition of the calendar 'vn-public 2026.1' is kept")]
    [InlineData("update par.clock_pause set paused_at = paused_at + interval '1 hour'", "but counts to 2026-08-28 14:00:00.")]
    [InlineData("update par.clock_pause set resumed_at = resumed_at - interval '1 hour'", "but counts to 2026-08-28 14:00:00.")]
    [InlineData("delete from par.clock_pause", "but counts to 2026-08-27 09:00:00.")]
    [InlineData("update par.calendar_edition set data = replace(data::text, '13:30', '14:30')::jsonb", "but counts 02:30:00.")]
    [InlineData("delete from par.calendar_edition", "No edition of the calendar 'vn-public 2026.2' is kept")]
    [InlineData("update par.queue_item set due_at = due_at + interval '1 day'", "The queue shows 2026-08-29 08:00:00Z, but the statutory clock is due at 2026-08-28 08:00:00Z.")]
    [InlineData("delete from par.clock_pause; delete from par.clock", "The dossier is queued and has no statutory clock.")]
    public async Task What_was_changed_by_hand_differs(string byHand, string says)
    {
        await using var commune = await Found();
        var opened = await commune.OpenOne(deadline: Term.WorkingHours(8));
        await Wait(commune, opened.Dossier, Local(26, 14, 30), Local(28, 8, 30));
        Assert.Equal("", Differences(await Prove(commune, opened.Dossier)));

        // As somebody with all rights does it, past every trigger.
        await commune.Execute($"set session_replication_role = replica; {byHand}");

        var proof = await Prove(commune, opened.Dossier);
        Assert.False(proof.Agrees);
        Assert.Contains(says, Differences(proof), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_has_no_proof()
    {
        await using var commune = await Found();

        Assert.Null(await new Proofs(commune.Source).Of("H17.5-260313-0001", Commune.Cancellation));
    }

    private async Task<Commune> Found()
    {
        var commune = await Commune.Found(postgres);
        await new CalendarEditions(commune.Source, commune.Clock, NullLogger<CalendarEditions>.Instance).Bring(commune.Directory.Calendars, Commune.Cancellation);
        return commune;
    }

    private static async Task<DossierProof> Prove(Commune commune, Guid dossier) =>
        Assert.IsType<DossierProof>(await new Proofs(commune.Source).Of(dossier.ToString().ToUpperInvariant(), Commune.Cancellation));

    private static string Differences(DossierProof proof) =>
        string.Join(Environment.NewLine, proof.Clocks.SelectMany(clock => clock.Differences).Concat(proof.Differences));

    private static async Task Wait(Commune commune, Guid dossier, DateTimeOffset from, DateTimeOffset? until)
    {
        commune.Clock.Now = from;
        await commune.InTransaction(async transaction =>
        {
            await commune.Clocks.Pause(transaction, [dossier], "Chờ công dân bổ sung giấy tờ", "lan", from, Commune.Cancellation);
            return true;
        });
        if (until is { } resumed)
        {
            commune.Clock.Now = resumed;
            await commune.InTransaction(async transaction =>
            {
                await commune.Clocks.Resume(transaction, [dossier], "lan", resumed, Commune.Cancellation);
                return true;
            });
        }
    }

    private static Task<bool> Stop(Commune commune, Guid dossier) => commune.InTransaction(async transaction =>
    {
        await commune.Clocks.Stop(transaction, [dossier], commune.Clock.Now, Commune.Cancellation);
        return true;
    });

    private static DateTimeOffset Local(int day, int hour, int minute) =>
        new DateTimeOffset(2026, 8, day, hour, minute, 0, TimeSpan.FromHours(7)).ToUniversalTime();
}
