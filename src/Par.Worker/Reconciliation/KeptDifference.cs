namespace Par.Worker.Reconciliation;

/// <summary>A difference as it is kept.</summary>
internal sealed record KeptDifference
{
    public required long Id { get; init; }

    public required string Part { get; init; }

    public required string Kind { get; init; }

    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string? Rule { get; init; }

    public required Guid? Dossier { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Who lets it stand; null as long as nobody does.</summary>
    public required string? AcceptedBy { get; init; }

    public required string? Reason { get; init; }

    public FoundDifference Found => new() { Kind = Kind, Registry = Registry, EventUid = EventUid, Rule = Rule, Dossier = Dossier };
}
