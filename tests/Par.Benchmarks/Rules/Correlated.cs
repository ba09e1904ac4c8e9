namespace Par.Benchmarks.Rules;

/// <summary>The facts of an event, correlated by their host for an engine that has no joins.</summary>
public sealed record Correlated(
    LifeEvent Event, Person Subject, Person Mother, Household Household, Insurance Insurance, SchoolRecord? School, LandRight? Land, ExistingDossier Dossier)
{
    public static Correlated Of(LifeEvent happened) => new(
        happened,
        happened.Subject,
        happened.People.Single(person => person.Id == happened.MotherId),
        happened.Households.Single(household => household.Id == happened.Subject.HouseholdId),
        happened.Insurances.Single(card => card.PersonId == happened.Subject.Id),
        happened.SchoolRecords.SingleOrDefault(school => school.PersonId == happened.Subject.Id),
        happened.LandRights.SingleOrDefault(land => land.PersonId == happened.Subject.Id),
        happened.Dossiers.Single(dossier => dossier.PersonId == happened.Subject.Id));
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
