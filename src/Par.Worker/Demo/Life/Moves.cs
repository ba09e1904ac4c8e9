using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>People who move within the province, and people who arrive in it: some of them just turned 14 or 75.</summary>
internal sealed class Moves(Chance chance)
{
    private Random Random => chance.Random;

    public IEnumerable<Planned> Within() => Move(chance.Residents.Anyone.Next(_ => true));

    /// <summary>A move to which a school belongs.</summary>
    public IEnumerable<Planned> OfPupils() => Move(chance.Residents.Pupils.Next(pupil => pupil.Grade is >= 6 and <= 9));

    private IEnumerable<Planned> Move(Resident? mover)
    {
        if (mover is not { } person)
        {
            yield break;
        }

        var (from, to) = (person.Area.Id, chance.Province.Areas.Draw(Random));
        person.Area = to;
        var address = chance.Households.Address(to);
        var household = chance.Province.Numbers.Household();
        var ended = chance.Event(RegistrySchema.Population, "residence.ended", person.Id, from, chance.Now, new { Area = from, Kind = "permanent" });
        yield return new Planned(new Happening(person.Id, new Entry(
            RegistrySchema.Population,
            [
                Facts.ResidenceEnded(person.Id, chance.Today),
                Facts.Household(household, person.Id, to.Id, address),
                Facts.Residence(person.Id, to.Id, address, household, chance.Today),
            ],
            ended,
            ResidenceRegistered(person.Id, to.Id))));
    }

    public IEnumerable<Planned> Arrivals()
    {
        var area = chance.Province.Areas.Draw(Random);
        var sex = Random.Chance(0.5) ? Sex.Male : Sex.Female;
        var person = chance.Households.Person(Birthday(), sex, Names.Family(Random), area, "none");
        var address = chance.Households.Address(area);
        var household = chance.Province.Numbers.Household();
        var facts = new List<Fact>
        {
            Facts.Person(person.Id, person.Name, person.DateOfBirth, sex, null, null, person.VneidLevel),
            Facts.Household(household, person.Id, area.Id, address),
            Facts.Residence(person.Id, area.Id, address, household, chance.Today),
        };
        var events = new List<LifeEvent>
        {
            chance.Event(RegistrySchema.Population, "person.arrived", person.Id, area.Id, chance.Now, new { FullName = person.Name }),
            ResidenceRegistered(person.Id, area.Id),
        };
        if (person.IdentityCard is { } card)
        {
            facts.Add(Facts.IdentityCard(card, person.Id));
            events.Add(chance.Event(RegistrySchema.Population, "identity-card.issued", person.Id, area.Id, chance.Now, new { card.IssuedOn }));
        }

        var arrival = new Entry(RegistrySchema.Population, facts, events);
        chance.Residents.Meet(person, area, household);

        // A pension is on record before its owner arrives, as it would be.
        yield return new Planned(person.Pension is { } pension
            ? new Happening(person.Id, Granted(pension, person.Id, area.Id), arrival)
            : new Happening(person.Id, arrival));
    }

    private Entry Granted(Pension pension, string id, string area) => new(
        RegistrySchema.SocialProtection,
        [Facts.Pension(pension, id)],
        chance.Event(RegistrySchema.SocialProtection, "pension.granted", id, area, chance.Now, new { pension.Kind, pension.MonthlyAmount, pension.PaidFrom }));

    private LifeEvent ResidenceRegistered(string id, string area) => chance.Event(
        RegistrySchema.Population, "residence.registered", id, area, chance.Now, new { Area = area, Kind = "permanent", RegisteredFrom = chance.Today });

    private DateOnly Birthday()
    {
        var today = chance.Today;
        return Random.Next(100) switch
        {
            < 30 => today.AddDays(-Random.Next(0, 5)).AddYears(-75),
            < 55 => today.AddDays(-Random.Next(0, 5)).AddYears(-14),
            _ => today.AddDays(-Random.Next(7_300, 21_900)),
        };
    }
}
