namespace Par.Worker.Demo.Life;

/// <summary>Households with children that are recognised as poor or near-poor: the registry tells it once for each member.</summary>
internal sealed class Hardship(Chance chance)
{
    private int recognised;

    public IEnumerable<Planned> Recognitions()
    {
        if (chance.Residents.Homes.Next(home => !home.LookedInto && home.Members.Any(member => member.Enrolled)) is not { } home)
        {
            yield break;
        }

        home.LookedInto = true;
        var status = recognised++ % 3 < 2 ? "poor" : "near-poor";
        var told = home.Members
            .Select(member => chance.Event(
                RegistrySchema.SocialProtection, "household.poverty-recognised", member.Id, home.Area.Id, chance.Now, new { HouseholdId = home.Id, Status = status }))
            .ToList();
        yield return new(new Happening(
            told[0].Subject,
            new Entry(RegistrySchema.Population, [Facts.HouseholdPoverty(home.Id, status)]),
            new Entry(RegistrySchema.SocialProtection, [], told)));
    }
}
