using Dapper;
using Par.Worker.Intake;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>Recorded days that are corrected to others, which came longer ago than the timer of date triggers looks back.</summary>
public sealed class DerivedDaysTests(PostgreSql postgres)
{
    private const string Elder = "048151000064";

    private const string Days = "select (body ->> 'onDate') from par.inbox where registry = 'calendar' order by 1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_birthday_that_came_long_ago_by_a_corrected_date_opens_its_dossier_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Recorded(registries, "1960-03-01");

        await Correct(registries, bench, "1951-03-01");
        Assert.Equal(1, await bench.Get<DateTriggers>().Run(Cancellation));
        await bench.Rounds();

        Assert.Equal(["2026-03-01"], await bench.Rows<string>(Days));
        Assert.Equal(["social-pension.at-75 prepared"], await bench.Rows<string>("select rule || ' ' || state from par.dossier"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.day_to_derive"));

        await Correct(registries, bench, "1951-03-01");
        Assert.Equal(0, await bench.Get<DateTriggers>().Run(Cancellation));
        await bench.Rounds();
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.dossier"));
    }

    [Theory]
    [InlineData("1950-06-30", 0)]
    [InlineData("1950-07-01", 1)]
    public async Task A_day_before_the_law_was_in_force_is_none(string born, int found)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Recorded(registries, "1960-03-01");

        await Correct(registries, bench, born);

        Assert.Equal(found, await bench.Get<DateTriggers>().Run(Cancellation));
    }

    [Fact]
    public async Task Who_has_a_dossier_by_the_wrong_day_gets_no_second_one_by_the_right_day()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Recorded(registries, "1951-11-21");
        await bench.Rounds();

        await Correct(registries, bench, "1951-03-01");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();

        Assert.Equal(["2026-03-01", "2026-11-21"], await bench.Rows<string>(Days));
        Assert.Equal(["prepared 1951-03-01"], await bench.Rows<string>("select state || ' ' || (prefill -> 'dateOfBirth' ->> 'value') from par.dossier"));
    }

    [Fact]
    public async Task While_the_registry_is_away_the_day_stays_noted()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "population");
        await using var bench = await Recorded(registries, "1960-03-01");
        await Correct(registries, bench, "1951-03-01");
        await registries.TakeAway("population");

        Assert.Equal(0, await bench.Get<DateTriggers>().Run(Cancellation));

        await registries.LetBack("population");
        await Eventually.True(async () => await bench.Get<FeedIntake>().TakeNext(bench.Registry("population"), Cancellation) is not null);
        Assert.Equal(1, await bench.Get<DateTriggers>().Run(Cancellation));
    }

    [Fact]
    public async Task A_day_of_a_rule_that_is_not_in_this_book_is_left_to_a_newer_one_for_a_while()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Recorded(registries, "1960-03-01");
        await Correct(registries, bench, "1951-03-01");
        await bench.Execute("update par.day_to_derive set rule = 'sample.newer' where rule = 'social-pension.at-75'");

        await bench.Get<DateTriggers>().Run(Cancellation);
        Assert.Equal(["sample.newer"], await bench.Rows<string>("select rule from par.day_to_derive"));

        bench.Clock.Now += TimeSpan.FromMinutes(16);
        await bench.Get<DateTriggers>().Run(Cancellation);
        Assert.Empty(await bench.Rows<string>("select rule from par.day_to_derive"));
    }

    [Fact]
    public async Task A_day_of_long_ago_is_still_asked_again_when_its_date_is_corrected()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Recorded(registries, "1951-11-21");
        await bench.Rounds();
        await bench.Execute("update par.inbox set body = '{}' where registry = 'calendar'");

        await Correct(registries, bench, "1952-11-21");

        Assert.Equal("withdrawn", await bench.Scalar<string>("select state from par.dossier"));

        await Correct(registries, bench, "1951-11-21");
        Assert.Equal(["prepared", "withdrawn"], await bench.Rows<string>("select state from par.dossier order by state"));
    }

    /// <summary>Somebody with a date of birth, and the timer has looked.</summary>
    private async Task<WorkerBench> Recorded(LinkedRegistries registries, string born)
    {
        var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Elder, DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), "an-khe");
        await bench.Get<DateTriggers>().Run(Cancellation);
        return bench;
    }

    private static async Task Correct(LinkedRegistries registries, WorkerBench bench, string born)
    {
        await using (var connection = await registries["population"].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync($"update population.person set date_of_birth = '{born}'");
        }

        await registries.Report("population", "person.corrected", Elder);
        await bench.TakeIn("population", 1 + await bench.Scalar<int>("select count(*)::int from par.inbox where registry = 'population'"));
        await bench.Rounds();
    }
}
