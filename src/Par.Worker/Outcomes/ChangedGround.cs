using Par.Worker.Dossiers;

namespace Par.Worker.Outcomes;

/// <summary>A dossier that would open today as well, under the same once-key, but would say something else.</summary>
internal sealed record ChangedGround
{
    public required Guid Dossier { get; init; }

    /// <summary>What would be opened today.</summary>
    public required DossierToOpen Now { get; init; }

    /// <summary>What is other; none when a ground that had changed is again as the dossier says.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }
}
