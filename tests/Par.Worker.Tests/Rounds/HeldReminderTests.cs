using Dapper;
using Par.Worker.Retention;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>Corrections that come while the brake holds a reminder: nobody was told of it, so it is undone as a held dossier is.</summary>
public sealed class HeldReminderTests(PostgreSql postgres)
{
    private const string Rule = "sample.reminder";
    private const string Child = "048226000081";
    private const string Mother = "048199000082";
    private const string Youth = "048212000083";

    private const string KeysTaken = "select count(*)::int from par.once_key where gate = @rule and freed_at is null";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_that_is_held_is_undone_when_its_life_event_is_annulled()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reminding("subject.id != null");
        await using var bench = await Born(registries, rules);
        Assert.Equal(1, await bench.Scalar<int>(KeysTaken, new { rule = Rule }));

        await Correct(registries, bench, "birth.annulled", "{}");

        await NothingIsLeft(bench, Rule);
    }

    [Fact]
    public async Task A_reminder_that_is_held_is_undone_when_its_corrected_life_event_is_no_longer_a_ground()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reminding($"event.motherId = \"{Mother}\"");
        await using var bench = await Born(registries, rules);

        await Correct(registries, bench, "birth.corrected", LinkedRegistries.BirthBody(Child, "048199000084"));

        await NothingIsLeft(bench, Rule);
    }

    [Fact]
    public async Task A_reminder_that_is_held_is_undone_when_a_fact_it_stands_on_is_another()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Fourteen(registries);

        await Change(registries, "update population.person set date_of_birth = '2012-11-25'");
        await registries.Report("population", "person.corrected", Youth);
        await bench.TakeIn("population", 1);
        await bench.Rounds();

        await NothingIsLeft(bench, "identity-card.at-14");
    }

    [Fact]
    public async Task A_reminder_that_is_held_and_says_something_else_now_is_given_as_is_right()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Fourteen(registries);

        await Change(registries, "update population.person set full_name = 'Trần Thị May'");
        await registries.Report("population", "person.corrected", Youth);
        await bench.TakeIn("population", 1);
        Assert.Equal(1, (await bench.Rounds()).Held);
        Assert.Equal(1, await Release(bench, "identity-card.at-14"));

        Assert.Equal(
            ["notice.reminder person/048212000083 Trần Thị May"],
            await bench.Rows<string>("select topic || ' ' || recipient || ' ' || substr(body -> 'texts' -> 'text' ->> 'en', 1, 12) from par.outbox"));
    }

    [Fact]
    public async Task A_reminder_that_is_held_and_stays_right_is_left_alone()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Fourteen(registries);

        await registries.Report("population", "person.corrected", Youth);
        await bench.TakeIn("population", 1);
        Assert.Equal(0, (await bench.Rounds()).Held);

        Assert.Equal(1, await Release(bench, "identity-card.at-14"));
    }

    [Fact]
    public async Task A_reminder_that_was_released_before_the_correction_is_taken_back()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reminding("subject.id != null");
        await using var bench = await Born(registries, rules);
        await Release(bench, Rule);

        await Correct(registries, bench, "birth.annulled", "{}");

        Assert.Equal(
            ["notice.reminder", "notice.corrected"],
            await bench.Rows<string>("select topic from par.outbox where coalesce(body ->> 'reminder', '') <> '' order by id"));
    }

    [Fact]
    public async Task A_life_event_keeps_its_body_while_a_reminder_that_stands_on_it_is_held()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Fourteen(registries);
        bench.Clock.Now += TimeSpan.FromDays(40);
        var retention = new Worker.Retention.Retention(
            bench.Work.Source, Microsoft.Extensions.Options.Options.Create(new RetentionOptions()), bench.Clock);

        Assert.Equal(0, (await retention.Purge(Cancellation)).InboxBodies);

        await bench.Get<Releases>().Discard("identity-card.at-14", "Lê Văn Bảy", "The rule asked for the wrong age.", Cancellation);
        Assert.Equal(1, (await retention.Purge(Cancellation)).InboxBodies);
    }

    private static async Task NothingIsLeft(WorkerBench bench, string rule)
    {
        Assert.Equal(0, await Release(bench, rule));
        Assert.Equal((0, 0), (await bench.Scalar<int>("select count(*)::int from par.reminder"), await bench.Scalar<int>(KeysTaken, new { rule })));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.outbox where body ? 'reminder'"));
    }

    private static Task<int> Release(WorkerBench bench, string rule) =>
        bench.Get<Releases>().Release(rule, "Lê Văn Bảy", "The figures are right.", Cancellation);

    private static CopiedRules Reminding(string condition) => new CopiedRules().With(
        "birth/sample.rule.yaml", LawSamples.Rule(Rule, "{event: birth.registered, subject: Person}", LawSamples.Remind(), condition: condition));

    private async Task<WorkerBench> Born(LinkedRegistries registries, CopiedRules rules)
    {
        var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await bench.PullBrake(Rule);
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        Assert.Equal(1, (await bench.Rounds()).Held);
        return bench;
    }

    private async Task<WorkerBench> Fourteen(LinkedRegistries registries)
    {
        var bench = await WorkerBench.Create(postgres, registries);
        await bench.PullBrake("identity-card.at-14");
        await registries.Person(Youth, new DateOnly(2012, 11, 22), "hai-chau");
        await bench.Get<DateTriggers>().Run(Cancellation);
        Assert.Equal(1, (await bench.Rounds()).Held);
        return bench;
    }

    private static async Task Correct(LinkedRegistries registries, WorkerBench bench, string kind, string body)
    {
        var birth = await bench.Scalar<Guid>("select event_uid from par.inbox where kind = 'birth.registered'");
        await registries.Report("civil-status", kind, Child, body, corrects: birth);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();
    }

    private static async Task Change(LinkedRegistries registries, string statement)
    {
        await using var connection = await registries["population"].OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(statement);
    }
}
