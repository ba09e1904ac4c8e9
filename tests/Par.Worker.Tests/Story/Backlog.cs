using Par.Worker.Demo;
using Par.Worker.Demo.Life;
using Par.Worker.Demo.People;
using Par.Worker.Tests.Demo;

namespace Par.Worker.Tests.Story;

/// <summary>
/// A backlog in the registries before the service comes: births and deaths, several life events to a person, many sent twice;
/// and what plain SQL over the registries says is due.
/// </summary>
internal sealed class Backlog(StoryProvince province)
{
    public int Duplicates { get; private set; }

    public async Task Write(int births, int deaths)
    {
        var again = new List<LifeEvent>();
        var mothers = new List<Resident>();
        for (var i = 0; i < Math.Max(1, births / 4); i++)
        {
            mothers.Add(await province.Mother(Synthetic.Areas[i % 2]));
        }

        for (var i = 0; i < births; i++)
        {
            again.AddRange(await Birth(i, mothers[i % mothers.Count]));
        }

        for (var i = 0; i < deaths; i++)
        {
            again.AddRange(await Death(i, Synthetic.Areas[i % 2]));
        }

        foreach (var told in again)
        {
            await province.SendAgain(told);
            Duplicates++;
        }
    }

    /// <summary>By rule, the people to whom it is due, counted in the registries and nowhere else.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Due()
    {
        var born = await province.Registry<string>(RegistrySchema.CivilStatus, "select child_id from birth where annulled_on is null");
        var dead = await province.Registry<string>(RegistrySchema.CivilStatus, "select deceased_id from death where annulled_on is null");
        var resident = await province.Registry<string>(RegistrySchema.Population, "select personal_id from residence where registered_until is null");
        var insured = await province.Registry<string>(RegistrySchema.HealthInsurance, "select personal_id from card where valid_until >= current_date");
        var retired = await province.Registry<string>(RegistrySchema.SocialProtection, "select personal_id from pension where paid_until is null");
        return new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["residence.newborn"] = Sorted(born.Except(dead).Except(resident)),
            ["health-insurance.child-under-6"] = Sorted(born.Except(dead).Except(insured)),
            ["death.linked"] = Sorted(dead.Intersect(resident.Union(insured).Union(retired))),
        };
    }

    /// <summary>Every life event of every feed, once, as registry and uid.</summary>
    public async Task<IReadOnlyList<string>> Told()
    {
        var told = new List<string>();
        foreach (var registry in RegistrySchema.All)
        {
            told.AddRange(await province.Registry<string>(registry, $"select distinct '{registry.Registry} ' || event_uid from registry_event"));
        }

        return Sorted(told);
    }

    public static IReadOnlyList<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    /// <summary>Some children have a card or a home already, some died; the feed sends some rows twice in a row, others much later.</summary>
    private async Task<IReadOnlyList<LifeEvent>> Birth(int number, Resident mother)
    {
        var again = new List<LifeEvent>();
        var child = await province.Child(mother);
        if (number % 4 == 0)
        {
            again.Add(await province.Insure(child.Id, mother.Area));
        }

        if (number % 5 == 0)
        {
            await province.House(child.Id, mother);
        }

        var told = await province.Register(child);
        if (number % 3 == 0)
        {
            await province.SendAgain(told);
            Duplicates++;
            again.Add(told);
        }

        if (number % 10 == 3)
        {
            again.Add(await province.Death(child.Id, mother.Area));
        }

        return again;
    }

    private async Task<IReadOnlyList<LifeEvent>> Death(int number, Area area)
    {
        var again = new List<LifeEvent>();
        var person = await province.Settle(province.Today.AddYears(-63).AddDays(-number), Sex.Male, area);
        if (number % 3 == 0)
        {
            await province.Insure(person.Id, area);
        }

        if (number % 4 == 0)
        {
            again.Add(await province.Grant(person.Id, area));
        }

        var told = await province.Death(person.Id, area);
        if (number % 2 == 0)
        {
            again.Add(told);
        }

        return again;
    }
}
