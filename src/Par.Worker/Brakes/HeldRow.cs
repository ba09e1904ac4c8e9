using Par.Worker.Dossiers;

namespace Par.Worker.Brakes;

/// <summary>What is held of one finding: the id of its dossier, or at level 1 of the reminder to be, and what is to be opened.</summary>
internal sealed record HeldRow(Guid Id, DossierToOpen Due);

/// <summary>What is held of one rule, for whoever decides about it.</summary>
internal sealed record HeldRule
{
    public required string Rule { get; init; }

    public required string Agency { get; init; }

    public required long Held { get; init; }

    public required DateTimeOffset Since { get; init; }
}
