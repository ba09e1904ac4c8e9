namespace Par.Worker.Demo.People;

/// <summary>Draws the ages in a household, from which the age pyramid follows: singles, couples, parents with children, three generations.</summary>
internal sealed class Composition(Random random)
{
    /// <summary>A drawn member, before anything but age, sex and place in the family is known.</summary>
    public sealed record Member(int Age, Sex Sex, Part Part);

    public enum Part
    {
        Parent,
        Child,
        Grandparent,
    }

    public IReadOnlyList<Member> Draw() => random.Next(100) switch
    {
        < 6 => [new Member(random.Next(19, 88), Either(), Part.Parent)],
        < 12 => Couple(random.Next(22, 38)),
        < 22 => Couple(random.Next(55, 86)),
        < 28 => Family(random.Next(24, 50), parents: 1, grandparents: 0),
        < 77 => Family(random.Next(24, 54), parents: 2, grandparents: 0),
        _ => Family(random.Next(24, 50), parents: 2, grandparents: random.Next(1, 3)),
    };

    private List<Member> Couple(int herAge) =>
        [new Member(Math.Min(99, herAge + random.Next(-2, 6)), Sex.Male, Part.Parent), new Member(herAge, Sex.Female, Part.Parent)];

    private List<Member> Family(int herAge, int parents, int grandparents)
    {
        var members = parents == 2 ? Couple(herAge) : [new Member(herAge, Sex.Female, Part.Parent)];
        for (var grandparent = 0; grandparent < grandparents; grandparent++)
        {
            members.Add(new Member(Math.Min(98, herAge + random.Next(22, 34)), grandparent == 0 ? Sex.Female : Sex.Male, Part.Grandparent));
        }

        var room = 6 - members.Count;
        var wanted = random.Next(100) switch { < 30 => 1, < 80 => 2, _ => 3 };
        var age = herAge - random.Next(20, 31);
        for (var child = 0; child < Math.Min(room, wanted) && age >= 0; child++)
        {
            if (age < 24 || random.Chance(0.2))
            {
                members.Add(new Member(age, Either(), Part.Child));
            }

            age -= random.Next(1, 6);
        }

        return members;
    }

    private Sex Either() => random.Chance(0.51) ? Sex.Male : Sex.Female;
}
