namespace Par.Worker.Outcomes;

/// <summary>The queue item of a dossier in hand.</summary>
internal sealed record ItemInHand
{
    public required string Task { get; init; }

    public required string? Officer { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset? LeaseEnds { get; init; }
}
