using Dapper;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>Facts that registries corrected or changed after something was decided on them.</summary>
public sealed class ChangedFactTests(PostgreSql postgres)
{
    private const string Elder = "048151000061";
    private const string Youth = "048212000062";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_date_of_birth_takes_the_seventy_fifth_birthday_away_and_gives_it_back_on_its_day()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Elder, new DateOnly(1951, 11, 21), "an-khe");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();

        await Born(registries, Elder, new DateOnly(1951, 11, 26));
        var gone = await bench.Rounds();
        Assert.Equal(0, gone.Taken);
        await bench.TakeIn("population", 1);
        gone = await bench.Rounds();

        Assert.Equal((1, 1, 0), (gone.Withdrawn, gone.NotDue, gone.Opened));
        Assert.Equal(["due 1", "notDue 2"], await bench.Rows<string>("select answer || ' ' || revision from par.finding order by revision"));
        Assert.Equal("withdrawn", await bench.Scalar<string>("select state from par.dossier"));

        bench.Clock.Now += TimeSpan.FromDays(3);
        await bench.Get<DateTriggers>().Run(Cancellation);
        var back = await bench.Rounds();

        Assert.Equal((1, 1), (back.Due, back.Opened));
        Assert.Equal(["prepared", "withdrawn"], await bench.Rows<string>("select state from par.dossier order by state"));
    }

    [Fact]
    public async Task A_birthday_that_moves_by_a_day_and_has_come_all_the_same_leaves_its_dossier_open()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Elder, new DateOnly(1951, 11, 21), "an-khe");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();

        await Born(registries, Elder, new DateOnly(1951, 11, 20));
        await bench.TakeIn("population", 1);
        var moved = await bench.Rounds();
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();

        Assert.Equal((1, 1, 0), (moved.Due, moved.Refreshed, moved.Withdrawn));
        Assert.Equal(
            ["2026-11-21 prepared 1951-11-20"],
            await bench.Rows<string>(
                """
                select (inbox.body ->> 'onDate') || ' ' || dossier.state || ' ' || (dossier.prefill -> 'dateOfBirth' ->> 'value')
                  from par.dossier join par.inbox using (registry, event_uid)
                """));
        Assert.Equal("2026-11-20", await bench.Scalar<string>("select law_date::text from par.finding where revision = 2"));
    }

    [Fact]
    public async Task A_wrong_reminder_is_taken_back_and_given_again_on_the_right_day()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Youth, new DateOnly(2012, 11, 22), "hai-chau");
        await bench.Get<DateTriggers>().Run(Cancellation);
        Assert.Equal(1, (await bench.Rounds()).Reminded);

        await Born(registries, Youth, new DateOnly(2012, 11, 25));
        await bench.TakeIn("population", 1);
        await bench.Rounds();

        const string notices = "select topic || ' ' || recipient from par.outbox order by id";
        Assert.Equal(["notice.reminder person/048212000062", "notice.corrected person/048212000062"], await bench.Rows<string>(notices));
        Assert.Equal(
            "Lời nhắc trước đây không còn đúng. Xin bỏ qua lời nhắc đó. The earlier reminder no longer holds. Please disregard it.",
            await bench.Scalar<string>("select (body -> 'what' ->> 'vi') || ' ' || (body -> 'what' ->> 'en') from par.outbox where topic = 'notice.corrected'"));

        bench.Clock.Now += TimeSpan.FromDays(2);
        await bench.Get<DateTriggers>().Run(Cancellation);
        Assert.Equal(1, (await bench.Rounds()).Reminded);
        Assert.Equal(["false", "true"], await bench.Rows<string>("select (taken_back_at is null)::text from par.reminder order by 1"));
    }

    [Fact]
    public async Task A_reminder_that_says_something_else_now_is_put_right()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Youth, new DateOnly(2012, 11, 22), "hai-chau");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();

        await Change(registries, "update population.person set full_name = 'Trần Thị May'");
        await registries.Report("population", "person.corrected", Youth);
        await bench.TakeIn("population", 1);
        var again = await bench.Rounds();

        Assert.Equal((1, 0), (again.Due, again.Reminded));
        Assert.Equal(
            "The earlier reminder was put right as below. Trần Thị May",
            await bench.Scalar<string>("select (body -> 'what' ->> 'en') || ' ' || substr(body -> 'texts' -> 'text' ->> 'en', 1, 12) from par.outbox where topic = 'notice.refreshed'"));
    }

    [Fact]
    public async Task Where_the_mother_lives_now_is_where_the_untouched_dossier_goes()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);

        await Change(birth.Registries, $"update population.residence set area = 'an-khe', address = '5 Trường Chinh' where personal_id = '{CorrectedBirth.Mother}'");
        await birth.Registries.Report("population", "residence.registered", CorrectedBirth.Mother);
        await birth.Bench.TakeIn("population", 1);
        var again = await birth.Bench.Rounds();

        Assert.Equal("queued, refreshed, handle at commune-police/an-khe", await birth.Standing());
        Assert.Equal((2, 0, 0), (again.Refreshed, again.Withdrawn, again.Opened));
        Assert.Equal(2, await birth.Bench.Scalar<int>("select count(*)::int from par.finding where revision = 2"));
        Assert.Equal(0, await birth.Bench.Scalar<int>("select count(*)::int from par.open_question where rule not like 'residence.assistance%' and rule <> 'school.transfer'"));
    }

    [Fact]
    public async Task What_changes_in_the_course_of_life_does_not_touch_what_was_granted()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Approve();

        await using (var connection = await birth.Registries["population"].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                """
                insert into population.residence (personal_id, kind, area, address, registered_from, recorded_at, updated_at)
                values (@Child, 'permanent', 'hai-chau', '12 Bạch Đằng', '2026-11-23', @Confirmed, @Confirmed)
                """,
                new { CorrectedBirth.Child, LinkedRegistries.Confirmed });
        }

        await birth.Registries.Report("population", "residence.registered", CorrectedBirth.Child);
        await birth.Bench.TakeIn("population", 1);
        await birth.Bench.Rounds();

        Assert.Equal("approved, approved, in no queue", await birth.Standing());
        Assert.Equal("", await birth.Told());
    }

    [Fact]
    public async Task A_fact_that_changes_for_one_person_asks_nothing_about_another()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);

        await birth.Registries.Report("population", "residence.registered", CorrectedBirth.OtherMother);
        await birth.Registries.Report("health-insurance", "insurance-card.issued", CorrectedBirth.Mother);
        await birth.Bench.TakeIn("population", 1);
        await birth.Bench.TakeIn("health-insurance", 1);
        await birth.Bench.Rounds();

        Assert.Equal(0, await birth.Bench.Scalar<int>("select count(*)::int from par.finding where revision > 1"));
    }

    [Fact]
    public async Task Many_changes_of_one_person_ask_each_question_once()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        for (var i = 0; i < 5; i++)
        {
            await birth.Registries.Report("population", "residence.registered", CorrectedBirth.Mother);
        }

        await birth.Bench.TakeIn("population", 5);
        await birth.Bench.Rounds();

        Assert.Equal(2, await birth.Bench.Scalar<int>("select count(*)::int from par.finding where revision > 1"));
        Assert.Equal("", await birth.Told());
    }

    [Fact]
    public async Task What_was_not_due_is_asked_again_on_the_facts_of_today()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Elder, new DateOnly(1951, 11, 21));
        await bench.Get<DateTriggers>().Run(Cancellation);
        Assert.Equal(1, (await bench.Rounds()).NotDue);

        await Change(
            registries,
            $"""
            insert into population.residence (personal_id, kind, area, address, registered_from, recorded_at, updated_at)
            values ('{Elder}', 'permanent', 'an-khe', '5 Trường Chinh', '2026-11-01', now(), now())
            """);
        await registries.Report("population", "residence.registered", Elder);
        await bench.TakeIn("population", 1);
        var again = await bench.Rounds();

        Assert.Equal((1, 1), (again.Due, again.Opened));
    }

    [Fact]
    public async Task While_the_registry_is_silent_what_stands_goes_on_standing()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "social-protection");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Elder, new DateOnly(1951, 11, 21), "an-khe");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();
        await registries.TakeAway("social-protection");

        await registries.Report("population", "person.corrected", Elder);
        await bench.TakeIn("population", 1);
        var silent = await bench.Rounds();

        Assert.Equal((1, 0, 0), (silent.Undecided, silent.Withdrawn, silent.Flagged));
        Assert.Equal("prepared", await bench.Scalar<string>("select state from par.dossier"));
        Assert.Equal(["social-protection"], await bench.Rows<string>("select array_to_string(awaits, ',') from par.open_question"));
    }

    [Fact]
    public async Task A_granted_dossier_whose_life_event_is_no_longer_kept_goes_to_an_officer_when_its_facts_are_corrected()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Approve();
        await birth.Bench.Execute("update par.inbox set body = '{}' where state = 'done'");

        await birth.Registries.Report("population", "person.corrected", CorrectedBirth.Mother);
        await birth.Bench.TakeIn("population", 1);
        await birth.Bench.Rounds();

        Assert.Equal("approved, groundFell, review at commune-police/hai-chau", await birth.Standing());
        Assert.Equal(
            "Thông tin làm căn cứ đã được cải chính, nhưng sự kiện gốc không còn được lưu nên không tự xét lại được.",
            await birth.Bench.Scalar<string>("select reason from par.dossier_change where change = 'groundFell' and dossier = @Residence", new { birth.Residence }));
    }

    private static async Task Born(LinkedRegistries registries, string person, DateOnly day)
    {
        await Change(registries, $"update population.person set date_of_birth = '{day:yyyy-MM-dd}' where personal_id = '{person}'");
        await registries.Report("population", "person.corrected", person);
    }

    private static async Task Change(LinkedRegistries registries, string statement)
    {
        await using var connection = await registries["population"].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(statement);
    }
}
