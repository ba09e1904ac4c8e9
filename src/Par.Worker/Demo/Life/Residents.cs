using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>Whom life may happen to: samples of the province by what can happen to them. Memory does not grow with the province.</summary>
internal sealed class Residents(Province province)
{
    private const int Room = 4_000;

    private readonly Random random = new(province.Today.DayNumber);

    public Sample Mothers => field ??= new Sample(random, Room);

    public Sample Old => field ??= new Sample(random, Room);

    public Sample Anyone => field ??= new Sample(random, Room);

    public Sample Pupils => field ??= new Sample(random, Room);

    public Sample Owners => field ??= new Sample(random, Room);

    public void Meet(Household household)
    {
        var parents = household.Members.Take(2).ToList();
        for (var position = 0; position < household.Members.Count; position++)
        {
            var person = household.Members[position];
            var spouse = position < 2 && parents.Count == 2 && parents[0].Sex != parents[1].Sex ? parents[1 - position] : null;
            Sort(new Resident
            {
                Id = person.Id,
                Name = person.Name,
                Sex = person.Sex,
                DateOfBirth = person.DateOfBirth,
                Spouse = spouse is not null && Province.Age(spouse.DateOfBirth, province.Today) >= 18 ? spouse.Id : null,
                Area = household.Area,
                Household = household.Id,
                HasIdentityCard = person.IdentityCard is not null,
                HasPension = person.Pension is not null,
                LandCertificate = position == 0 && household.LandRights is [var right, ..] ? right.Certificate : null,
                Grade = person.Enrolment?.Grade ?? 0,
            });
        }
    }

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
