using Microsoft.Extensions.Logging.Abstractions;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.ServiceLevels;
using Par.Worker.ServiceLevels.Proofs;

namespace Par.Worker.Tests.ServiceLevels;

/// <summary>A calendar is published anew while clocks run, stand still and have stopped. The Tuesday and Wednesday after are off.</summary>
public sealed class DeadlinesTests(PostgreSql postgres)
{
    [Fact]
    public async Task What_runs_moves_once_and_what_stands_still_or_has_stopped_stays()
    {
        await using var commune = await Found();
        var running = await commune.OpenOne(deadline: Term.WorkingDays(2));
        var paused = await commune.OpenOne(deadline: Term.WorkingDays(2));
        var stopped = await commune.OpenOne(deadline: Term.WorkingDays(2));
        commune.Clock.Now = Local(26, 10, 0);
        await Pause(commune, paused.Dossier);
        await Stop(commune, stopped.Dossier);
        var next = Next(commune, Off(27));
        await Editions(commune).Bring(next.Calendars, Commune.Cancellation);

        var moved = await Task.WhenAll(Deadlines(commune, next).Move(Commune.Cancellation), Deadlines(commune, next).Move(Commune.Cancellation));

        Assert.Equal(1, moved.Sum());
        Assert.Equal(Local(28, 17, 30), running.DueAt);
        Assert.Equal(
            [(Local(31, 17, 30), true), (Local(28, 17, 30), false), (Local(28, 17, 30), false)],
            await Task.WhenAll(new[] { running, paused, stopped }.Select(async one => await commune.ClockOf(one.Dossier, ClockKind.Statutory) is var clock ? (clock.DueAt, clock.IsRunning) : default)));
        Assert.Equal([(running.Dossier, 2)], await commune.Query<(Guid, int)>("select dossier, edition from par.clock_move"));
        Assert.Equal(Local(31, 17, 30), await commune.Scalar<DateTime>("select due_at from par.queue_item where dossier = @Dossier", new { running.Dossier }));
        Assert.Equal(
            [$"{running.Dossier} dueMoved par statutory 28 17:30 31 17:30 vn-public 2026.3"],
            await commune.Query<string>(
                """
                select concat_ws(' ', dossier, change, actor, move ->> 'clock', to_char((move ->> 'before')::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI'),
                                 to_char((move ->> 'after')::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI'), move ->> 'calendar')
                  from par.dossier_change
                 cross join jsonb_array_elements(detail -> 'dueMoves') as move
                """));
    }

    [Fact]
    public async Task A_clock_that_stood_still_goes_on_by_the_new_calendar_and_is_proved_by_it()
    {
        await using var commune = await Found();
        var opened = await commune.OpenOne(deadline: Term.WorkingDays(2));
        commune.Clock.Now = Local(26, 10, 0);
        await Pause(commune, opened.Dossier);
        var next = Next(commune, Off(27));
        await Editions(commune).Bring(next.Calendars, Commune.Cancellation);
        await Deadlines(commune, next).Move(Commune.Cancellation);

        commune.Clock.Now = Local(26, 11, 0);
        await commune.InTransaction(async transaction =>
        {
            await Clocks(commune, next).Resume(transaction, [opened.Dossier], "lan", commune.Clock.Now, Commune.Cancellation);
            return true;
        });

        var proof = await new Proofs(commune.Source).Of(opened.Dossier.ToString(), Commune.Cancellation);
        Assert.Equal((Local(31, 17, 30), "vn-public 2026.3", true), (proof!.Clocks[0].DueAt, proof.Clocks[0].Calendar, proof.Agrees));
    }

    [Fact]
    public async Task A_day_that_was_rewritten_gives_its_time_back_also_to_what_waited_on_it()
    {
        await using var commune = await Found();
        var opened = await commune.OpenOne(deadline: Term.WorkingHours(12));
        commune.Clock.Now = Local(26, 15, 30);
        await Pause(commune, opened.Dossier);
        commune.Clock.Now = Local(27, 9, 30);
        await commune.InTransaction(async transaction =>
        {
            await commune.Clocks.Resume(transaction, [opened.Dossier], "lan", commune.Clock.Now, Commune.Cancellation);
            return true;
        });
        var before = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);
        var next = Next(commune, Off(26), rewrites: [new DateOnly(2026, 8, 26)]);
        await Editions(commune).Bring(next.Calendars, Commune.Cancellation);
        await Deadlines(commune, next).Move(Commune.Cancellation);

