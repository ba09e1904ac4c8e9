using Par.Worker.Agencies;
using Par.Worker.Alarms;
using Par.Worker.Books;
using Par.Worker.Decisions;
using Par.Worker.ServiceLevels;
using Par.Worker.ServiceLevels.Proofs;

namespace Par.Worker.Tests.Story;

/// <summary>
/// The file of the calendar changes while dossiers are open. It is Monday, 23 November 2026, ten in the morning; the Tuesday is off.
/// </summary>
public sealed class LateDayOffTests(PostgreSql postgres)
{
    private const string Child = "048226000101";
    private const string Mother = "048199000102";
    private const string SecondChild = "048226000103";
    private const string SecondMother = "048199000104";
    private const string Calendar = "catalogue/calendars/vn-public.yaml";
    private const string Published = "    version: 3                                              # 2: the swap of 2 January; 3: Culture Day\n    publishedOn: 2026-01-13\n    off:\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_off_published_late_moves_what_is_open_keeps_both_values_and_leaves_what_is_finished()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules();
        await using var bench = await Bench(registries, rules);
        var loops = await bench.Start(service => service is AgenciesAtStart or BookWatch);
        await Born(bench, registries, Child, Mother, 1);
        await Born(bench, registries, SecondChild, SecondMother, 2);
        var finished = await bench.Scalar<Guid>("select id from par.dossier where subject = @SecondChild and procedure = '1.004222'", new { SecondChild });
        await Stop(bench, finished);
        var before = await Standing(bench);

        bench.Clock.Now = Local(25, 10, 0);
        Publish(rules, "{day: 2026-11-26, name: {vi: Nghỉ phòng tránh bão, en: Storm}, publishedOn: 2026-11-25, source: test}", "2026-11-25");
        await Eventually.True(() => Task.FromResult(Version(bench).Contains(" 2026.4", StringComparison.Ordinal)));
        var moved = await bench.Get<Deadlines>().Move(Cancellation);
        var after = await Standing(bench);
        var again = await bench.Get<Deadlines>().Move(Cancellation);
        foreach (var loop in loops)
        {
            await loop.StopAsync(Cancellation);
        }

        Assert.Equal(
            [
                $"{Child} 1.004222 queue 2026-12-02 17:30 clock 2026-12-02 17:30 rung 2026-12-02 11:30 open",
                $"{Child} 3.000722 queue 2027-01-06 17:30 clock 2027-01-06 17:30 rung 2027-01-06 11:30 open",
                $"{SecondChild} 1.004222 queue 2026-12-02 17:30 clock 2026-12-02 17:30 rung none finished",
                $"{SecondChild} 3.000722 queue 2027-01-06 17:30 clock 2027-01-06 17:30 rung 2027-01-06 11:30 open",
            ],
            before);
        Assert.Equal(
            [
                $"{Child} 1.004222 queue 2026-12-03 17:30 clock 2026-12-03 17:30 rung 2026-12-03 11:30 open",
                $"{Child} 3.000722 queue 2027-01-07 17:30 clock 2027-01-07 17:30 rung 2027-01-07 11:30 open",
                $"{SecondChild} 1.004222 queue 2026-12-02 17:30 clock 2026-12-02 17:30 rung none finished",
                $"{SecondChild} 3.000722 queue 2027-01-07 17:30 clock 2027-01-07 17:30 rung 2027-01-07 11:30 open",
            ],
            after);
        Assert.Equal((3, 0), (moved, again));
        Assert.Equal(
            ["2026-12-02 17:30 2026-12-03 17:30 vn-public 2026.3 vn-public 2026.4 edition 2 because 2026-11-26 07:30-11:30 13:30-17:30 off Storm 2026-11-25"],
            await bench.Rows<string>(
                """
                select distinct to_char(from_due at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') || ' ' || to_char(to_due at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI')
                       || ' ' || from_version || ' ' || to_version || ' edition ' || edition || ' because ' || (why -> 0 ->> 'day') || ' ' || (why -> 0 ->> 'was')
                       || ' ' || (why -> 0 ->> 'is') || ' ' || (why -> 0 -> 'off' ->> 'english') || ' ' || (why -> 0 ->> 'publishedOn')
                  from par.clock_move
                  join par.dossier on dossier.id = clock_move.dossier
                 where dossier.procedure = '1.004222'
                """));
        Assert.Equal(
            [
                "agency/commune-police/hai-chau dossier.dueMoved", "agency/social-insurance/hai-chau dossier.dueMoved", "agency/social-insurance/hai-chau dossier.dueMoved",
                $"person/{Mother} notice.dueMoved", $"person/{Mother} notice.dueMoved", $"person/{SecondMother} notice.dueMoved",
            ],
            await bench.Rows<string>("select recipient || ' ' || topic from par.outbox where topic like '%dueMoved' order by 1"));
        foreach (var dossier in await bench.Rows<string>("select number from par.dossier where id <> @finished", new { finished }))
        {
            Assert.True((await bench.Get<Proofs>().Of(dossier, Cancellation))!.Agrees);
        }

