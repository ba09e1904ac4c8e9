using System.Globalization;

namespace Par.Worker.Demo.People;

/// <summary>Draws one household after the other, each with all that the registries hold of its people.</summary>
internal sealed class Households(Province province)
{
    private static readonly string[] Streets =
    [
        "Trần Phú", "Lê Lợi", "Hùng Vương", "Phan Châu Trinh", "Nguyễn Văn Linh", "Hoàng Diệu", "Trưng Nữ Vương", "Ông Ích Khiêm", "Lý Thường Kiệt",
        "Huỳnh Thúc Kháng", "Nguyễn Duy Hiệu", "Cửa Đại", "Thái Phiên", "Điện Biên Phủ", "Núi Thành", "Ngũ Hành Sơn", "Hai Bà Trưng", "Trần Cao Vân",
    ];

    private readonly Composition composition = new(province.Random);
    private readonly Papers papers = new(province);

    private Random Random => province.Random;

    private DateOnly Today => province.Today;

    /// <summary>Households with exactly so many living people together.</summary>
    public IEnumerable<Household> Until(int people)
    {
        for (var living = 0; living < people;)
        {
            var household = Next(people - living);
            living += household.Members.Count;
            yield return household;
        }
    }

    public Household Next(int atMost)
    {
        var drawn = composition.Draw().Take(atMost).ToList();
        var area = province.Areas.Draw(Random);
        var poverty = Random.Next(100) switch { < 3 => "poor", < 7 => "near-poor", _ => "none" };
        var members = Members(drawn, area, poverty);
        return new Household
        {
            Id = province.Numbers.Household(),
            Area = area,
            Address = Address(area),
            Poverty = poverty,
            Members = members,
            Deceased = Random.Chance(0.08) ? [LongDead(area, members[0])] : [],
            LandRights = Random.Chance(0.55) ? [.. Enumerable.Range(0, Random.Chance(0.15) ? 2 : 1).Select(_ => Land())] : [],
        };
    }

    public string Address(Area area) =>
        area.Kind == AreaKind.Ward
            ? string.Create(CultureInfo.InvariantCulture, $"{Random.Next(1, 400)} {Random.Of(Streets)}, {area.Name}")
            : string.Create(CultureInfo.InvariantCulture, $"Thôn {Random.Next(1, 13)}, {area.Name}");

    /// <summary>A person of the given birth with the papers of their age.</summary>
    public Person Person(DateOnly dateOfBirth, Sex sex, string family, Area area, string poverty, Person? mother = null, Person? father = null)
    {
        var age = Province.Age(dateOfBirth, Today);
        var identityCard = papers.IdentityCard(dateOfBirth);
        var pension = papers.Pension(dateOfBirth);
        var registered = mother is not null && age < 18;
        var registeredOn = Random.Day(dateOfBirth, Min(dateOfBirth.AddDays(40), Today));
        return new Person
        {
            Id = province.IssueId(dateOfBirth, sex),
            Name = Names.Full(Random, family, sex, young: age < 25),
            Sex = sex,
            DateOfBirth = dateOfBirth,
            Precision = age > 70 && dateOfBirth is { Month: 1, Day: 1 } ? "year" : "day",
            Mother = mother,
            Father = father,
            ResidentFrom = age < 18 ? registeredOn : Random.Day(Max(dateOfBirth, new DateOnly(1990, 1, 1)), Today),
            VneidLevel = identityCard is null || age < 14 ? 0 : Random.Next(100) switch { < 75 => 2, < 85 => 1, _ => 0 },
            IdentityCard = identityCard,
            InsuranceCard = papers.InsuranceCard(dateOfBirth, pension, poverty),
            Pension = pension,
            Enrolment = papers.Enrolment(dateOfBirth, area),
            BirthRegistration = registered ? province.Numbers.Birth(registeredOn.Year, area.Id) : null,
            BirthRegisteredOn = registeredOn,
        };
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private List<Person> Members(List<Composition.Member> drawn, Area area, string poverty)
    {
        var families = new[] { Names.Family(Random), Names.Family(Random) };
        var members = new List<Person>(drawn.Count);
        foreach (var member in drawn.Where(member => member.Part != Composition.Part.Child))
        {
            var family = member.Sex == Sex.Male ? families[0] : families[1];
            members.Add(Person(Birthday(member.Age), member.Sex, family, area, poverty));
        }

        var father = members.FirstOrDefault(person => person.Sex == Sex.Male && Province.Age(person.DateOfBirth, Today) < 70);
        var mother = members.FirstOrDefault(person => person.Sex == Sex.Female);
        foreach (var child in drawn.Where(member => member.Part == Composition.Part.Child))
        {
            var family = Names.FamilyOf((father ?? mother ?? members[0]).Name);
            members.Add(Person(Birthday(child.Age), child.Sex, family, area, poverty, mother, father));
        }

        return members;
    }

    /// <summary>A birthday that makes a person this old. Some turned 14 or 75 these days, so that a short demo meets them.</summary>
    private DateOnly Birthday(int age)
    {
        var lastBirthday = age is 14 or 75 && Random.Chance(0.1)
            ? Today.AddDays(-Random.Next(0, 25))
            : Today.AddDays(-Random.Next(0, 365));
        var dateOfBirth = lastBirthday.AddYears(-age);
        return age > 70 && Random.Chance(0.05) ? new DateOnly(dateOfBirth.Year, 1, 1) : dateOfBirth;
    }

    private Person LongDead(Area area, Person head)
    {
        var diedOn = Random.Day(Today.AddYears(-18), Today.AddDays(-100));
        var dateOfBirth = diedOn.AddDays(-Random.Next(18_000, 33_000));
        var sex = Random.Chance(0.5) ? Sex.Male : Sex.Female;
        return new Person
        {
            Id = province.IssueId(dateOfBirth, sex),
            Name = Names.Full(Random, Names.FamilyOf(head.Name), sex, young: false),
            Sex = sex,
            DateOfBirth = dateOfBirth,
            ResidentFrom = Max(dateOfBirth, new DateOnly(1990, 1, 1)),
            DiedOn = diedOn,
            DeathRegistration = province.Numbers.Death(diedOn.Year, area.Id),
        };
    }

    private LandRight Land() => new(
        province.Numbers.LandCertificate(),
        string.Create(CultureInfo.InvariantCulture, $"tờ {Random.Next(1, 90)}, thửa {Random.Next(1, 900)}"),
        Math.Round((decimal)(45 + (Random.NextDouble() * 900)), 1),
        Random.Day(new DateOnly(2004, 7, 1), Today));
}
