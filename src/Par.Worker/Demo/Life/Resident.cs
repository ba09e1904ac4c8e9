using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>Someone whom life may happen to: as much of a person as the next life event needs.</summary>
internal sealed class Resident
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly DateOfBirth { get; init; }

    public required string? Spouse { get; init; }

    /// <summary>Whose family name the children carry on: the father's, else the mother's.</summary>
    public required string FamilyOfChildren { get; init; }

    public required Area Area { get; set; }

    public required string Household { get; init; }

    public bool HasIdentityCard { get; set; }

    public bool HasPension { get; set; }

    public bool HasDisability { get; set; }

    public string? LandCertificate { get; set; }

    /// <summary>From 1; 0 for those in kindergarten, and for those who are not enrolled.</summary>
    public int Grade { get; set; }

    /// <summary>In kindergarten or at a school.</summary>
    public bool Enrolled { get; init; }

    public bool FinishedPrimary { get; set; }

    public bool Dead { get; set; }
}
