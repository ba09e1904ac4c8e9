using Npgsql;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

public sealed class RoundTests(PostgreSql postgres)
{
    private const string Child = "048226000011";
    private const string Mother = "048199000012";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_birth_becomes_findings_and_dossiers_in_queues_with_due_dates()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);

        var result = await bench.Rounds();

        Assert.Equal((2, 2), (result.Due, result.Opened));
        Assert.Equal(
            ["1.004222 commune-police/hai-chau queued", "3.000722 social-insurance/hai-chau prepared"],
            await bench.Rows<string>("select procedure || ' ' || agency || ' ' || state from par.dossier order by procedure"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.queue_item where due_at > queued_at"));
        Assert.Equal("done", await bench.Scalar<string>("select state from par.inbox"));
        Assert.Equal(
            "Trần An",
            await bench.Scalar<string>("select prefill -> 'fullName' ->> 'value' from par.dossier where procedure = '1.004222'"));
    }

    [Fact]
    public async Task A_finding_says_which_registry_said_what_and_as_of_when()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);

        await bench.Rounds();

        const string resident = """
            select condition -> 'sentence' ->> 'en' || '|' || (fact ->> 'registry') || '|' || (fact ->> 'asOf')
              from par.finding, jsonb_array_elements(explanation -> 'conditions') as condition, jsonb_array_elements(condition -> 'facts') as fact
             where rule = 'residence.newborn' and condition ->> 'id' = 'parent-resident' and fact ->> 'fact' = 'Residence.area'
            """;
        Assert.Equal("The mother or father lives at 12 Bạch Đằng.|population|2026-11-20T02:00:00Z", await bench.Scalar<string>(resident));
    }

    [Fact]
    public async Task An_event_that_no_rule_listens_to_is_just_done()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("education", "enrolment.recorded", Child);
        await bench.TakeIn("education", 1);

        await bench.Rounds();

        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done' and done_at is not null"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.finding"));
    }

    [Fact]
    public async Task What_is_asked_of_a_rule_of_a_newer_book_is_left_alone_until_it_is_old()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("land", "land-right.transferred", Child);
        await bench.TakeIn("land", 1);
        await bench.Rounds();
        await bench.Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, next_try_at)
            values ('calendar', gen_random_uuid(), 'date:rule.of-tomorrow', @Child, 3, '', @Now, @Now, @Now, '{"onDate": "2026-11-20"}', @Now);
            insert into par.open_question (registry, event_uid, rule, partition, awaits, next_try_at, asked_at)
            select registry, event_uid, 'rule.of-tomorrow', partition, '{population}', @Now, @Now from par.inbox where registry = 'land'
            """,
            new { Child, bench.Clock.Now });

        Assert.Equal(0, (await bench.Rounds()).Taken);
        bench.Clock.Now += WaitingWork.GoneAfter + TimeSpan.FromSeconds(1);
        await bench.Rounds();

        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));
        Assert.Equal("done", await bench.Scalar<string>("select state from par.inbox where registry = 'calendar'"));
    }

    [Fact]
    public async Task Two_workers_side_by_side_share_the_work_and_open_each_dossier_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var one = await WorkerBench.Create(postgres, registries, settings: [("Rounds:Events", "20"), ("Rounds:Partitions", "4")]);
        await using var other = await WorkerBench.Create(postgres, registries, one.Work, ("Rounds:Events", "20"), ("Rounds:Partitions", "4"), ("Intake:Seed", "40"));
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        for (var i = 0; i < 120; i++)
        {
            await registries.Birth($"048226{i:D6}", Mother, area: null);
        }

        await one.TakeIn("civil-status", 120);
        var results = await Task.WhenAll(one.Rounds(), other.Rounds());

        Assert.All(results, result => Assert.InRange(result.Taken, 1, 119));
        Assert.Equal(120, results.Sum(result => result.Taken));
        Assert.Equal(240, await one.Scalar<int>("select count(distinct (procedure, subject))::int from par.dossier"));
        Assert.Equal(240, await one.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(240, await one.Scalar<int>("select count(*)::int from par.finding where revision = 1"));
    }

    [Fact]
    public async Task A_round_that_breaks_off_keeps_nothing_and_is_done_over_without_double_effect()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Execute(
            """
            create function par.break_off() returns trigger language plpgsql as
            $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
            create trigger break_off after update on par.inbox for each row execute function par.break_off();
            """);

        await Assert.ThrowsAnyAsync<NpgsqlException>(bench.Rounds);

        Assert.Equal("waiting 0", await bench.Scalar<string>("select state || ' ' || attempt from par.inbox"));
        Assert.Equal(0, await bench.Scalar<int>("select (select count(*) from par.finding) + (select count(*) from par.dossier) + (select count(*) from par.outbox)"));

        await bench.Execute("drop trigger break_off on par.inbox");
        await bench.Rounds();

        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.finding"));
    }

    [Fact]
    public async Task One_event_that_fails_is_put_aside_and_the_others_of_its_batch_are_done()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rounds:Attempts", "2"));
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        await Fail(bench, "048226000005");
        for (var i = 0; i < 9; i++)
        {
            await registries.Birth($"04822600000{i}", Mother, area: null);
        }

        await bench.TakeIn("civil-status", 9);
        var first = await bench.Rounds();
        bench.Clock.Now += TimeSpan.FromMinutes(1);
        var second = await bench.Rounds();

        Assert.Equal((1, 16), (first.Failed, first.Opened));
        Assert.Equal((1, 0), (second.Failed, second.Opened));
        Assert.Equal(
            ["048226000005 2 Attempt 2 failed: PostgresException: P0001: this one fails"],
            await bench.Rows<string>("select subject || ' ' || attempt || ' ' || error from par.inbox where state = 'quarantined'"));
        Assert.Equal(8, await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done'"));
    }

    [Fact]
    public async Task Data_of_one_person_that_no_calendar_has_puts_only_that_persons_event_aside()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth("048226000071", Mother);
        await registries.Birth("048226000072", Mother, area: null);
        await using var odd = registries["health-insurance"].CreateCommand(
            """
            insert into health_insurance.card (card_no, personal_id, group_code, valid_from, valid_until, recorded_at, updated_at)
            values ('C', '048226000072', 'TE', '0044-03-15 BC', '0040-01-01 BC', now(), now())
            """);
        await odd.ExecuteNonQueryAsync(Cancellation);
        await bench.TakeIn("civil-status", 2);

        var result = await bench.Rounds();

        Assert.Equal((1, 2), (result.Failed, result.Opened));
        Assert.Equal(["048226000072 1"], await bench.Rows<string>("select subject || ' ' || attempt from par.inbox where state = 'waiting'"));
    }

    [Fact]
    public async Task The_later_events_of_a_person_wait_for_the_one_that_failed()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await Fail(bench, Child);
        await registries.Report("civil-status", "birth.corrected", Child, occurredAt: LinkedRegistries.Confirmed.AddHours(1));
        await registries.Report("civil-status", "birth.corrected", "048226000099", occurredAt: LinkedRegistries.Confirmed.AddHours(2));
        await bench.TakeIn("civil-status", 3);

        await bench.Rounds();

        Assert.Equal(["048226000099"], await bench.Rows<string>("select subject from par.inbox where state = 'done'"));

        await bench.Execute("drop trigger fail on par.finding");
        bench.Clock.Now += TimeSpan.FromMinutes(1);
        await bench.Rounds();

        Assert.Equal(3, await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done'"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
    }

    [Theory]
    [InlineData("civil-status", """{"registrationNo": "B-1", "registeredOn": "20/11/2026"}""", "The body's 'registeredOn' is not a date: the registry must send the event again as the catalogue describes it.")]
    [InlineData("land", "{}", "Events of kind birth.registered come from the registry 'civil-status': 'land' may not report them.")]
    public async Task An_event_that_is_not_as_the_catalogue_describes_it_is_kept_in_quarantine(string registry, string body, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report(registry, "birth.registered", Child, body);
        await bench.TakeIn(registry, 1);

        await bench.Rounds();

        Assert.Equal($"quarantined {reason}", await bench.Scalar<string>("select state || ' ' || error from par.inbox"));
    }

    [Fact]
    public async Task Neither_round_trips_nor_questions_to_registries_grow_with_the_number_of_events()
    {
        var few = await RoundTripsFor(births: 2);
        var many = await RoundTripsFor(births: 60);

        Assert.Equal(few, many);
        Assert.InRange(few.Registries, 1, 6);
        Assert.InRange(few.Work, 1, 30);
    }

    private async Task<(int Registries, int Work)> RoundTripsFor(int births)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rounds:Partitions", "64"));
        for (var i = 0; i < births; i++)
        {
            await registries.Birth($"048226{i:D6}", $"048199{i:D6}");
        }

        await bench.TakeIn("civil-status", births);
        using var asked = new RoundTrips(new NpgsqlConnectionStringBuilder(registries.ConnectionString("population")).Database!);
        using var worked = new RoundTrips(bench.Work);
        var result = await bench.Get<Round>().Run(Cancellation);

        Assert.Equal((births, 2 * births), (result.Taken, result.Opened));
        return (asked.Count, worked.Count);
    }

    private static Task Fail(WorkerBench bench, string subject) => bench.Execute(
        $"""
        create function par.fail() returns trigger language plpgsql as
        $$ begin if new.subject = '{subject}' then raise exception 'this one fails' using detail = 'the row of a person'; end if; return new; end $$;
        create trigger fail before insert on par.finding for each row execute function par.fail();
        """);
}
