using Dapper;
using Npgsql;
using Par.Worker.Demo;
using Par.Worker.Demo.Life;
using Par.Worker.Demo.Reckoning;
using Par.Worker.Tests.Demo.Life;

namespace Par.Worker.Tests.Demo.Reckoning;

/// <summary>The count that the demo is judged by must be able to fail: each test breaks what was well and sees it rise.</summary>
public sealed class ReckoningTests(EmptyProvince province) : IClassFixture<EmptyProvince>, IAsyncLifetime
{
    private static readonly DateOnly First = Synthetic.Today.AddDays(-29);

    private readonly ProvinceDatabases databases = province.Databases;
    private readonly KeptWork work = new(province.Databases);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await province.Empty();
        await work.Lay();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_lived_province_is_due_is_found_opened_and_found_missing_again()
    {
        await Live();
        var due = await new ClearlyDue(databases).Find(First, Synthetic.Today, Cancellation);
        Assert.Equal(
            ["0.000000", "1.001193", "1.004222", "1.014027", "2.002913", "3.000182", "3.000722"],
            due.Select(one => one.Procedure).Distinct().Order(StringComparer.Ordinal));

        var nothingDone = await Reckon();
        Assert.Equal(nothingDone.LifeEvents + due.Count, nothingDone.Lost.Count);
        Assert.True(nothingDone.FeedRows > nothingDone.LifeEvents);

        await work.TakeInEverything();
        foreach (var one in due)
        {
            await work.Open(one.Procedure, one.Person);
        }

        var well = await Reckon();
        Assert.True(well.AllWell, string.Join('\n', well.Lost.Concat(well.Twice).Concat(well.WithoutDueDate).Take(5)));

        // A dossier that vanished.
        var victim = due[^1];
        await work.Execute("delete from par.queue_item; delete from par.clock; delete from par.dossier where procedure = @Procedure and subject = @Person", victim);
        var vanished = await Reckon();
        Assert.Equal([$"{victim.Procedure} for {victim.Person}: {victim.Because}"], vanished.Lost);
        Assert.Equal(due.Count - 1, vanished.WithoutDueDate.Count);
        Assert.False(vanished.AllWell);
    }

