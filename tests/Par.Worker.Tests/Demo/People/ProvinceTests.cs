using System.Globalization;
using System.Text.Json;
using Par.Worker.Demo;
using Par.Worker.Demo.People;

namespace Par.Worker.Tests.Demo.People;

public sealed class ProvinceTests
{
    [Fact]
    public void The_same_seed_on_the_same_day_draws_the_same_province() =>
        Assert.Equal(Drawn(seed: 42), Drawn(seed: 42));

    [Fact]
    public void Another_seed_draws_another_province() =>
        Assert.NotEqual(Drawn(seed: 42), Drawn(seed: 43));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4_321)]
    public void Exactly_as_many_people_live_as_were_asked_for(int people) =>
        Assert.Equal(people, new Households(Synthetic.Province()).Until(people).Sum(household => household.Members.Count));

    [Fact]
    public void Every_personal_id_fits_its_owner_and_nobody_elses()
    {
        var everyone = new Households(Synthetic.Province()).Until(30_000).SelectMany(household => household.Everyone).ToList();

        Assert.All(everyone, Fits);
        Assert.Equal(everyone.Count, everyone.Select(person => person.Id).Distinct().Count());
    }

    [Fact]
    public void A_thousand_of_one_province_year_and_sex_have_a_thousand_ids()
    {
        var ids = new PersonalIds();

        var issued = Enumerable.Range(0, 100_000).Select(_ => ids.Issue(48, new DateOnly(2026, 1, 1), Sex.Female)).ToHashSet();

        Assert.Equal(100_000, issued.Count);
        Assert.All(issued, id => Assert.StartsWith("048326", id, StringComparison.Ordinal));
    }

    [Fact]
    public void Ages_are_spread_as_in_Viet_Nam()
    {
        var ages = new Households(Synthetic.Province()).Until(40_000)
            .SelectMany(household => household.Members)
            .Select(person => Province.Age(person.DateOfBirth, Synthetic.Today))
            .ToList();

        Assert.InRange(Share(ages, age => age < 15), 0.18, 0.27);
        Assert.InRange(Share(ages, age => age >= 65), 0.07, 0.13);
        Assert.InRange(Share(ages, age => age >= 75), 0.02, 0.06);
        Assert.All(ages, age => Assert.InRange(age, 0, 105));
    }

    [Fact]
    public void Households_have_one_to_six_members_and_children_are_younger_than_their_parents()
    {
        var households = new Households(Synthetic.Province()).Until(20_000).ToList();

        Assert.All(households, household => Assert.InRange(household.Members.Count, 1, 6));
        Assert.All(
            households.SelectMany(household => household.Members).Where(person => person.Mother is not null),
            child => Assert.True(child.DateOfBirth.Year - child.Mother!.DateOfBirth.Year >= 15, $"{child.DateOfBirth} of {child.Mother.DateOfBirth}"));
    }

    [Fact]
    public void Most_have_their_papers_and_some_do_not()
    {
        var people = new Households(Synthetic.Province()).Until(40_000).SelectMany(household => household.Members).ToList();
        var just14 = people.Where(person => Turned(14, person)).ToList();
        var just75 = people.Where(person => Turned(75, person)).ToList();

        Assert.InRange(people.Count(person => person.InsuranceCard is not null) / (double)people.Count, 0.91, 0.95);
        Assert.InRange(Share(people, 20, person => person.IdentityCard is not null), 0.95, 0.99);
        Assert.Contains(just14, person => person.IdentityCard is null);
        Assert.Contains(just14, person => person.IdentityCard is not null);
        Assert.Contains(just75, person => person.Pension is null);
        Assert.Contains(just75, person => person.Pension is not null);
    }

    [Fact]
    public void Nobody_lives_in_a_special_zone() =>
        Assert.DoesNotContain(new Households(Synthetic.Province()).Until(5_000), household => household.Area.Kind == AreaKind.SpecialZone);

    [Fact]
    public void A_catalogue_without_areas_is_refused()
    {
        var refused = Assert.Throws<DemoException>(() => new Province(1, Synthetic.Today, []));

        Assert.Equal("The catalogue has no ward or commune for the synthetic people to live in: add areas to rules/catalogue/agencies.yaml.", refused.Message);
    }

    private static string Drawn(int seed) => JsonSerializer.Serialize(new Households(Synthetic.Province(seed)).Until(2_000));

    private static double Share(List<int> ages, Func<int, bool> of) => ages.Count(of) / (double)ages.Count;

    private static double Share(List<Person> people, int fromAge, Func<Person, bool> of)
    {
        var old = people.Where(person => Province.Age(person.DateOfBirth, Synthetic.Today) >= fromAge).ToList();
        return old.Count(of) / (double)old.Count;
    }

    private static bool Turned(int age, Person person) =>
        Synthetic.Today.DayNumber - person.DateOfBirth.AddYears(age).DayNumber is >= 0 and < 30;

    private static void Fits(Person person)
    {
        Assert.Matches("^[0-9]{12}$", person.Id);
        Assert.Contains(int.Parse(person.Id.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture), new[] { 48, 49, 51, 46, 52, 45, 40, 38, 1, 79 });
        var century = person.DateOfBirth.Year < 2000 ? 0 : 2;
        Assert.Equal(century + (person.Sex == Sex.Female ? 1 : 0), person.Id[3] - '0');
        Assert.Equal(person.DateOfBirth.Year % 100, int.Parse(person.Id.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
