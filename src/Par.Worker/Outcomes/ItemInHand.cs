namespace Par.Worker.Outcomes;

/// <summary>The queue item of a dossier in hand.</summary>
internal sealed record ItemInHand
{
    public required Guid Dossier { get; init; }

    public required string Task { get; init; }

    public required string? Officer { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset? LeaseEnds { get; init; }

    /// <summary>The first officer's decision, while it waits for a second look; null otherwise.</summary>
    public required string? Decided { get; init; }

    public required string? DecidedBy { get; init; }

    public required string? DecidedReason { get; init; }
}
