using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>Deaths among the old; some are registered weeks late, and a few registrations turn out to be wrong and are annulled.</summary>
internal sealed class Deaths(Chance chance)
{
    public IEnumerable<Planned> Next()
    {
        if (chance.Residents.Old.Next(_ => true) is not { } deceased)
        {
            yield break;
        }

        deceased.Dead = true;
        var today = chance.Today;
        var area = deceased.Area.Id;
        var diedAt = chance.AfterAll(deceased.Id, chance.Random.Chance(0.15) ? chance.Ago(10, 50) : chance.Ago(0, 5));
        var diedOn = Province.DayOf(diedAt);
        var registrationNo = chance.Province.Numbers.Death(today.Year, area);
        var registered = chance.Event(
            RegistrySchema.CivilStatus,
            "death.registered",
            deceased.Id,
            area,
            diedAt,
            new { RegistrationNo = registrationNo, RegisteredOn = today, DiedOn = diedOn, InformantId = deceased.Spouse });
        yield return new Planned(new Happening(
            deceased.Id,
            new Entry(RegistrySchema.CivilStatus, [Facts.Death(registrationNo, deceased.Id, diedAt, today, area, deceased.Spouse)], registered),
            new Entry(RegistrySchema.Population, [Facts.PersonDied(deceased.Id, diedOn)])));

        if (chance.Random.Chance(0.04))
        {
            var annulled = chance.Event(
                RegistrySchema.CivilStatus,
                "death.annulled",
                deceased.Id,
                area,
                chance.Now,
                new { RegistrationNo = registrationNo, AnnulledOn = today },
                registered.Uid);
            yield return new Planned(
                new Happening(
                    deceased.Id,
                    new Entry(RegistrySchema.Population, [Facts.PersonDied(deceased.Id, null)]),
                    new Entry(RegistrySchema.CivilStatus, [Facts.DeathAnnulled(registrationNo, today)], annulled)),
                chance.Random.Next(1, 60));
        }
    }
}