    [Fact]
    public async Task A_life_event_that_is_not_in_the_inbox_is_lost()
    {
        await Born("048326000001", mother: "048190000001");
        await work.TakeInEverything();
        await work.Open(ClearlyDue.PermanentResidence, "048326000001");
        await work.Open(ClearlyDue.HealthInsuranceCard, "048326000001");
        Assert.True((await Reckon()).AllWell);

        await work.Execute("update par.inbox set state = 'waiting', done_at = null");

        Assert.Single((await Reckon()).Lost, lost => lost.EndsWith("of civil-status: not taken in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_dossier_or_reminder_for_the_same_person_is_one_too_many()
    {
        await work.Open(ClearlyDue.LinkedDeath, "048045000001");
        await work.Open(ClearlyDue.LinkedDeath, "048045000002");
        Assert.Empty((await Reckon()).Twice);

        await work.Open(ClearlyDue.LinkedDeath, "048045000001");

        Assert.Equal(["2.002913 for 048045000001"], (await Reckon()).Twice);
    }

    [Fact]
    public async Task What_is_no_matter_of_once_in_a_life_is_counted_by_what_it_is_about()
    {
        await work.Open(ClearlyDue.BirthRegistration, "048190000001", """{"notificationNo": "CS-1"}""");
        await work.Open(ClearlyDue.BirthRegistration, "048190000001", """{"notificationNo": "CS-2"}""");
        Assert.Empty((await Reckon()).Twice);

        await work.Open(ClearlyDue.BirthRegistration, "048190000001", """{"notificationNo": "CS-2"}""");
        await work.Open(ClearlyDue.GradeSix, "048215000001");
        await work.Open(ClearlyDue.GradeSix, "048215000001");

        Assert.Equal(["1.001193 for 048190000001", "3.000182 for 048215000001"], (await Reckon()).Twice.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("delete from par.queue_item")]
    [InlineData("delete from par.clock")]
    [InlineData("update par.clock set stopped_at = now(), running_since = null")]
    public async Task An_open_dossier_without_place_in_the_queue_or_running_clock_is_counted(string breaking)
    {
        await work.Open(ClearlyDue.LinkedDeath, "048045000001");
        Assert.Empty((await Reckon()).WithoutDueDate);

        await work.Execute(breaking);

        Assert.Single((await Reckon()).WithoutDueDate);
    }

    [Fact]
    public async Task Nothing_is_clearly_due_where_the_registries_leave_a_doubt()
    {
        await Born("048326000001", mother: "048190000001");
        await Born("048326000002", mother: "048190000002");
        await Born("048326000003", mother: "048190000003");
        await Write(RegistrySchema.CivilStatus, "update birth set annulled_on = current_date where child_id = '048326000002'");
        await Write(RegistrySchema.Population, "delete from residence where personal_id = '048190000003'");
        await Write(RegistrySchema.HealthInsurance, "insert into card values ('TE1', '048326000001', 'TE1', current_date, current_date, now(), now())");

        var due = await new ClearlyDue(databases).Find(First, Synthetic.Today, Cancellation);

        Assert.Equal([new ClearlyDue.Due(ClearlyDue.PermanentResidence, "048326000001", "born, and resident nowhere")], due);
    }

    [Fact]
    public async Task A_notified_birth_is_clearly_due_until_it_is_registered_or_the_child_died()
    {
        foreach (var number in new[] { 1, 2, 3 })
        {
            await Resident($"04819000000{number}", new DateOnly(1990, 5, 5));
            await Write(RegistrySchema.HealthFacilities, $"""
                insert into birth_notice values ('CS-{number}', '04819000000{number}', now(), 'female', 'B', null, now());
                insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
                values (gen_random_uuid(), 'birth.notified', '04819000000{number}', 'hai-chau', now(), jsonb_build_object('notificationNo', 'CS-{number}'));
                """);
        }

        await Born("048326000001", mother: "048190000009");
        await Write(RegistrySchema.CivilStatus, "update birth set notification_no = 'CS-2', annulled_on = current_date");
        await Write(RegistrySchema.HealthFacilities, "update birth_notice set died_at = now() where notification_no = 'CS-3'");

        var due = await new ClearlyDue(databases).Find(First, Synthetic.Today, Cancellation);

        Assert.Equal([new ClearlyDue.Due(ClearlyDue.BirthRegistration, "048190000001", "had a child whose birth is not registered")], due);
    }

    [Theory]
    [InlineData("1951-11-23", true)]
    [InlineData("1951-11-24", false)]
    [InlineData("1951-10-25", true)]
    [InlineData("1951-10-24", false)]
    public async Task Birthdays_count_from_the_first_to_the_last_day(string born, bool isDue)
    {
        await Resident("048151000001", DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture));

        var due = await new ClearlyDue(databases).Find(First, Synthetic.Today, Cancellation);

        Assert.Equal(isDue ? ["1.014027"] : [], due.Select(one => one.Procedure));
    }

    [Theory]
    [InlineData(2027, 3, 1)]
    [InlineData(2027, 2, 28)]
    public async Task Someone_born_on_29_February_turns_75_on_1_March(int year, int month, int day)
    {
        await Resident("048152000001", new DateOnly(1952, 2, 29));
        var on = new DateOnly(year, month, day);

        var due = await new ClearlyDue(databases).Find(on, on, Cancellation);

        Assert.Equal(month == 3 ? 1 : 0, due.Count);
    }

    [Fact]
    public async Task A_card_that_ends_at_fourteen_is_no_card()
    {
        var birthday = Synthetic.Today.AddYears(-14);
        await Resident("048212000001", birthday);
        await Resident("048212000002", birthday);
        await Write(RegistrySchema.Population, "insert into identity_card values ('1', '048212000001', date '2024-01-01', date '2026-11-23', now(), now()), ('2', '048212000002', date '2024-01-01', date '2037-11-23', now(), now())");

        var due = await new ClearlyDue(databases).Find(First, Synthetic.Today, Cancellation);

        Assert.Equal(["048212000001"], due.Select(one => one.Person));
    }

    private async Task Live()
    {
        var (fates, writers) = await LivedProvince.Begin(databases, new Synthetic.Noon());
        await using var writing = writers;
        for (var happened = 0; happened < 250; happened++)
        {
            foreach (var entry in fates.Next().Entries)
            {
                await writers.Write(entry, Cancellation);
            }
        }
    }

    private Task<Reckoned> Reckon() => new IndependentReckoning(databases).Reckon(First, Synthetic.Today, Cancellation);

    private async Task Resident(string person, DateOnly born)
    {
        await Write(RegistrySchema.Population, $"insert into person (personal_id, full_name, date_of_birth, sex, updated_at) values ('{person}', 'A', '{born:yyyy-MM-dd}', 'female', now())");
        await Write(RegistrySchema.Population, $"insert into residence (personal_id, kind, area, address, registered_from, recorded_at, updated_at) values ('{person}', 'permanent', 'hai-chau', '1', current_date, now(), now())");
    }

    private async Task Born(string child, string mother)
    {
        await Resident(mother, new DateOnly(1990, 5, 5));
        await Write(RegistrySchema.CivilStatus, $"""
            insert into birth (registration_no, child_id, child_name, date_of_birth, sex, born_at, mother_id, registered_on, registered_in, recorded_at, updated_at)
            values ('{child}', '{child}', 'B', current_date, 'male', now(), '{mother}', current_date, 'hai-chau', now(), now());
            insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            values (gen_random_uuid(), 'birth.registered', '{child}', 'hai-chau', now(), '{"{}"}');
            """);
    }

    private async Task Write(RegistrySchema registry, string statement)
    {
        await using var writer = new NpgsqlConnection(databases[registry].WriterConnectionString);
        await writer.ExecuteAsync(statement);
    }
}
