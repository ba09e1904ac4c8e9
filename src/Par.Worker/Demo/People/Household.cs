namespace Par.Worker.Demo.People;

/// <summary>People at one address. The first member is the head; those who died stay on record beside the living.</summary>
internal sealed record Household
{
    public required string Id { get; init; }

    public required Area Area { get; init; }

    public required string Address { get; init; }

    /// <summary>none, near-poor or poor.</summary>
    public required string Poverty { get; init; }

    public required IReadOnlyList<Person> Members { get; init; }

    public required IReadOnlyList<Person> Deceased { get; init; }

    public required IReadOnlyList<LandRight> LandRights { get; init; }

    public IEnumerable<Person> Everyone => Members.Concat(Deceased);
}
