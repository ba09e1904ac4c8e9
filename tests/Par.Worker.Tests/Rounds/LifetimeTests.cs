using Dapper;
using Par.Worker.Intake;
using Par.Worker.Quarantine;

namespace Par.Worker.Tests.Rounds;

/// <summary>Life events before the birth or after the death of whom they are about.</summary>
public sealed class LifetimeTests(PostgreSql postgres)
{
    private const string Registry = "social-protection";
    private const string Person = "048160000071";

    private const string AfterDeath =
        "It occurred after the death of its subject that the registry 'population' has on record: when that is corrected, the event goes on by itself; "
        + "when the event's own day is wrong, the registry must send it again; then dismiss this one.";

    private const string BeforeBirth =
        "It occurred before the birth of its subject that the registry 'population' has on record: when that is corrected, the event goes on by itself; "
        + "when the event's own day is wrong, the registry must send it again; then dismiss this one.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1960-01-01", "2026-11-19", AfterDeath)]
    [InlineData("2026-11-21", null, BeforeBirth)]
    public async Task What_occurred_outside_of_the_persons_life_is_kept_aside_with_its_mend(string born, string? died, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, born, died);
        await registries.Report(Registry, "disability.certified", Person, Certificate);

        var result = await Take(bench, Registry, 1);

        Assert.Equal((1, 0, 0), (result.Quarantined, result.Opened, await bench.Scalar<int>("select count(*)::int from par.finding")));
        Assert.Equal($"quarantined {reason}", await State(bench));
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Vi);
    }

    [Theory]
    [InlineData("1960-01-01", "2026-11-20")]
    [InlineData("2026-11-20", null)]
    public async Task The_day_of_birth_and_the_day_of_death_are_days_of_the_life(string born, string? died)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, born, died);
        await registries.Report(Registry, "disability.certified", Person, Certificate);

        await Take(bench, Registry, 1);

        Assert.Equal("done ", await State(bench));
    }

    [Fact]
    public async Task Of_a_year_of_birth_the_first_day_counts()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, "2026-12-31", null);
        await Population(registries, "update population.person set dob_precision = 'year'");
        await registries.Report(Registry, "disability.certified", Person, Certificate);

        await Take(bench, Registry, 1);

        Assert.Equal("done ", await State(bench));
    }

    [Fact]
    public async Task A_death_that_is_annulled_lets_what_was_kept_aside_go_on()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, "1960-01-01", "2026-11-19");
        await registries.Report(Registry, "disability.certified", Person, Certificate);
        await Take(bench, Registry, 1);
        var before = await State(bench);

        await Population(registries, "update population.person set died_on = null");
        await registries.Report("civil-status", "death.annulled", Person);
        await Take(bench, "civil-status", 1);

        Assert.StartsWith("quarantined", before, StringComparison.Ordinal);
        Assert.Equal("done ", await State(bench));
        Assert.NotEqual(0, await bench.Scalar<int>("select count(*)::int from par.finding where subject = @Person", new { Person }));
    }

    [Fact]
    public async Task A_death_that_is_corrected_and_still_earlier_keeps_it_aside()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, "1960-01-01", "2026-11-18");
        await registries.Report(Registry, "disability.certified", Person, Certificate);
        await Take(bench, Registry, 1);

        await Population(registries, "update population.person set died_on = '2026-11-19'");
        await registries.Report("population", "person.corrected", Person);
        await Take(bench, "population", 1);

        Assert.Equal($"quarantined {AfterDeath}", await State(bench));
    }

    [Fact]
    public async Task What_says_when_somebody_died_or_may_come_after_a_death_is_decided()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, "1960-01-01", "2026-11-18");
        await registries.Death(Person, null);
        await registries.Report("civil-status", "birth.registered", Person, LinkedRegistries.BirthBody(Person, "048199000072"));

        var result = await Take(bench, "civil-status", 2);

        Assert.Equal(0, result.Quarantined);
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done'"));
    }

    [Fact]
    public async Task What_was_open_while_the_registry_was_silent_is_not_decided_as_if_nothing_were_odd()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "population");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, "1960-01-01", "2026-11-19");
        await registries.TakeAway("population");
        await registries.Report(Registry, "disability.certified", Person, Certificate);
        await Take(bench, Registry, 1);
        var open = await bench.Scalar<int>("select count(*)::int from par.open_question");

        await registries.LetBack("population");
        await bench.Get<FeedIntake>().TakeNext(bench.Registry("population"), Cancellation);
        bench.Clock.Now += TimeSpan.FromMinutes(11);
        await bench.Rounds();

        Assert.NotEqual(0, open);
        Assert.Equal($"quarantined {AfterDeath}", await State(bench));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));
    }

    [Fact]
    public async Task One_bad_event_in_a_page_of_a_thousand_leaves_the_others_done()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Settle(registries, "1960-01-01", "2026-11-19");
        await using (var connection = await registries[Registry].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                """
                insert into social_protection.registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
                select gen_random_uuid(), 'disability.certified', case n when 500 then @Person else '048160' || lpad((n + 100000)::text, 6, '0') end,
                       'hai-chau', @Confirmed, @Certificate::jsonb
                  from generate_series(1, 1000) as n
                """,
                new { Person, LinkedRegistries.Confirmed, Certificate });
        }

        var result = await Take(bench, Registry, 1000);

        Assert.Equal(1, result.Quarantined);
        Assert.Equal(999, await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done'"));
    }

    [Fact]
    public async Task A_child_that_is_its_own_mother_is_kept_aside()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("civil-status", "birth.registered", Person, LinkedRegistries.BirthBody(Person, Person));

        await Take(bench, "civil-status", 1);

        const string reason = "The event has one personal id as 'subject' and as 'motherId', who are different people: the registry must send it again with the right ids.";
        Assert.Equal($"quarantined {reason}", await State(bench));
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Vi);
    }

    private static string Certificate => """{"certificateNo": "K-71", "degree": "severe", "issuedOn": "2026-11-20"}""";

    private static async Task Settle(LinkedRegistries registries, string born, string? died)
    {
        await registries.Person(Person, DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), "hai-chau");
        await Population(registries, "update population.person set died_on = @died::date", new { died });
    }

    private static async Task Population(LinkedRegistries registries, string sql, object? arguments = null)
    {
        await using var connection = await registries["population"].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, arguments);
    }

    private static Task<string?> State(WorkerBench bench) =>
        bench.Scalar<string>("select state || ' ' || coalesce(error, '') from par.inbox where kind in ('disability.certified', 'birth.registered')");

    private static async Task<Worker.Rounds.RoundResult> Take(WorkerBench bench, string registry, int count)
    {
        await bench.TakeIn(registry, count);
        return await bench.Rounds();
    }
}