        var promised = (await bench.Get<Proofs>().Of(finished.ToString(), Cancellation))!;
        Assert.Equal((true, 1, Local(32, 17, 30)), (promised.Agrees, promised.Clocks.Single().Edition, promised.Clocks.Single().DueAt));
    }

    [Fact]
    public async Task A_day_off_published_for_yesterday_is_refused_unless_it_is_said_outright()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules();
        await using var bench = await Bench(registries, rules);
        await bench.Start(service => service is AgenciesAtStart);
        await Born(bench, registries, Child, Mother, 1);
        bench.Clock.Now = Local(26, 10, 0);

        Publish(rules, "{day: 2026-11-25, name: {vi: Nghỉ phòng tránh bão, en: Storm}, source: test}", "2026-11-26");
        await Settle(bench);

        Assert.Equal(
            "The calendar 'vn-public' changes 2026-11-25 from 07:30-11:30 13:30-17:30 to off, and that day is over: due dates that were met or missed by it would be others. "
            + "Take the change back; if the authority did decide it afterwards, say so outright with 'rewrites: [2026-11-25]' beside the version of 2026.",
            (await bench.Get<Par.Worker.Alarms.Alarms>().Open(Cancellation)).Single(alarm => alarm.Kind == AlarmKind.RuleBook).Says);
        Assert.EndsWith(" 2026.3 2027.0", Version(bench), StringComparison.Ordinal);
        Assert.Equal(0, await bench.Get<Deadlines>().Move(Cancellation));

        rules.Change(Calendar, "    version: 4\n", "    version: 4\n    rewrites: [2026-11-25]\n");
        await Settle(bench);

        Assert.Empty(await bench.Get<Par.Worker.Alarms.Alarms>().Open(Cancellation));
        Assert.Equal(2, await bench.Get<Deadlines>().Move(Cancellation));
        Assert.Equal(
            [
                $"{Child} 1.004222 queue 2026-12-03 17:30 clock 2026-12-03 17:30 rung 2026-12-03 11:30 open",
                $"{Child} 3.000722 queue 2027-01-07 17:30 clock 2027-01-07 17:30 rung 2027-01-07 11:30 open",
            ],
            await Standing(bench));
    }

    [Fact]
    public async Task Days_that_change_without_a_new_version_and_an_older_file_are_refused()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules();
        await using var bench = await Bench(registries, rules);
        await bench.Start(service => service is AgenciesAtStart);

        rules.Change(Calendar, "    version: 3  ", "    version: 2  ");
        await Settle(bench);
        Assert.Equal(
            "The calendar 'vn-public' has 2026 in version 2, but version 3 is in service. Bring the newer file here; to go back, publish the old days as version 4.",
            await Alarm(bench));

        rules.Change(Calendar, "    version: 2  ", "    version: 3  ");
        rules.Change(Calendar, "    publishedOn: 2026-01-13\n    off:\n", "    publishedOn: 2026-01-13\n    off:\n      - {day: 2026-12-24, name: {vi: Nghỉ, en: Off}, source: test}\n");
        await Settle(bench);
        Assert.Equal(
            "The calendar 'vn-public' has 2026 in version 3 still, but with other days than are in service: 2026-12-24. "
            + "Raise the version to 4 and set publishedOn, so that each due date says by which publication it was counted.",
            await Alarm(bench));
    }

    private static async Task<string> Alarm(WorkerBench bench) =>
        (await bench.Get<Par.Worker.Alarms.Alarms>().Open(Cancellation)).Single(alarm => alarm.Kind == AlarmKind.RuleBook).Says;

    private Task<WorkerBench> Bench(LinkedRegistries registries, CopiedRules rules) =>
        WorkerBench.Create(postgres, registries, settings: [("Rules:Folder", rules.Folder), ("Rules:CheckEvery", "00:00:01")]);

    private static void Publish(CopiedRules rules, string day, string on) =>
        rules.Change(Calendar, Published, $"    version: 4\n    publishedOn: {on}\n    off:\n      - {day}\n");

    private static async Task Settle(WorkerBench bench)
    {
        await bench.Get<BookWatch>().Look(Cancellation);
        await bench.Get<BookWatch>().Look(Cancellation);
    }

    private static async Task Born(WorkerBench bench, LinkedRegistries registries, string child, string mother, int births)
    {
        await registries.Birth(child, mother);
        await bench.TakeIn("civil-status", births);
        await bench.Rounds();
    }

    private static async Task Stop(WorkerBench bench, Guid dossier)
    {
        await using var connection = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await bench.Get<Clocks>().Stop(transaction, [dossier], bench.Clock.Now, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private static string Version(WorkerBench bench) => bench.Get<RunningBook>().Current.Catalogue.Calendars["vn-public"].Version;

    private static Task<IReadOnlyList<string>> Standing(WorkerBench bench) => bench.Rows<string>(
        """
        select dossier.subject || ' ' || dossier.procedure
               || ' queue ' || to_char(item.due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI')
               || ' clock ' || to_char(clock.due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI')
               || ' rung ' || coalesce(to_char(clock.next_rung_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI'), 'none')
               || case when clock.stopped_at is null then ' open' else ' finished' end
          from par.dossier
          join par.queue_item item on item.dossier = dossier.id
          join par.clock on clock.dossier = dossier.id
         order by 1
        """);

    private static DateTimeOffset Local(int day, int hour, int minute) =>
        new DateTimeOffset(2026, 11, 1, hour, minute, 0, TimeSpan.FromHours(7)).AddDays(day - 1).ToUniversalTime();
}
