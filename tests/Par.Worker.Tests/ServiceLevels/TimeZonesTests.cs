using Microsoft.Extensions.Logging.Abstractions;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Rounds;
using Par.Worker.ServiceLevels;
using Par.Worker.ServiceLevels.Proofs;

namespace Par.Worker.Tests.ServiceLevels;

/// <summary>The police keep their calendar in Đà Nẵng, the people's committee one in Tokyo, two hours ahead: each counts by its own.</summary>
public sealed class TimeZonesTests(PostgreSql postgres)
{
    [Fact]
    public async Task One_moment_is_before_the_cut_off_here_and_after_it_there()
    {
        await using var commune = await Found();
        commune.Clock.Now = DaNang(26, 14, 30);

        var here = await Open(commune, Commune.Police);
        var there = await Open(commune, Commune.Committee);

        // Half past two in Đà Nẵng is half past four in Tokyo.
        Assert.Equal((DaNang(27, 17, 30), Tokyo(28, 17, 0)), (here.DueAt, there.DueAt));
        foreach (var dossier in new[] { here.Dossier, there.Dossier })
        {
            Assert.True((await new Proofs(commune.Source).Of(dossier.ToString(), Commune.Cancellation))!.Agrees);
        }
    }

    [Fact]
    public async Task The_day_an_officer_takes_a_dossier_is_the_day_of_the_agency()
    {
        await using var commune = await Found();
        await commune.Enlist("lan");
        await commune.Enlist("minh", Commune.Committee);
        await Open(commune, Commune.Police);
        await Open(commune, Commune.Committee);
        commune.Clock.Now = DaNang(26, 23, 0);

        await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation);
        await commune.Queues.ClaimNext(Commune.Committee, "minh", Commune.Cancellation);

        Assert.Equal(["lan 2026-08-26", "minh 2026-08-27"], await commune.Query<string>("select officer || ' ' || claimed_on from par.queue_item order by officer"));
        // Both handle it when their desk opens again: thirty minutes of that morning.
        Assert.Equal(
            [DaNang(27, 8, 0).UtcDateTime, Tokyo(27, 9, 30).UtcDateTime],
            await commune.Query<DateTime>("select clock.due_at from par.clock join par.queue_item on queue_item.dossier = clock.dossier where kind = 'handling' order by queue_item.officer"));
    }

    [Fact]
    public async Task A_day_off_that_is_published_for_one_calendar_moves_nothing_of_the_other()
    {
        await using var commune = await Found();
        var here = await Open(commune, Commune.Police);
        var there = await Open(commune, Commune.Committee);
        var data = commune.Directory.CalendarOf(Commune.Committee).Data;
        var year = data.Years[0] with
        {
            Version = 2,
            PublishedOn = new DateOnly(2026, 8, 26),
            OffDays = [new OffDay { Day = new DateOnly(2026, 8, 27), Vietnamese = "Bão", English = "Storm" }],
        };
        var next = new AgencyDirectory(commune.Directory.All, new Dictionary<string, WorkingCalendar>
        {
            ["vn-public"] = commune.Directory.CalendarOf(Commune.Police),
            ["tokyo"] = new WorkingCalendar(data with { Years = [year] }),
        });
        await Editions(commune).Bring(next.Calendars, Commune.Cancellation);

        var moved = await new Deadlines(
            commune.Source, Editions(commune), next, new Clocks(next, commune.Levels, commune.Ladder), commune.Clock, NullLogger<Deadlines>.Instance).Move(Commune.Cancellation);

        Assert.Equal(1, moved);
        Assert.Equal(
            (DaNang(27, 17, 30), Tokyo(28, 17, 0)),
            ((await commune.ClockOf(here.Dossier, ClockKind.Statutory)).DueAt, (await commune.ClockOf(there.Dossier, ClockKind.Statutory)).DueAt));
    }

    private async Task<Commune> Found()
    {
        var commune = await Commune.Found(postgres, new WorkingCalendar(new CalendarData
        {
            Name = "tokyo",
            TimeZone = "Asia/Tokyo",
            Sessions = Enumerable.Range(1, 5).ToDictionary(weekday => (DayOfWeek)weekday, _ => (IReadOnlyList<WorkingSession>)[WorkingSession.Parse("09:00-17:00")]),
            Years = [new CalendarYear { Year = 2026, Version = 1, PublishedOn = new DateOnly(2025, 12, 1), OffDays = [] }],
        }));
        await Editions(commune).Bring(commune.Directory.Calendars, Commune.Cancellation);
        return commune;
    }

    private static CalendarEditions Editions(Commune commune) => new(commune.Source, commune.Clock, NullLogger<CalendarEditions>.Instance);

    private static async Task<OpenedDossier> Open(Commune commune, string agency) =>
        (await commune.Open(await commune.Due(agency: agency, deadline: Term.WorkingDays(1)) with { CutOff = new TimeOnly(15, 0) })).Dossiers.Single();

    private static DateTimeOffset DaNang(int day, int hour, int minute) => At(day, hour, minute, 7);

    private static DateTimeOffset Tokyo(int day, int hour, int minute) => At(day, hour, minute, 9);

    private static DateTimeOffset At(int day, int hour, int minute, int ahead) =>
        new DateTimeOffset(2026, 8, day, hour, minute, 0, TimeSpan.FromHours(ahead)).ToUniversalTime();
}
