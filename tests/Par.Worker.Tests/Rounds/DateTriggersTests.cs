using Par.Worker.Intake;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

public sealed class DateTriggersTests(PostgreSql postgres)
{
    private const string Person = "048212000041";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-02-28T16:59:00Z", 0)]
    [InlineData("2026-02-28T17:00:00Z", 1)]
    public async Task Who_was_born_on_29_February_turns_fourteen_on_1_March_in_local_time(string now, int found)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await At(registries, now);
        await registries.Person(Person, new DateOnly(2012, 2, 29), "hai-chau");

        Assert.Equal(found, await bench.Get<DateTriggers>().Run(Cancellation));

        var days = await bench.Rows<string>("select kind || ' ' || (body ->> 'onDate') from par.inbox where registry = 'calendar'");
        Assert.Equal(found == 0 ? [] : ["date:identity-card.at-14 2026-03-01"], days);
    }

    [Fact]
    public async Task A_day_that_came_is_found_once_and_goes_the_way_of_every_life_event()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await At(registries, "2026-11-23T03:00:00Z");
        await registries.Person(Person, new DateOnly(2012, 11, 22), "hai-chau");
        await registries.Person("048151000042", new DateOnly(1951, 11, 21), "an-khe");
        await registries.Person("048151000043", new DateOnly(1951, 11, 24), "an-khe");

        Assert.Equal(2, await bench.Get<DateTriggers>().Run(Cancellation));
        Assert.Equal(0, await bench.Get<DateTriggers>().Run(Cancellation));
        var result = await bench.Rounds();

        Assert.Equal((1, 1), (result.Reminded, result.Opened));
        Assert.Equal("1.014027 048151000042 prepared", await bench.Scalar<string>("select procedure || ' ' || subject || ' ' || state from par.dossier"));
        Assert.Equal(Person, await bench.Scalar<string>("select subject from par.reminder"));
    }

    [Fact]
    public async Task Who_is_recorded_late_is_found_as_long_as_the_overlap_reaches_back()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await At(registries, "2026-11-23T03:00:00Z");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await registries.Person("048212000044", new DateOnly(2012, 11, 16), "hai-chau");
        await registries.Person("048212000045", new DateOnly(2012, 11, 15), "hai-chau");

        Assert.Equal(1, await bench.Get<DateTriggers>().Run(Cancellation));
        Assert.Equal("048212000044", await bench.Scalar<string>("select subject from par.inbox"));
    }

    [Fact]
    public async Task The_first_run_looks_back_as_far_as_it_is_set()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await At(registries, "2026-11-23T03:00:00Z", ("DateTriggers:FirstRunDays", "10"));
        await registries.Person("048212000046", new DateOnly(2012, 11, 13), "hai-chau");
        await registries.Person("048212000047", new DateOnly(2012, 11, 12), "hai-chau");

        Assert.Equal(1, await bench.Get<DateTriggers>().Run(Cancellation));
    }

    [Fact]
    public async Task While_the_registry_is_away_no_day_is_passed_over()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "population");
        await using var bench = await At(registries, "2026-11-23T03:00:00Z");
        await registries.Person(Person, new DateOnly(2012, 11, 22), "hai-chau");
        await registries.TakeAway("population");

        Assert.Equal(0, await bench.Get<DateTriggers>().Run(Cancellation));
        Assert.Equal(["permit.game-point-certificate-ends", "permit.work-permit-ends"], await bench.Rows<string>("select rule from par.date_trigger order by rule"));

        await registries.LetBack("population");
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry("population"), Cancellation) is not null);
        Assert.Equal(1, await bench.Get<DateTriggers>().Run(Cancellation));
    }

    [Fact]
    public async Task A_permit_that_ends_is_found_by_its_own_day_and_its_holder_is_reminded()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await At(registries, "2026-11-23T03:00:00Z");
        await registries.Person(Person, new DateOnly(1988, 1, 5), "son-tra");
        await Execute(
            registries["permits"],
            $"insert into permits.work_permit values ('GPLD-1', '{Person}', 'Công ty Sông Hàn', '2025-01-21', '2027-01-20', null, now())");
        await Execute(
            registries["population"],
            $"insert into population.residence (personal_id, kind, area, address, registered_from, registered_until, recorded_at, updated_at) values ('{Person}', 'temporary', 'hoi-an', '3 Trần Phú', '2025-01-21', '2027-01-20', now(), now())");

        Assert.Equal(2, await bench.Get<DateTriggers>().Run(Cancellation));
        await bench.Rounds();

        Assert.Equal(
            ["1.002755 commune-police/hoi-an", "1.014201 home-affairs-department/hai-chau"],
            await bench.Rows<string>("select procedure || ' ' || agency from par.reminder order by 1"));
        Assert.Equal(2, await bench.Scalar<int>($"select count(*)::int from par.outbox where topic = 'notice.reminder' and recipient = 'person/{Person}'"));
    }

    [Fact]
    public async Task The_question_for_a_day_uses_the_index_on_it()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var fill = registries["population"].CreateCommand(
            """
            insert into population.person (personal_id, full_name, date_of_birth, sex, updated_at)
            select lpad(i::text, 12, '0'), 'x', date '1930-01-01' + i, 'female', now() from generate_series(1, 30000) as i;
            analyze population.person;
            """);
        await fill.ExecuteNonQueryAsync(Cancellation);
        await using var explain = registries["population"].CreateCommand(
            """explain select "personal_id"::text, "date_of_birth"::date from "population"."person" where "date_of_birth" between '1951-10-24' and '1951-11-23'""");
        await using var plan = await explain.ExecuteReaderAsync(Cancellation);
        var lines = new List<string>();
        while (await plan.ReadAsync(Cancellation))
        {
            lines.Add(plan.GetString(0));
        }

        Assert.Contains(lines, line => line.Contains("person_by_date_of_birth", StringComparison.Ordinal));
    }

    private static async Task Execute(Npgsql.NpgsqlDataSource registry, string written)
    {
        await using var command = registry.CreateCommand(written);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<WorkerBench> At(LinkedRegistries registries, string now, params (string Name, string Value)[] settings)
    {
        var bench = await WorkerBench.Create(postgres, registries, settings: settings);
        bench.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        return bench;
    }
}
