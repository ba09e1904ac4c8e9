namespace Par.Benchmarks.Feel;

/// <summary>A person as hand-written code would hold one.</summary>
internal sealed record Person(
    string Id,
    DateOnly DateOfBirth,
    string Sex,
    string Residence,
    int HouseholdSize,
    decimal? Pension,
    decimal Income,
    DateOnly RegisteredOn,
    IReadOnlyList<Card> Insurances);

/// <summary>A health-insurance card.</summary>
internal sealed record Card(DateOnly ValidFrom, DateOnly ValidTo);

/// <summary>The same people for every engine, from one seed.</summary>
internal static class People
{
    public const int Count = 256;
    public const int Seed = 20_261;
    public const decimal Limit = 2_000_000m;
    public const decimal Base = 500_000m;
    public static readonly DateOnly Today = new(2026, 7, 10);

    private static readonly string[] Residences = ["permanent", "temporary", "unregistered"];

    public static Person[] All { get; } = Make();

    private static Person[] Make()
    {
        var chance = new Random(Seed);
        return [.. Enumerable.Range(0, Count).Select(number => One(number, chance))];
    }

    private static Person One(int number, Random chance)
    {
        var birth = Today.AddDays(-chance.Next(0, 36_000));
        var cards = Enumerable.Range(0, chance.Next(0, 4)).Select(_ => Today.AddDays(-chance.Next(0, 900))).Select(from => new Card(from, from.AddDays(364)));
        return new Person(
            $"04922400{number:0000}",
            birth,
            chance.Next(2) == 0 ? "F" : "M",
            Residences[chance.Next(Residences.Length)],
            chance.Next(1, 8),
            chance.Next(3) == 0 ? null : chance.Next(5, 50) * 100_000m,
            chance.Next(0, 60) * 100_000m,
            birth.AddDays(chance.Next(1, 120)),
            [.. cards]);
    }
}
