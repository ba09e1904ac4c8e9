using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

public sealed class QuietTimesTests(PostgreSql postgres)
{
    private const string Child = "048226000081";
    private const string Mother = "048199000082";

    private static readonly string Welcome = LawSamples.Rule(
        "sample.welcome", "{event: birth.registered, subject: Person}", LawSamples.Remind("event.childId", "[event.motherId]"));

    private static readonly string WelcomeLater = LawSamples.Rule(
        "sample.welcome-later", "{event: insurance-card.issued, subject: Person}", LawSamples.Remind("subject.id", "[subject.motherId]"));

    private static readonly string OfTheDeath = LawSamples.Rule(
        "sample.of-the-death", "{event: death.registered, subject: Person}", LawSamples.Open("1.003197", tell: "[event.informantId]"), level: 3);

    [Fact]
    public async Task Nothing_about_a_child_that_died_goes_to_the_family_by_itself()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules().With("birth/a.rule.yaml", Welcome).With("birth/b.rule.yaml", WelcomeLater).With("death/c.rule.yaml", OfTheDeath);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        Assert.Contains($"person/{Mother}", await About(bench));

        await registries.Death(Child, Mother);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();
        await registries.Report("health-insurance", "insurance-card.issued", Child, """{"cardNo": "TE1", "validFrom": "2026-11-21", "validUntil": "2032-11-21"}""");
        await bench.TakeIn("health-insurance", 1);
        await bench.Rounds();

        // What waited to be sent, and what came later, both go to officers; what the death itself brings is told to its informant.
        Assert.Equal(
            ["agency/commune-police/hai-chau"],
            await bench.Rows<string>("select distinct recipient from par.outbox where topic = 'notice.reminder'"));
        Assert.Equal(
            [$"person/{Mother}"],
            await bench.Rows<string>(
                """
                select distinct recipient
                  from par.outbox
                  join par.dossier on dossier.id::text = outbox.body ->> 'dossier'
                 where topic = 'notice.opened' and dossier.rule = 'sample.of-the-death'
                """));
        Assert.Equal(
            0,
            await bench.Scalar<int>(
                """
                select count(*)::int
                  from par.outbox
                  join par.dossier on dossier.id::text = outbox.body ->> 'dossier'
                 where topic like 'notice.%' and recipient like 'person/%' and dossier.rule not like 'sample.%' and dossier.rule not like 'death.%'
                """));
    }

    [Fact]
    public async Task What_is_held_about_a_child_that_died_is_told_to_officers_when_it_is_released()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules().With("birth/a.rule.yaml", Welcome);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await bench.PullBrake("sample.welcome");
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        await registries.Death(Child, Mother);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();

        await bench.Get<Releases>().Release("sample.welcome", "Lê Văn Bảy", "The figures are right.", TestContext.Current.CancellationToken);

        Assert.Equal(
            ["agency/commune-police/hai-chau"],
            await bench.Rows<string>("select recipient from par.outbox where topic = 'notice.reminder'"));
    }

    [Fact]
    public async Task An_annulled_death_ends_the_quiet_time()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules().With("birth/b.rule.yaml", WelcomeLater);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        var death = await registries.Death(Child, Mother);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();
        await registries.Report("civil-status", "death.annulled", Child, "{}", corrects: death);
        await bench.TakeIn("civil-status", 3);
        await bench.Rounds();

        await registries.Report("health-insurance", "insurance-card.issued", Child, """{"cardNo": "TE1", "validFrom": "2026-11-21", "validUntil": "2032-11-21"}""");
        await bench.TakeIn("health-insurance", 1);
        await bench.Rounds();

        Assert.Equal([$"person/{Mother}"], await bench.Rows<string>("select recipient from par.outbox where topic = 'notice.reminder'"));
    }

    private static Task<IReadOnlyList<string>> About(WorkerBench bench) =>
        bench.Rows<string>("select distinct recipient from par.outbox where topic like 'notice.%'");
}
