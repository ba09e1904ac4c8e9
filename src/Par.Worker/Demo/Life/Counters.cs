using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>What people get at counters: identity and insurance cards, pensions, disability certificates, land certificates.</summary>
internal sealed class Counters(Chance chance)
{
    private Numbers Numbers => chance.Province.Numbers;

    public IEnumerable<Planned> IdentityCards()
    {
        var found = chance.Residents.Anyone.Next(person => !person.HasIdentityCard && Province.Age(person.DateOfBirth, chance.Today) >= 14)
            ?? chance.Residents.Anyone.Next(person => Province.Age(person.DateOfBirth, chance.Today) >= 25);
        if (found is not { } person)
        {
            yield break;
        }

        person.HasIdentityCard = true;
        var card = new IdentityCard(Numbers.IdentityCard(), chance.Today, Papers.ValidUntil(person.DateOfBirth, chance.Today));
        yield return One(RegistrySchema.Population, "identity-card.issued", person, [Facts.IdentityCard(card, person.Id)], new { card.IssuedOn });
    }

    public IEnumerable<Planned> InsuranceCards()
    {
        if (chance.Residents.Anyone.Next(_ => true) is not { } person)
        {
            yield break;
        }

        var card = new InsuranceCard(Numbers.InsuranceCard("GD4"), "GD4", chance.Today, chance.Today.AddYears(1).AddDays(-1));
        yield return One(
            RegistrySchema.HealthInsurance,
            "insurance-card.issued",
            person,
            [Facts.InsuranceCard(card, person.Id)],
            new { CardNo = card.Number, card.ValidFrom, card.ValidUntil });
    }

    public IEnumerable<Planned> Pensions()
    {
        if (chance.Residents.Old.Next(person => !person.HasPension) is not { } person)
        {
            yield break;
        }

        person.HasPension = true;
        var pension = Province.Age(person.DateOfBirth, chance.Today) >= 75
            ? new Pension("social", 500_000, chance.Today)
            : new Pension("contributory", chance.Random.Next(32, 90) * 100_000, chance.Today);
        yield return One(
            RegistrySchema.SocialProtection,
            "pension.granted",
            person,
            [Facts.Pension(pension, person.Id)],
            new { pension.Kind, pension.MonthlyAmount, pension.PaidFrom });
    }

    public IEnumerable<Planned> Disabilities()
    {
        if (chance.Residents.Anyone.Next(person => !person.HasDisability) is not { } person)
        {
            yield break;
        }

        person.HasDisability = true;
        var (certificate, degree) = ($"KT-{person.Id}", chance.Random.Next(10) switch { < 3 => "mild", < 8 => "severe", _ => "very-severe" });
        yield return One(
            RegistrySchema.SocialProtection,
            "disability.certified",
            person,
            [Facts.Disability(certificate, person.Id, degree, chance.Today)],
            new { CertificateNo = certificate, Degree = degree, IssuedOn = chance.Today });
    }

    public IEnumerable<Planned> LandTransfers()
    {
        var found = chance.Residents.Owners.Next(owner => owner.LandCertificate is not null);
        var taker = chance.Residents.Anyone.Next(person => person != found && Province.Age(person.DateOfBirth, chance.Today) >= 18);
        if (found is not { LandCertificate: { } certificate } giver || taker is null)
        {
            yield break;
        }

        giver.LandCertificate = null;
        var fresh = Numbers.LandCertificate();
        yield return One(
            RegistrySchema.Land,
            "land-right.transferred",
            taker,
            Facts.LandTransferred(certificate, fresh, taker.Id, chance.Today),
            new { CertificateNo = fresh, RegisteredOn = chance.Today });
    }

    private Planned One(RegistrySchema registry, string kind, Resident person, IReadOnlyList<Fact> facts, object body) =>
        new(new Happening(person.Id, new Entry(registry, facts, chance.Event(registry, kind, person.Id, person.Area.Id, chance.Now, body))));
}