        var after = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);
        Assert.Equal((TimeSpan.FromHours(4.5), Local(28, 9, 0)), (before.Consumed, before.DueAt));
        Assert.Equal((TimeSpan.Zero, Local(28, 15, 30)), (after.Consumed, after.DueAt));
        Assert.True((await new Proofs(commune.Source).Of(opened.Dossier.ToString(), Commune.Cancellation))!.Agrees);
    }

    [Fact]
    public async Task A_worker_that_has_the_former_file_still_moves_nothing_and_one_that_wrote_by_it_late_is_made_up_for()
    {
        await using var commune = await Found();
        var next = Next(commune, Off(27));
        await Editions(commune).Bring(next.Calendars, Commune.Cancellation);
        var late = await commune.OpenOne(deadline: Term.WorkingDays(2));

        Assert.Equal(0, await Deadlines(commune, commune.Directory).Move(Commune.Cancellation));
        Assert.Equal(1, await Deadlines(commune, next).Move(Commune.Cancellation));
        Assert.Equal(Local(31, 17, 30), (await commune.ClockOf(late.Dossier, ClockKind.Statutory)).DueAt);
        Assert.Equal(1, await Unmoved(commune));

        commune.Clock.Now += Worker.ServiceLevels.Deadlines.Stragglers;
        Assert.Equal(0, await Deadlines(commune, next).Move(Commune.Cancellation));
        Assert.Equal(0, await Unmoved(commune));
    }

    [Fact]
    public async Task What_was_promised_by_an_older_calendar_before_editions_were_kept_moves_too()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(deadline: Term.WorkingDays(2));
        var next = Next(commune, Off(27));
        await Editions(commune).Bring(next.Calendars, Commune.Cancellation);

        Assert.Equal(1, await Deadlines(commune, next).Move(Commune.Cancellation));
        Assert.Equal(Local(31, 17, 30), (await commune.ClockOf(opened.Dossier, ClockKind.Statutory)).DueAt);
        Assert.True((await new Proofs(commune.Source).Of(opened.Dossier.ToString(), Commune.Cancellation))!.Agrees);
    }

    [Fact]
    public async Task Workers_that_start_together_keep_one_edition_that_nobody_alters()
    {
        await using var commune = await Found();
        var next = Next(commune, Off(27));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Editions(commune).Bring(next.Calendars, Commune.Cancellation)));

        Assert.Equal([1, 2], await commune.Query<int>("select edition from par.calendar_edition order by edition"));
        foreach (var statement in (string[])["update par.calendar_edition set data = '{}'", "delete from par.calendar_edition"])
        {
            Assert.Equal("23001", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => commune.Execute(statement))).SqlState);
        }
    }

    [Fact]
    public async Task A_calendar_is_read_back_as_it_was_kept()
    {
        await using var commune = await Found();
        var kept = Assert.Single(await Editions(commune).Latest(Commune.Cancellation));

        var read = new WorkingCalendar(kept.Read());

        Assert.Equal(kept.Hash, CalendarEdition.Of(read, kept.Edition, kept.KeptAt).Hash);
        Assert.Equal(commune.Directory.CalendarOf(Commune.Police).Version, read.Version);
    }

    [Fact]
    public async Task A_calendar_does_not_change_its_time_zone()
    {
        await using var commune = await Found();
        var data = commune.Directory.CalendarOf(Commune.Police).Data with { TimeZone = "Asia/Tokyo" };

        var refused = await Assert.ThrowsAsync<CalendarRefusedException>(() => Editions(commune).Bring(
            new Dictionary<string, WorkingCalendar> { ["vn-public"] = new(data) }, Commune.Cancellation));

        Assert.Equal(
            "The calendar 'vn-public' goes from Asia/Ho_Chi_Minh to Asia/Tokyo, which would move every due date that was ever promised. Give the calendar of the other time zone a name of its own.",
            refused.Message);
    }

    private async Task<Commune> Found()
    {
        var commune = await Commune.Found(postgres);
        await Editions(commune).Bring(commune.Directory.Calendars, Commune.Cancellation);
        return commune;
    }

    private static CalendarEditions Editions(Commune commune) => new(commune.Source, commune.Clock, NullLogger<CalendarEditions>.Instance);

    private static Clocks Clocks(Commune commune, AgencyDirectory directory) => new(directory, commune.Levels, commune.Ladder);

    private static Deadlines Deadlines(Commune commune, AgencyDirectory directory) => new(
        commune.Source, Editions(commune), directory, Clocks(commune, directory), commune.Clock, NullLogger<Deadlines>.Instance);

    private static AgencyDirectory Next(Commune commune, OffDay off, params DateOnly[] rewrites)
    {
        var data = commune.Directory.CalendarOf(Commune.Police).Data;
        var year = data.Years[0];
        var next = new WorkingCalendar(data with
        {
            Years = [year with { Version = 3, PublishedOn = new DateOnly(2026, 8, 26), OffDays = [.. year.OffDays, off], Rewrites = rewrites }],
        });
        return new AgencyDirectory(commune.Directory.All, new Dictionary<string, WorkingCalendar> { ["vn-public"] = next });
    }

    private static OffDay Off(int day) => new() { Day = new DateOnly(2026, 8, day), Vietnamese = "Nghỉ phòng tránh bão", English = "Storm" };

    private static Task<bool> Pause(Commune commune, Guid dossier) => commune.InTransaction(async transaction =>
    {
        await commune.Clocks.Pause(transaction, [dossier], "Chờ công dân bổ sung giấy tờ", "lan", commune.Clock.Now, Commune.Cancellation);
        return true;
    });

    private static Task<bool> Stop(Commune commune, Guid dossier) => commune.InTransaction(async transaction =>
    {
        await commune.Clocks.Stop(transaction, [dossier], commune.Clock.Now, Commune.Cancellation);
        return true;
    });

    private static Task<long> Unmoved(Commune commune) => commune.Scalar<long>("select count(*) from par.calendar_edition where moved_at is null");

    private static DateTimeOffset Local(int day, int hour, int minute) =>
        new DateTimeOffset(2026, 8, day, hour, minute, 0, TimeSpan.FromHours(7)).ToUniversalTime();
}
