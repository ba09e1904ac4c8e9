namespace Par.Worker.Queues;

/// <summary>An item in an officer's hands. Whoever completes or releases it names the attempt; an older one is refused.</summary>
internal sealed record Claim
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required string Agency { get; init; }

    public required string Officer { get; init; }

    public required string Task { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset LeaseEnds { get; init; }

    public required int Attempt { get; init; }
}
