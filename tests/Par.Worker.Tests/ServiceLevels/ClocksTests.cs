using Par.Rules.Calendars;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.ServiceLevels;

public sealed class ClocksTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_term_runs_past_the_weekend_and_the_days_off_and_says_which_moved_it()
    {
        await using var commune = await Commune.Found(postgres);

        var clock = await commune.ClockOf((await commune.OpenOne(deadline: Term.WorkingDays(4))).Dossier, ClockKind.Statutory);

        // Thu 27, Fri 28, (weekend), Mon 31, (1 and 2 September off), Thu 3 September at closing.
        Assert.Equal(Local(9, 3, 17, 30), clock.DueAt);
        Assert.Equal("vn-public 2026.2", clock.CalendarVersion);
        Assert.Contains("2026-09-01", clock.Moved, StringComparison.Ordinal);
        Assert.Contains("Quốc khánh", clock.Moved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_keeps_what_was_used_and_resuming_moves_the_end()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.WorkingHours(8));
        Assert.Equal(Local(8, 27, 9, 0), opened.DueAt);

        commune.Clock.Now = Local(8, 26, 14, 30);
        await Pause(commune, opened.Dossier);
        var paused = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);
        commune.Clock.Now = Local(8, 28, 8, 30);
        await Resume(commune, opened.Dossier);
        var resumed = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);

        // From nine to half past eleven and from half past one to half past two is three hours and a half; four and a half are left.
        Assert.Equal((TimeSpan.FromHours(3.5), null, null), (paused.Consumed, paused.RunningSince, paused.NextRungAt));
        Assert.Equal(Local(8, 28, 15, 0), resumed.DueAt);
        Assert.True(resumed.IsRunning);
    }

    [Fact]
    public async Task Pausing_twice_and_resuming_twice_change_nothing_more()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.WorkingHours(8));
        commune.Clock.Now = Local(8, 26, 10, 0);
        await Pause(commune, opened.Dossier);
        commune.Clock.Now = Local(8, 26, 11, 0);
        await Pause(commune, opened.Dossier);
        await Resume(commune, opened.Dossier);
        var once = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);
        commune.Clock.Now = Local(8, 26, 11, 15);
        await Resume(commune, opened.Dossier);

        Assert.Equal(TimeSpan.FromHours(1), once.Consumed);
        Assert.Equal(once, await commune.ClockOf(opened.Dossier, ClockKind.Statutory));
    }

    [Fact]
    public async Task Each_pause_is_kept_with_its_reason_and_who_ended_it()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.WorkingHours(12));
        commune.Clock.Now = Local(8, 26, 10, 0);
        await Pause(commune, opened.Dossier, " Chờ công an xác minh ");
        commune.Clock.Now = Local(8, 26, 11, 0);
        await Resume(commune, opened.Dossier);
        commune.Clock.Now = Local(8, 27, 10, 0);
        await Pause(commune, opened.Dossier);
        commune.Clock.Now = Local(8, 27, 11, 0);
        await Change(commune, commune.Clocks.Stop, opened.Dossier);

        var pauses = await commune.InTransaction(transaction => Pauses.Of(transaction, [opened.Dossier], Commune.Cancellation));

        Assert.Equal(
            [
                ("Chờ công an xác minh", "lan", Local(8, 26, 10, 0), (DateTimeOffset?)Local(8, 26, 11, 0), "lan"),
                ("Chờ công dân bổ sung giấy tờ", "lan", Local(8, 27, 10, 0), Local(8, 27, 11, 0), "engine"),
            ],
            pauses.Select(pause => (pause.Reason, pause.PausedBy, pause.PausedAt, pause.ResumedAt, pause.ResumedBy)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_pause_without_a_reason_is_refused(string reason)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();

        await Assert.ThrowsAsync<ArgumentException>(() => Pause(commune, opened.Dossier, reason));

        Assert.True((await commune.ClockOf(opened.Dossier, ClockKind.Statutory)).IsRunning);
    }

    [Theory]
    [InlineData("update par.clock set running_since = null, next_rung_at = null", "paused_clock_says_why")]
    [InlineData("update par.clock set consumed = interval '-1 second'", "consumed_time_is_not_negative")]
    [InlineData("update par.clock set due_at = started_at - interval '2 days'", "clock_is_not_due_before_its_start")]
    [InlineData("update par.clock set term = ' '", "clock_has_a_term")]
    [InlineData("update par.clock set stopped_at = now()", "stopped_clock_does_not_run")]
    [InlineData("insert into par.clock_pause values (@dossier, 'statutory', 0, now(), ' ', 'lan')", "pause_says_why")]
    [InlineData("insert into par.clock_pause values (@dossier, 'statutory', 0, now(), 'x', '')", "pause_says_who")]
    [InlineData("insert into par.clock_pause values (@dossier, 'statutory', 0, now(), 'x', 'lan', now() - interval '1 day', 'lan')", "pause_ends_after_it_began")]
    [InlineData("insert into par.clock_pause values (@dossier, 'statutory', 0, now(), 'x', 'lan', now(), null)", "end_of_a_pause_says_who")]
    [InlineData("insert into par.clock_pause values (@dossier, 'statutory', 0, now(), 'x', 'lan'), (@dossier, 'statutory', 1, now(), 'x', 'lan')", "clock_pauses_once_at_a_time")]
    public async Task The_database_refuses_what_no_clock_is_like(string statement, string constraint)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => commune.Execute(statement, new { dossier = opened.Dossier }));

        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Fact]
    public async Task A_kept_pause_is_ended_once_and_never_altered_or_deleted()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();
        await Pause(commune, opened.Dossier);
        await Resume(commune, opened.Dossier);

        foreach (var statement in (string[])["update par.clock_pause set reason = 'x'", "update par.clock_pause set resumed_at = now()", "delete from par.clock_pause"])
        {
            Assert.Equal("23001", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => commune.Execute(statement))).SqlState);
        }
    }

    [Fact]
    public async Task A_short_wait_after_the_cut_off_does_not_bring_the_end_forward()
    {
        await using var commune = await Commune.Found(postgres);
        commune.Clock.Now = Local(8, 26, 15, 30);
        var due = await commune.Due(deadline: Term.WorkingDays(1)) with { CutOff = new TimeOnly(15, 0) };
        var opened = (await commune.Open(due)).Dossiers.Single();
        commune.Clock.Now = Local(8, 26, 16, 0);
        await Pause(commune, opened.Dossier);
        commune.Clock.Now = Local(8, 26, 16, 30);
        await Resume(commune, opened.Dossier);

        var clock = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);

        Assert.Equal((Local(8, 28, 17, 30), opened.DueAt, TimeSpan.Zero), (opened.DueAt, clock.DueAt, clock.Consumed));
    }

    [Fact]
    public async Task A_stopped_clock_keeps_its_due_date_and_never_runs_again()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();
        commune.Clock.Now = Local(8, 26, 10, 0);
        await Change(commune, commune.Clocks.Stop, opened.Dossier);
        commune.Clock.Now = Local(8, 27, 10, 0);
        await Resume(commune, opened.Dossier);
        await Change(commune, commune.Clocks.Stop, opened.Dossier);

        var clock = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);

        Assert.Equal((opened.DueAt, TimeSpan.FromHours(1), (DateTimeOffset?)Local(8, 26, 10, 0)), (clock.DueAt, clock.Consumed, clock.StoppedAt));
        Assert.False(clock.IsRunning);
    }

    [Fact]
    public async Task The_handling_clock_starts_with_the_claim_and_anew_with_the_next_one()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        Assert.Equal(Local(8, 26, 9, 30), (await commune.ClockOf(claim.Dossier, ClockKind.Handling)).DueAt);

        commune.Clock.Now = Local(8, 26, 9, 10);
        await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation);
        var between = await commune.ClockOf(claim.Dossier, ClockKind.Handling);
        commune.Clock.Now = Local(8, 26, 11, 20);
        await commune.Queues.Claim(claim.Dossier, "lan", Commune.Cancellation);
        var anew = await commune.ClockOf(claim.Dossier, ClockKind.Handling);

        Assert.Equal((TimeSpan.FromMinutes(10), false), (between.Consumed, between.IsRunning));
        Assert.Equal((TimeSpan.Zero, true, Local(8, 26, 13, 50)), (anew.Consumed, anew.IsRunning, anew.DueAt));
    }

    [Fact]
    public async Task What_comes_after_the_cut_off_counts_for_the_next_working_day()
    {
        await using var commune = await Commune.Found(postgres);
        commune.Clock.Now = Local(8, 28, 15, 30);
        var due = await commune.Due(deadline: Term.SameDay) with { CutOff = new TimeOnly(15, 0) };

        Assert.Equal(Local(8, 31, 17, 30), (await commune.Open(due)).Dossiers.Single().DueAt);
    }

    [Fact]
    public async Task A_clock_that_starts_in_the_future_has_used_nothing_yet()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due() with { DeadlineFrom = Local(8, 28, 8, 0) };
        var opened = (await commune.Open(due)).Dossiers.Single();

        await Pause(commune, opened.Dossier);

        Assert.Equal(TimeSpan.Zero, (await commune.ClockOf(opened.Dossier, ClockKind.Statutory)).Consumed);
    }

    [Theory]
    [InlineData("statutory", "08-26 15:00|08-27 09:00|08-27 15:00|08-28 09:00|")]
    [InlineData("handling", "08-27 09:00|08-27 15:00|08-28 09:00|08-28 15:00|")]
    public async Task The_rungs_come_in_working_time_around_the_end(string kind, string expected)
    {
        await using var commune = await Commune.Found(postgres);
        var calendar = commune.Directory.CalendarOf(Commune.Police);

        var rungs = Enumerable.Range(0, Ladder.Rungs + 1).Select(rung => commune.Ladder.NextAt(calendar, kind, Local(8, 27, 9, 0), rung));

        Assert.Equal(expected, string.Join('|', rungs.Select(at => at?.ToOffset(TimeSpan.FromHours(7)).ToString("MM-dd HH:mm", null))));
    }

    private static DateTimeOffset Local(int month, int day, int hour, int minute) =>
        new DateTimeOffset(2026, month, day, hour, minute, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    private static Task<bool> Pause(Commune commune, Guid dossier, string reason = "Chờ công dân bổ sung giấy tờ") => commune.InTransaction(async transaction =>
    {
        await commune.Clocks.Pause(transaction, [dossier], reason, "lan", commune.Clock.Now, Commune.Cancellation);
        return true;
    });

    private static Task<bool> Resume(Commune commune, Guid dossier) => commune.InTransaction(async transaction =>
    {
        await commune.Clocks.Resume(transaction, [dossier], "lan", commune.Clock.Now, Commune.Cancellation);
        return true;
    });

    private static Task<bool> Change(
        Commune commune, Func<Npgsql.NpgsqlTransaction, IReadOnlyList<Guid>, DateTimeOffset, CancellationToken, string[], Task> change, Guid dossier) =>
        commune.InTransaction(async transaction =>
        {
            await change(transaction, [dossier], commune.Clock.Now, Commune.Cancellation, []);
            return true;
        });
}
