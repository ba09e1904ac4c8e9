using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>From the registry to the outbox, with the rules of the repository: notices go to people who can read them.</summary>
public sealed class WhoIsToldTests(PostgreSql postgres)
{
    private const string Registry = "civil-status";
    private const string Deceased = "048145000051";
    private const string Informant = "048170000052";
    private const string Child = "048226000053";
    private const string Mother = "048199000054";
    private const string Father = "048098000055";

    [Fact]
    public async Task A_death_is_told_to_its_informant_from_the_opening_to_the_withdrawal_and_never_to_the_deceased()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Deceased, new DateOnly(1945, 8, 19), "hai-chau");
        var death = await registries.Death(Deceased, Informant);
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();

        await registries.Report(Registry, "death.annulled", Deceased, """{"registrationNo": "D", "annulledOn": "2026-11-22"}""", corrects: death);
        await bench.TakeIn(Registry, 2);
        await bench.Rounds();

        Assert.Equal([$"notice.opened person/{Informant}", $"notice.withdrawn person/{Informant}"], await Notices(bench));
        Assert.Equal(0, await ToldTo(bench, Deceased));
    }

    [Fact]
    public async Task A_death_that_nobody_reported_by_name_is_told_to_the_agency()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Deceased, new DateOnly(1945, 8, 19), "hai-chau");
        await registries.Death(Deceased, informant: null);
        await bench.TakeIn(Registry, 1);

        await bench.Rounds();

        Assert.Equal(["notice.opened agency/commune-peoples-committee/hai-chau"], await Notices(bench));
        Assert.Equal(0, await ToldTo(bench, Deceased));
    }

    [Fact]
    public async Task A_birth_is_told_to_mother_and_father_and_not_to_the_baby()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Child, new DateOnly(2026, 11, 18), mother: Mother);
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        var body = LinkedRegistries.BirthBody(Child, Mother).Replace("\"fatherId\": null", $"\"fatherId\": \"{Father}\"", StringComparison.Ordinal);
        await registries.Report(Registry, "birth.registered", Child, body);
        await bench.TakeIn(Registry, 1);

        await bench.Rounds();

        Assert.Equal(
            [$"notice.offer person/{Father}", $"notice.offer person/{Mother}", $"notice.opened person/{Father}", $"notice.opened person/{Mother}"],
            await Notices(bench));
        Assert.Equal(0, await ToldTo(bench, Child));
        Assert.Equal([$"{Mother} {Father}"], await bench.Rows<string>("select distinct array_to_string(tell, ' ') from par.dossier"));
    }

    [Fact]
    public async Task A_fourteenth_birthday_is_told_to_the_person_and_the_parents_and_a_seventy_fifth_to_the_person()
    {
        const string fourteen = "048212000056";
        const string seventyFive = "048151000057";
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(fourteen, new DateOnly(2012, 11, 22), "hai-chau", Mother);
        await registries.Person(seventyFive, new DateOnly(1951, 11, 21), "an-khe");
        await bench.Get<DateTriggers>().Run(TestContext.Current.CancellationToken);

        await bench.Rounds();

        Assert.Equal(
            [$"notice.offer person/{seventyFive}", $"notice.reminder person/{Mother}", $"notice.reminder person/{fourteen}"],
            await Notices(bench));
    }

    private static Task<IReadOnlyList<string>> Notices(WorkerBench bench) =>
        bench.Rows<string>("select topic || ' ' || recipient from par.outbox where topic like 'notice.%' order by topic, recipient");

    private static Task<int> ToldTo(WorkerBench bench, string person) =>
        bench.Scalar<int>("select count(*)::int from par.outbox where recipient = @recipient", new { recipient = $"person/{person}" });
}
