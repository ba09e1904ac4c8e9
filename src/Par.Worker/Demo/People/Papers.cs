using System.Globalization;

namespace Par.Worker.Demo.People;

/// <summary>Draws which cards, pensions and school places a person of an age has; most have them, some do not.</summary>
internal sealed class Papers(Province province)
{
    /// <summary>Who reached an age this recently may not have been to the counter yet.</summary>
    private const int Recently = 45;

    private static readonly DateOnly ChipCardsBegin = new(2021, 1, 4);
    private static readonly DateOnly SocialPensionBegins = new(2025, 7, 1);

    private Random Random => province.Random;

    private DateOnly Today => province.Today;

    public IdentityCard? IdentityCard(DateOnly dateOfBirth)
    {
        var age = Province.Age(dateOfBirth, Today);
        var share = age < 14 ? 0.3 : JustTurned(14, dateOfBirth) ? 0.3 : 0.97;
        if (!Random.Chance(share))
        {
            return null;
        }

        var from = dateOfBirth > ChipCardsBegin ? dateOfBirth : ChipCardsBegin;
        var issued = Random.Day(from, Today);
        return new IdentityCard(province.Numbers.IdentityCard(), issued, ValidUntil(dateOfBirth, issued));
    }

    public InsuranceCard? InsuranceCard(DateOnly dateOfBirth, Pension? pension, string poverty)
    {
        if (!Random.Chance(0.93))
        {
            return null;
        }

        var age = Province.Age(dateOfBirth, Today);
        var group = age < 6 ? "TE1"
            : age < 18 ? "HS4"
            : pension is not null ? "HT3"
            : poverty == "poor" ? "HN3"
            : poverty == "near-poor" ? "CN3"
            : age < 60 && Random.Chance(0.45) ? "DN4"
            : "GD4";
        return age < 6
            ? new InsuranceCard(province.Numbers.InsuranceCard(group), group, dateOfBirth, dateOfBirth.AddYears(6).AddDays(-1))
            : new InsuranceCard(province.Numbers.InsuranceCard(group), group, new DateOnly(Today.Year, 1, 1), new DateOnly(Today.Year + 1, 3, 31));
    }

    public Pension? Pension(DateOnly dateOfBirth)
    {
        var age = Province.Age(dateOfBirth, Today);
        if (age < 60)
        {
            return Random.Chance(0.002) ? new Pension("survivor", 1_250_000, Random.Day(Today.AddYears(-5), Today)) : null;
        }

        if (Random.Chance(0.3))
        {
            var amount = Math.Round((decimal)(3_200_000 + (Random.NextDouble() * 6_000_000)), 0);
            return new Pension("contributory", amount, dateOfBirth.AddYears(60).AddMonths(1));
        }

        var share = JustTurned(75, dateOfBirth) ? 0.1 : 0.88;
        var turned75 = dateOfBirth.AddYears(75);
        return age >= 75 && Random.Chance(share)
            ? new Pension("social", 500_000, turned75 > SocialPensionBegins ? turned75 : SocialPensionBegins)
            : null;
    }

    public Enrolment? Enrolment(DateOnly dateOfBirth, Area area)
    {
        var schoolYear = Today.Month >= 8 ? Today.Year : Today.Year - 1;
        var grade = schoolYear - dateOfBirth.Year - 5;
        if (grade is < -2 or > 12 || !Random.Chance(grade is < 1 or > 9 ? 0.8 : 0.98))
        {
            return null;
        }

        var school = grade switch { < 1 => "Mẫu giáo", <= 5 => "Tiểu học", <= 9 => "THCS", _ => "THPT" };
        return new Enrolment($"Trường {school} {area.Bare}", Math.Max(grade, 0), string.Create(CultureInfo.InvariantCulture, $"{schoolYear}-{schoolYear + 1}"));
    }

    /// <summary>Valid to the next of 25, 40 and 60 years; for life past 58.</summary>
    public static DateOnly? ValidUntil(DateOnly dateOfBirth, DateOnly issued)
    {
        var ageAtIssue = Province.Age(dateOfBirth, issued);
        return ageAtIssue switch
        {
            < 12 => dateOfBirth.AddYears(14),
            < 23 => dateOfBirth.AddYears(25),
            < 38 => dateOfBirth.AddYears(40),
            < 58 => dateOfBirth.AddYears(60),
            _ => null,
        };
    }

    private bool JustTurned(int age, DateOnly dateOfBirth)
    {
        var days = Today.DayNumber - dateOfBirth.AddYears(age).DayNumber;
        return days is >= 0 and < Recently;
    }
}
