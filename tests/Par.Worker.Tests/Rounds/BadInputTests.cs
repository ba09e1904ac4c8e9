using Dapper;
using Par.Worker.Intake;
using Par.Worker.Quarantine;

namespace Par.Worker.Tests.Rounds;

/// <summary>What registries send that they should not: each is kept, says what is wrong and the mend, and holds up nobody else.</summary>
public sealed class BadInputTests(PostgreSql postgres)
{
    private const string Child = "048226000011";
    private const string Mother = "048199000012";
    private const string Other = "048226000021";
    private const string OthersMother = "048199000022";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("birth.registerd", "{}", "The catalogue has no life event of kind 'birth.registerd' (did you mean 'birth.registered'?): the registry must send it again with the right kind; or add the kind to rules/catalogue and replay it.")]
    [InlineData("date:identity-card.at-14", "{}", "The catalogue has no life event of kind 'date:identity-card.at-14': the registry must send it again with the right kind; or add the kind to rules/catalogue and replay it.")]
    [InlineData("birth.registered", """{"registeredOn": "2026-02-30", "childName": 7, "dateOfBirth": true}""", "The body's 'registeredOn' is not a date, 'dateOfBirth' is not a date, 'childName' is not a string: the registry must send the event again as the catalogue describes it.")]
    [InlineData("birth.registered", """{"motherId": {"id": "048199000012"}}""", "The body's 'motherId' is not a string: the registry must send the event again as the catalogue describes it.")]
    [InlineData("birth.corrected", """{"dateOfBirth": "18/11/2026"}""", "The body's 'dateOfBirth' is not a date: the registry must send the event again as the catalogue describes it.")]
    [InlineData("residence.registered", "{}", "Events of kind residence.registered come from the registry 'population': 'civil-status' may not report them.")]
    public async Task What_the_catalogue_does_not_know_so_is_kept_at_once_and_others_go_on(string kind, string body, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("civil-status", kind, Child, body);
        await registries.Birth(Other, OthersMother);
        await bench.TakeIn("civil-status", 2);

        var result = await bench.Rounds();

        Assert.Equal((0, 1, 2), (result.Failed, result.Quarantined, result.Opened));
        Assert.Equal([$"{Child} 0 {reason}"], await bench.Rows<string>("select subject || ' ' || attempt || ' ' || error from par.inbox where state = 'quarantined'"));
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Vi);
    }

    [Theory]
    [InlineData("'{\"a\": \"x\\u0000y\"}'", "The body cannot be read (it is no JSON, nested more than 60 deep, or has half a character or a number out of all range): the registry must send the event again with plain values.")]
    [InlineData("'{\"a\": \"\\ud800\"}'", "The body cannot be read (it is no JSON, nested more than 60 deep, or has half a character or a number out of all range): the registry must send the event again with plain values.")]
    [InlineData("'{\"a\": 1e999999}'", "The body cannot be read (it is no JSON, nested more than 60 deep, or has half a character or a number out of all range): the registry must send the event again with plain values.")]
    [InlineData("'no JSON at all'", "The body cannot be read (it is no JSON, nested more than 60 deep, or has half a character or a number out of all range): the registry must send the event again with plain values.")]
    [InlineData("repeat('{\"a\":', 5000) || '1' || repeat('}', 5000)", "The body cannot be read (it is no JSON, nested more than 60 deep, or has half a character or a number out of all range): the registry must send the event again with plain values.")]
    [InlineData("'{\"a\": \"' || repeat('x', 1048576) || '\"}'", "The body has 1,048,585 bytes, and at most 262,144 are taken up: the registry must send the event again with only what the catalogue names.")]
    [InlineData("null", "The body is not a JSON object: the registry must send the event again with named values.")]
    public async Task A_body_that_the_database_or_the_rules_would_refuse_holds_up_no_page(string body, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Loosen(registries);
        await Insert(registries, $"gen_random_uuid(), 'birth.registered', '{Child}', 'hai-chau', now(), {body}");
        await registries.Person(Other, new DateOnly(2026, 11, 18), mother: OthersMother);
        await registries.Person(OthersMother, new DateOnly(1999, 5, 5), "hai-chau");
        await Insert(registries, $"gen_random_uuid(), 'birth.registered', '{Other}', 'hai-chau', now(), '{LinkedRegistries.BirthBody(Other, OthersMother)}'");
        await bench.TakeIn("civil-status", 2);

        var result = await bench.Rounds();

        Assert.Equal((0, 2), (result.Failed, result.Opened));
        Assert.Equal([reason], await bench.Rows<string>("select error from par.inbox where state = 'quarantined'"));
        var kept = Assert.Single(await bench.Get<Worker.Quarantine.Quarantine>().List(null, null, null, 10, Cancellation));
        Assert.NotNull(kept.Flaw);
        Assert.DoesNotContain("xxxx", Masked.Body(kept.Body), StringComparison.Ordinal);
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Vi);
    }

    [Theory]
    [InlineData("null, 'birth.registered', '048226000011', 'hai-chau', now(), '{}'", "The event has no identity of its own: the registry must send it again with one, and is read past this row.")]
    [InlineData("gen_random_uuid(), null, '048226000011', 'hai-chau', now(), '{}'", "The event does not say of what kind it is: the registry must send it again with its kind.")]
    [InlineData("gen_random_uuid(), 'birth.registered', null, null, now(), '{}'", "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.")]
    [InlineData("gen_random_uuid(), 'birth.registered', '048226000011', 'hai-chau', null, '{}'", "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.")]
    [InlineData("gen_random_uuid(), 'birth.registered', '048226000011', 'hai-chau', '0202-11-20', '{}'", "The moment at which it occurred lies before 1900 or more than a year ahead: the registry must send it again with the right moment.")]
    [InlineData("gen_random_uuid(), 'birth.registered', '048226000011', 'hai-chau', '2206-11-20', '{}'", "The moment at which it occurred lies before 1900 or more than a year ahead: the registry must send it again with the right moment.")]
    public async Task A_row_that_lacks_what_every_event_has_is_kept_and_cannot_be_replayed(string row, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Loosen(registries);
        await Insert(registries, row);
        await registries.Birth(Other, OthersMother);
        await bench.TakeIn("civil-status", 2);

        var result = await bench.Rounds();

        Assert.Equal(2, result.Opened);
        var kept = Assert.Single(await bench.Get<Worker.Quarantine.Quarantine>().List(null, null, null, 10, Cancellation));
        Assert.Equal((reason, reason), (kept.Error, kept.Flaw));
        Assert.IsType<Decided.Unusable>(Assert.Single(await bench.Get<Worker.Quarantine.Quarantine>().Replay([kept.Key], Cancellation)));
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Vi);
    }

    [Fact]
    public async Task Bodies_of_a_megabyte_are_read_in_pages_that_fit_into_memory()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Execute(registries, """
            insert into civil_status.registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            select gen_random_uuid(), 'birth.registered', '048226000011', 'hai-chau', now(), jsonb_build_object('a', repeat('x', 1048576))
              from generate_series(1, 40)
            """);

        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry("civil-status"), Cancellation) > 0);

        Assert.Equal(16, await bench.Scalar<int>("select count(*)::int from par.inbox"));
        await bench.TakeIn("civil-status", 40);
        Assert.Equal(40, await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'quarantined'"));
    }

    [Fact]
    public async Task An_id_that_nobody_has_on_record_stays_an_open_question_and_is_decided_when_somebody_has()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        await registries.Report("civil-status", "birth.registered", Child, LinkedRegistries.BirthBody(Child, Mother));
        await registries.Birth(Other, OthersMother);
        await bench.TakeIn("civil-status", 2);

        var first = await bench.Rounds();
        Assert.Equal((0, 2), (first.Failed, first.Opened));
        Assert.NotEqual(0, await bench.Scalar<int>("select count(*)::int from par.open_question join par.inbox using (registry, event_uid) where subject = @Child", new { Child }));

        await registries.Person(Child, new DateOnly(2026, 11, 18), mother: Mother);
        bench.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(2, (await bench.Rounds()).Opened);
    }

    [Theory]
    [InlineData(Child)]
    [InlineData(Mother)]
    public async Task An_id_of_two_people_is_kept_at_once_and_decided_when_the_registry_has_mended_it(string twice)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using var population = await registries["population"].OpenConnectionAsync(Cancellation);
        await population.ExecuteAsync("alter table population.person drop constraint person_pkey");
        var birth = await registries.Birth(Child, Mother);
        await registries.Person(twice, new DateOnly(1950, 1, 1));
        await registries.Birth(Other, OthersMother);
        await bench.TakeIn("civil-status", 2);

        var result = await bench.Rounds();

        const string reason = "The registry 'population' has more than one Person under a key that this event leads to, so nobody can say whom it is about: the registry must mend that; then replay the event.";
        Assert.Equal((1, 1, 2), (result.Failed, result.Quarantined, result.Opened));
        Assert.Equal([$"{birth} {reason}"], await bench.Rows<string>("select event_uid || ' ' || error from par.inbox where state = 'quarantined'"));
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Vi);

        await population.ExecuteAsync("delete from population.person where personal_id = @twice and date_of_birth = '1950-01-01'", new { twice });
        await bench.Get<Worker.Quarantine.Quarantine>().Replay([new EventKey("civil-status", birth)], Cancellation);
        Assert.Equal(2, (await bench.Rounds()).Opened);
    }

    [Fact]
    public async Task A_correction_of_what_is_in_quarantine_says_what_to_replay()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Report("civil-status", "birth.registered", Child, """{"registeredOn": "20/11/2026"}""");
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        var correction = await registries.Report("civil-status", "birth.corrected", Child, LinkedRegistries.BirthBody(Child, Mother), corrects: birth);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();

        Assert.Equal(
            $"done What it corrects is in quarantine: replay civil-status/{birth}, and it is decided as corrected.",
            await bench.Scalar<string>("select state || ' ' || error from par.inbox where event_uid = @correction", new { correction }));
    }

    [Theory]
    [InlineData("birth.corrected", """{"dateOfBirth": "18/11/2026"}""", "The body's 'dateOfBirth' is not a date: the registry must send the event again as the catalogue describes it.")]
    [InlineData("birth.mended", "{}", "The catalogue has no life event of kind 'birth.mended': the registry must send it again with the right kind; or add the kind to rules/catalogue and replay it.")]
    public async Task A_correction_that_cannot_be_read_leaves_what_it_corrects_as_it_came(string kind, string body, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Birth(Child, Mother);
        await registries.Report("civil-status", kind, Child, body, LinkedRegistries.Confirmed.AddHours(1), corrects: birth);
        await bench.TakeIn("civil-status", 2);

        var result = await bench.Rounds();

        Assert.Equal((0, 1, 2), (result.Failed, result.Quarantined, result.Opened));
        Assert.Equal(
            ["birth.registered done", $"{kind} quarantined {reason}"],
            await bench.Rows<string>("select kind || ' ' || state || coalesce(' ' || error, '') from par.inbox order by occurred_at"));
    }

    /// <summary>A registry that keeps its feed without care: nothing is required, and a body is any text.</summary>
    private static Task Loosen(LinkedRegistries registries) => Execute(registries, """
        alter table civil_status.registry_event drop constraint if exists registry_event_event_uid_key;
        alter table civil_status.registry_event
            alter column event_uid drop not null, alter column kind drop not null, alter column subject_id drop not null,
            alter column locality drop not null, alter column occurred_at drop not null,
            alter column body drop not null, alter column body drop default, alter column body type text
        """);

    private static Task Insert(LinkedRegistries registries, string values) => Execute(
        registries, $"insert into civil_status.registry_event (event_uid, kind, subject_id, locality, occurred_at, body) values ({values})");

    private static async Task Execute(LinkedRegistries registries, string sql)
    {
        await using var connection = await registries["civil-status"].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }
}
