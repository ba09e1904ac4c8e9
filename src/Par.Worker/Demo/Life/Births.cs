using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>
/// Births: most children have neither residence nor card yet, some have one already; some births are registered weeks late, some
/// are corrected or annulled afterwards, and some children died before their birth was registered.
/// </summary>
internal sealed class Births(Chance chance)
{
    private Random Random => chance.Random;

    public IEnumerable<Planned> Next()
    {
        if (Mother() is not { } mother)
        {
            yield break;
        }

        var bornAt = Random.Chance(0.15) ? chance.Ago(7, 56) : chance.Ago(0, 6);
        var twins = Random.Chance(0.02) ? 2 : 1;
        for (var child = 0; child < twins; child++)
        {
            foreach (var planned in Of(Child(mother, bornAt.AddMinutes(-child * 9))))
            {
                yield return planned;
            }
        }
    }

    public Resident? Mother() => chance.Residents.Mothers.Next(mother => Province.Age(mother.DateOfBirth, chance.Today) >= 18);

    /// <summary>The child is known to the population registry, and its birth is registered.</summary>
    public Happening Registered(Newborn child) => new(child.Id, Known(child), Registration(child, Telling(child)));

    private IEnumerable<Planned> Of(Newborn child)
    {
        var course = Random.Next(100);
        var known = Known(child);
        var registered = Telling(child);
        var entry = Registration(child, registered);
        switch (course)
        {
            case < 3:
                return [new(DiedFirst(child, known)), new(new Happening(child.Id, entry), Random.Next(3, 16))];
            case < 13:
                return [new(new Happening(child.Id, WithResidence(child), entry))];
            case < 23:
                return [new(new Happening(child.Id, known, WithCard(child), entry))];
            case < 29:
                return [new(new Happening(child.Id, known, entry)), new(Corrected(child, registered), Random.Next(1, 60))];
            case < 32:
                return [new(new Happening(child.Id, known, entry)), new(Annulled(child, registered), Random.Next(1, 60))];
            default:
                return [new(new Happening(child.Id, known, entry))];
        }
    }

    public Newborn Child(Resident mother, DateTimeOffset bornAt, bool notified = false)
    {
        var sex = Random.Chance(0.52) ? Sex.Male : Sex.Female;
        var dateOfBirth = Province.DayOf(bornAt);
        return new Newborn
        {
            Id = chance.Province.IssueId(dateOfBirth, sex),
            Name = Names.Full(Random, Names.FamilyOf(mother.FamilyOfChildren), sex, young: true),
            Sex = sex,
            BornAt = bornAt,
            Mother = mother,
            RegistrationNo = chance.Province.Numbers.Birth(chance.Today.Year, mother.Area.Id),
            NotificationNo = notified ? chance.Province.Numbers.BirthNotice(chance.Today.Year) : null,
        };
    }

    private object Body(Newborn child, DateOnly dateOfBirth, string mother) => new
    {
        child.RegistrationNo,
        child.NotificationNo,
        RegisteredOn = chance.Today,
        DateOfBirth = dateOfBirth,
        MotherId = mother,
        FatherId = child.Mother.Spouse,
        ChildName = child.Name,
    };

    private static Entry Known(Newborn child) => new(RegistrySchema.Population, [Person(child)]);

    private LifeEvent Telling(Newborn child) => chance.Event(
        RegistrySchema.CivilStatus, "birth.registered", child.Id, child.Mother.Area.Id, child.BornAt, Body(child, child.DateOfBirth, child.Mother.Id));

    private Entry Registration(Newborn child, LifeEvent registered) => new(RegistrySchema.CivilStatus, [Facts.Birth(child, chance.Today)], registered);

    private static Fact Person(Newborn child) =>
        Facts.Person(child.Id, child.Name, child.DateOfBirth, child.Sex, child.Mother.Id, child.Mother.Spouse, 0);

    /// <summary>Out of order: the death is on record before the birth is.</summary>
    private Happening DiedFirst(Newborn child, Entry known)
    {
        var diedAt = child.BornAt + ((chance.Now - child.BornAt) / 2);
        var registrationNo = chance.Province.Numbers.Death(chance.Today.Year, child.Mother.Area.Id);
        var body = new { RegistrationNo = registrationNo, RegisteredOn = chance.Today, DiedOn = Province.DayOf(diedAt), InformantId = child.Mother.Id };
        var death = chance.Event(RegistrySchema.CivilStatus, "death.registered", child.Id, child.Mother.Area.Id, diedAt, body);
        return new Happening(
            child.Id,
            known,
            new Entry(RegistrySchema.CivilStatus, [Facts.Death(registrationNo, child.Id, diedAt, chance.Today, child.Mother.Area.Id, child.Mother.Id)], death),
            new Entry(RegistrySchema.Population, [Facts.PersonDied(child.Id, Province.DayOf(diedAt))]));
    }

    private Entry WithResidence(Newborn child)
    {
        var area = child.Mother.Area;
        var registered = chance.Event(
            RegistrySchema.Population, "residence.registered", child.Id, area.Id, chance.Now, new { Area = area.Id, Kind = "permanent", RegisteredFrom = chance.Today });
        var residence = Facts.Residence(child.Id, area.Id, chance.Households.Address(area), child.Mother.Household, chance.Today);
        return new Entry(RegistrySchema.Population, [Person(child), residence], registered);
    }

    private Entry WithCard(Newborn child)
    {
        var card = new InsuranceCard(chance.Province.Numbers.InsuranceCard("TE1"), "TE1", child.DateOfBirth, child.DateOfBirth.AddYears(6).AddDays(-1));
        var issued = chance.Event(
            RegistrySchema.HealthInsurance, "insurance-card.issued", child.Id, child.Mother.Area.Id, chance.Now, new { CardNo = card.Number, card.ValidFrom, card.ValidUntil });
        return new Entry(RegistrySchema.HealthInsurance, [Facts.InsuranceCard(card, child.Id)], issued);
    }

    /// <summary>Another mother, or another day in the same year.</summary>
    private Happening Corrected(Newborn child, LifeEvent registered)
    {
        var other = Random.Chance(0.5) ? chance.Residents.Mothers.Next(mother => mother != child.Mother) : null;
        var mother = (other ?? child.Mother).Id;
        var dateOfBirth = other is null && child.DateOfBirth.DayOfYear > 1 ? child.DateOfBirth.AddDays(-1) : child.DateOfBirth;
        var corrected = chance.Event(
            RegistrySchema.CivilStatus, "birth.corrected", child.Id, registered.Area, chance.Now, Body(child, dateOfBirth, mother), registered.Uid);
        return new Happening(
            child.Id,
            new Entry(RegistrySchema.Population, [Facts.PersonCorrected(child.Id, dateOfBirth, mother)]),
            new Entry(RegistrySchema.CivilStatus, [Facts.BirthCorrected(child.RegistrationNo, dateOfBirth, mother)], corrected));
    }

    private Happening Annulled(Newborn child, LifeEvent registered)
    {
        var annulled = chance.Event(
            RegistrySchema.CivilStatus, "birth.annulled", child.Id, registered.Area, chance.Now, new { child.RegistrationNo, AnnulledOn = chance.Today }, registered.Uid);
        return new Happening(child.Id, new Entry(RegistrySchema.CivilStatus, [Facts.BirthAnnulled(child.RegistrationNo, chance.Today)], annulled));
    }
}
