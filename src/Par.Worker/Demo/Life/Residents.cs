using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>Whom life may happen to: samples of the province by what can happen to them. Memory does not grow with the province.</summary>
internal sealed class Residents(Province province)
{
    private const int Room = 4_000;
    private const int RoomForHomes = 1_000;

    private readonly Random random = new(province.Today.DayNumber);

    public Sample<Resident> Mothers => field ??= Living();

    public Sample<Resident> Old => field ??= Living();

    public Sample<Resident> Anyone => field ??= Living();

    public Sample<Resident> Pupils => field ??= Living();

    public Sample<Resident> Owners => field ??= Living();

    /// <summary>Households that are not known as poor.</summary>
    public Sample<Home> Homes => field ??= new Sample<Home>(random, RoomForHomes, _ => true);

    public void Meet(Household household)
    {
        var members = new List<Resident>(household.Members.Count);
        for (var position = 0; position < household.Members.Count; position++)
        {
            var certificate = position == 0 && household.LandRights is [var right, ..] ? right.Certificate : null;
            members.Add(Of(household.Members[position], SpouseOf(household, position), household.Area, household.Id, certificate));
            Sort(members[^1]);
        }

        if (household.Poverty == "none")
        {
            Homes.Meet(new Home(household.Id, household.Area, members));
        }
    }

    /// <summary>Someone who arrives alone.</summary>
    public void Meet(Person person, Area area, string household) => Sort(Of(person, null, area, household, null));

    /// <summary>The first two members are a couple when they are a man and a woman of age.</summary>
    private Person? SpouseOf(Household household, int position) =>
        position < 2 && household.Members.Count > 1
            && household.Members[0].Sex != household.Members[1].Sex
            && household.Members.Take(2).All(person => person.Mother is null && Province.Age(person.DateOfBirth, province.Today) >= 18)
            ? household.Members[1 - position]
            : null;

    private static Resident Of(Person person, Person? spouse, Area area, string household, string? certificate) => new()
    {
        Id = person.Id,
        Name = person.Name,
        Sex = person.Sex,
        DateOfBirth = person.DateOfBirth,
        Spouse = spouse?.Id,
        FamilyOfChildren = spouse is { Sex: Sex.Male } ? spouse.Name : person.Name,
        Area = area,
        Household = household,
        HasIdentityCard = person.IdentityCard is not null,
        HasPension = person.Pension is not null,
        HasDisability = person.Disability is not null,
        LandCertificate = certificate,
        Grade = person.Enrolment?.Grade ?? 0,
        Enrolled = person.Enrolment is not null,
    };

    private Sample<Resident> Living() => new(random, Room, resident => !resident.Dead);

    private void Sort(Resident resident)
    {
        var age = Province.Age(resident.DateOfBirth, province.Today);
        Anyone.Meet(resident);
        if (resident.Sex == Sex.Female && age is >= 18 and <= 42)
        {
            Mothers.Meet(resident);
        }

        if (age >= 60)
        {
            Old.Meet(resident);
        }

        if (resident.Grade > 0)
        {
            Pupils.Meet(resident);
        }

        if (resident.LandCertificate is not null)
        {
            Owners.Meet(resident);
        }
    }
}
