using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Quarantine;

namespace Par.Worker.Tests.Quarantine;

public sealed class QuarantineTests(PostgreSql postgres)
{
    private const string Child = "048226000011";
    private const string Mother = "048199000012";
    private const string BadBody = """{"registrationNo": "B-1", "registeredOn": "20/11/2026", "childName": "Trần An"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_aside_is_listed_by_registry_and_kind_the_longest_there_first()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var first = await registries.Report("civil-status", "birth.registered", "0482");
        await bench.TakeIn("civil-status", 1);
        bench.Clock.Now += TimeSpan.FromMinutes(1);
        var second = await registries.Report("civil-status", "death.registered", "0482");
        await bench.TakeIn("civil-status", 2);
        var third = await registries.Report("land", "land-right.transferred", "0482");
        await bench.TakeIn("land", 1);
        var quarantine = bench.Get<Worker.Quarantine.Quarantine>();

        async Task<IEnumerable<Guid>> List(string? registry, string? kind) =>
            (await quarantine.List(registry, kind, null, 10, Cancellation)).Select(one => one.EventUid);

        Assert.Equal([first, second, third], await List(null, null));
        Assert.Equal([first, second], await List("civil-status", null));
        Assert.Equal([second], await List("civil-status", "death.registered"));
        var page = await quarantine.List(null, null, null, 2, Cancellation);
        Assert.Equal([third], (await quarantine.List(null, null, page[^1], 2, Cancellation)).Select(one => one.EventUid));
        Assert.Equal(["civil-status", "land"], await quarantine.Registries(Cancellation));
    }

    [Fact]
    public async Task What_is_replayed_is_decided_before_the_later_events_of_its_person_and_with_all_its_attempts()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rounds:Attempts", "1"));
        var birth = await registries.Birth(Child, Mother);
        await Fail(bench);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        await bench.Execute("drop trigger fail on par.finding");
        await registries.Report("civil-status", "birth.corrected", Child, LinkedRegistries.BirthBody(Child, Mother), LinkedRegistries.Confirmed.AddDays(1));
        await bench.TakeIn("civil-status", 2);

        var decided = await bench.Get<Worker.Quarantine.Quarantine>().Replay([new EventKey("civil-status", birth)], Cancellation);

        Assert.IsType<Decided.Done>(Assert.Single(decided));
        Assert.Equal("waiting 0", await bench.Scalar<string>("select state || ' ' || attempt from par.inbox where event_uid = @birth and error is null", new { birth }));
        Assert.Equal(
            ["birth.registered", "birth.corrected"],
            (await Par.Worker.Rounds.WaitingWork.Read(
                await Begin(bench), [Partition.Of(Child)], 10, bench.Get<Worker.Books.RunningBook>().Current, bench.Clock.Now, Cancellation)).Select(item => item.Event.Kind));
        await bench.Rounds();
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
    }

    [Fact]
    public async Task An_event_whose_body_could_not_be_read_is_replayed_as_it_was_corrected_since()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        var birth = await registries.Report("civil-status", "birth.registered", Child, BadBody);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();
        var before = await bench.Get<Worker.Quarantine.Quarantine>().Find(new EventKey("civil-status", birth), Cancellation);
        var corrected = await registries.Report("civil-status", "birth.corrected", Child, LinkedRegistries.BirthBody(Child, Mother), corrects: birth);
        await bench.TakeIn("civil-status", 3);
        await bench.Rounds();

        var after = await bench.Get<Worker.Quarantine.Quarantine>().Find(new EventKey("civil-status", birth), Cancellation);
        await bench.Get<Worker.Quarantine.Quarantine>().Replay([new EventKey("civil-status", birth)], Cancellation);
        await bench.Rounds();

        Assert.Equal(
            (null, "When a correction of it has come, or the catalogue was mended, replay it; when it was sent again as a new life event, dismiss it."),
            (Mend.Correction(before!)?.En, Mend.Of(before!).En));
        Assert.Equal(
            ($"Corrected since by civil-status/{corrected} (birth.corrected).", "It was corrected since: replay it, and it is decided as corrected."),
            (Mend.Correction(after!)?.En, Mend.Of(after!).En));
        Assert.Equal("done", await bench.Scalar<string>("select state from par.inbox where event_uid = @birth", new { birth }));
    }

    [Fact]
    public async Task An_event_about_nobody_stays_until_a_correction_says_whom_it_is_about()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Child, new DateOnly(2026, 11, 18), mother: Mother);
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        var birth = await registries.Report("civil-status", "birth.registered", "", LinkedRegistries.BirthBody(Child, Mother));
        await bench.TakeIn("civil-status", 1);
        var quarantine = bench.Get<Worker.Quarantine.Quarantine>();

        var stays = Assert.Single(await quarantine.Replay([new EventKey("civil-status", birth)], Cancellation));
        Assert.Equal("The subject is not a personal id of 12 digits: the registry must send the event again with the right id.", Assert.IsType<Decided.Unusable>(stays).Flaw);

        await registries.Report("civil-status", "birth.corrected", Child, LinkedRegistries.BirthBody(Child, Mother), corrects: birth);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();
        Assert.IsType<Decided.Done>(Assert.Single(await quarantine.Replay([new EventKey("civil-status", birth)], Cancellation)));
        await bench.Rounds();

        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier where subject = @Child", new { Child }));
    }

    [Fact]
    public async Task An_impossible_moment_is_not_forgotten_because_another_was_kept_in_its_place()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var command = registries["land"].CreateCommand(
            """
            insert into land.registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            values ('5bd8a4b2-3a3f-4c07-9d0e-1d1fd2a2b001', 'land-right.transferred', '048226000011', 'hai-chau', 'infinity', '{}')
            """);
        await command.ExecuteNonQueryAsync(Cancellation);
        await bench.TakeIn("land", 1);
        var key = new EventKey("land", Guid.Parse("5bd8a4b2-3a3f-4c07-9d0e-1d1fd2a2b001"));

        var decided = Assert.Single(await bench.Get<Worker.Quarantine.Quarantine>().Replay([key], Cancellation));

        Assert.Equal(
            "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.",
            Assert.IsType<Decided.Unusable>(decided).Flaw);
    }

    [Fact]
    public async Task What_is_dismissed_is_kept_with_who_and_why_and_never_decided()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var uid = await registries.Report("civil-status", "birth.registered", Child, BadBody);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        var quarantine = bench.Get<Worker.Quarantine.Quarantine>();
        var key = new EventKey("civil-status", uid);

        Assert.IsType<Decided.Done>(Assert.Single(await quarantine.Dismiss([key], "Lê Văn Bảy", "Sent again with another number.", Cancellation)));
        await bench.Rounds();

        Assert.Equal(
            "dismissed Lê Văn Bảy: Sent again with another number. 2026-11-23 03:00:00",
            await bench.Scalar<string>("select state || ' ' || dismissed_by || ': ' || dismissed_because || ' ' || (dismissed_at at time zone 'utc') from par.inbox"));
        Assert.Empty(await quarantine.List(null, null, null, 10, Cancellation));
        Assert.Equal(new Decided.NotInQuarantine(key, "dismissed"), Assert.Single(await quarantine.Replay([key], Cancellation)));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.finding"));
    }

    [Theory]
    [InlineData("update par.inbox set state = 'dismissed', dismissed_at = now(), dismissed_by = 'Lan', dismissed_because = ' '")]
    [InlineData("update par.inbox set state = 'dismissed', dismissed_at = now(), dismissed_because = 'sent again'")]
    [InlineData("update par.inbox set state = 'dismissed'")]
    [InlineData("update par.inbox set dismissed_at = now(), dismissed_by = 'Lan', dismissed_because = 'sent again'")]
    public async Task The_database_keeps_no_dismissal_without_who_when_and_why(string statement)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("civil-status", "birth.registered", "0482");
        await bench.TakeIn("civil-status", 1);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => bench.Execute(statement));

        Assert.Equal("dismissal_says_who_when_and_why", refused.ConstraintName);
    }

    [Fact]
    public async Task Of_two_who_decide_about_the_same_event_at_once_one_is_told_that_it_is_decided()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var uid = await registries.Report("civil-status", "birth.registered", Child, BadBody);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        var quarantine = bench.Get<Worker.Quarantine.Quarantine>();
        var key = new EventKey("civil-status", uid);

        var decided = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => quarantine.Dismiss([key], "Lan", "Sent again.", Cancellation)));

        Assert.Single(decided, one => one.Single() is Decided.Done);
        Assert.Equal(5, decided.Count(one => one.Single() is Decided.NotInQuarantine { State: "dismissed" }));
    }

    private static async Task<NpgsqlTransaction> Begin(WorkerBench bench) =>
        await (await bench.Work.Source.OpenConnectionAsync(Cancellation)).BeginTransactionAsync(Cancellation);

    private static Task Fail(WorkerBench bench) => bench.Execute(
        """
        create function par.fail() returns trigger language plpgsql as $$ begin raise exception 'this one fails'; end $$;
        create trigger fail before insert on par.finding for each row execute function par.fail();
        """);
}
