using Par.Worker.Registries;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

public sealed class MissingEventsTests(PostgreSql postgres)
{
    private const string Child = "048226000061";
    private const string Mother = "048199000062";

    /// <summary>The birth of <see cref="Child"/> is known from 20 November on; forty-five days later it is 4 January.</summary>
    private static readonly DateTimeOffset LastDay = new(2027, 1, 3, 16, 59, 0, TimeSpan.Zero);

    private static readonly string Reminder = LawSamples.Rule(
        "residence.not-registered",
        "{missing: residence.registered, after: birth.registered, within: P45D, subject: Person}",
        LawSamples.Remind("event.childId", "[event.motherId]"),
        condition: "event.childName = \"Trần An\"");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_should_have_come_and_did_not_is_found_on_its_day_and_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules().With("birth/sample.rule.yaml", Reminder);
        await using var bench = await Bench(registries, rules);
        await Born(registries, bench);

        bench.Clock.Now = LastDay;
        Assert.Equal(0, await bench.Get<MissingEvents>().Run(Cancellation));
        bench.Clock.Now = LastDay.AddMinutes(1);
        Assert.Equal(1, await bench.Get<MissingEvents>().Run(Cancellation));
        Assert.Equal(0, await bench.Get<MissingEvents>().Run(Cancellation));
        await bench.Rounds();

        Assert.Equal(
            [$"{Child} residence.not-registered due"],
            await bench.Rows<string>("select subject || ' ' || rule || ' ' || answer from par.finding where registry = 'calendar'"));
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.reminder where rule = 'residence.not-registered'"));
        Assert.Equal($"person/{Mother}", await bench.Scalar<string>("select recipient from par.outbox where topic = 'notice.reminder'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_came_in_time_is_not_missed_whichever_of_the_two_was_taken_in_first(bool followedFirst)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules().With("birth/sample.rule.yaml", Reminder);
        await using var bench = await Bench(registries, rules);
        if (followedFirst)
        {
            await Born(registries, bench);
        }

        await registries.Report("population", "residence.registered", Child, """{"area": "hai-chau", "kind": "permanent", "registeredFrom": "2026-11-21"}""");
        await bench.TakeIn("population", 1);
        await bench.Rounds();
        if (!followedFirst)
        {
            await Born(registries, bench);
        }

        bench.Clock.Now = LastDay.AddDays(3);
        Assert.Equal(0, await bench.Get<MissingEvents>().Run(Cancellation));
        Assert.Equal("came", await bench.Scalar<string>("select state from par.expectation"));
    }

    [Fact]
    public async Task While_the_registry_that_should_report_is_away_its_silence_is_not_a_no()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "population");
        using var rules = new CopiedRules().With("birth/sample.rule.yaml", Reminder);
        await using var bench = await Bench(registries, rules);
        await Born(registries, bench);
        await registries.TakeAway("population");
        bench.Registry("population").WentAway("nothing listens there");

        bench.Clock.Now = LastDay.AddDays(1);
        Assert.Equal(0, await bench.Get<MissingEvents>().Run(Cancellation));

        await registries.LetBack("population");
        bench.Get<RegistryConnections>().Answered(bench.Registry("population"));
        Assert.Equal(1, await bench.Get<MissingEvents>().Run(Cancellation));
    }

    [Fact]
    public async Task After_an_annulled_event_nothing_is_missed()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules().With("birth/sample.rule.yaml", Reminder);
        await using var bench = await Bench(registries, rules);
        var birth = await Born(registries, bench);
        await registries.Report("civil-status", "birth.annulled", Child, "{}", corrects: birth);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();

        bench.Clock.Now = LastDay.AddDays(1);
        Assert.Equal(0, await bench.Get<MissingEvents>().Run(Cancellation));
        Assert.Equal("annulled", await bench.Scalar<string>("select state from par.expectation"));
    }

    [Fact]
    public async Task What_follows_is_known_by_the_fields_that_the_rule_names()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        var byNumber = LawSamples.Rule(
            "birth.not-corrected",
            "{missing: birth.corrected, after: birth.registered, within: P10D, subject: Person, same: [registrationNo, motherId]}",
            LawSamples.Remind("event.childId", "[event.motherId]"));
        using var rules = new CopiedRules().With("birth/sample.rule.yaml", byNumber);
        await using var bench = await Bench(registries, rules);
        await Born(registries, bench);
        await registries.Birth("048226000063", Mother, area: null);
        // Another child's book entry, and the entry of this one: only the second counts.
        await registries.Report("civil-status", "birth.corrected", "048226000064", LinkedRegistries.BirthBody("048226000064", Mother));
        await registries.Report("civil-status", "birth.corrected", "048226000063", LinkedRegistries.BirthBody("048226000063", Mother));
        await bench.TakeIn("civil-status", 4);
        await bench.Rounds();

        bench.Clock.Now = LastDay;
        Assert.Equal(1, await bench.Get<MissingEvents>().Run(Cancellation));
        Assert.Equal([$"{Child} fired", "048226000063 came"], await bench.Rows<string>("select subject || ' ' || state from par.expectation order by subject"));
    }

    private static async Task<Guid> Born(LinkedRegistries registries, WorkerBench bench)
    {
        var birth = await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        return birth;
    }

    private async Task<WorkerBench> Bench(LinkedRegistries registries, CopiedRules rules) =>
        await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
}
