namespace Par.Benchmarks.Rules;

/// <summary>The facts of an event, correlated by their host for an engine that has no joins.</summary>
public sealed record Correlated(
    DateOnly RegisteredOn, Person Subject, Person Mother, Household Household, Insurance? Insurance, SchoolRecord? School, LandRight? Land, ExistingDossier? Dossier)
{
    public static Correlated Of(LifeEvent happened) => new(
        happened.RegisteredOn,
        happened.Subject,
        happened.People.Single(person => person.Id == happened.MotherId),
        happened.Households.Single(household => household.Id == happened.Subject.HouseholdId),
        happened.Insurances.FirstOrDefault(card => card.PersonId == happened.Subject.Id),
        happened.SchoolRecords.FirstOrDefault(school => school.PersonId == happened.Subject.Id),
        happened.LandRights.FirstOrDefault(land => land.PersonId == happened.Subject.Id),
        happened.Dossiers.FirstOrDefault(dossier => dossier.PersonId == happened.Subject.Id));
}

/// <summary>What rules by hand and the rules of Microsoft's engine both call.</summary>
public static class Checks
{
    public static int Age(DateOnly birth, DateOnly today)
    {
        var years = today.Year - birth.Year;
        return today.Month < birth.Month || (today.Month == birth.Month && today.Day < birth.Day) ? years - 1 : years;
    }
}
