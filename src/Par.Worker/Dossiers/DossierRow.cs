namespace Par.Worker.Dossiers;

/// <summary>A dossier as it stands.</summary>
internal sealed record DossierRow
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required short Level { get; init; }

    public required string Rule { get; init; }

    public required Guid Finding { get; init; }

    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string Subject { get; init; }

    public required string Agency { get; init; }

    public required DossierState State { get; init; }

    public required bool RequestNeeded { get; init; }

    /// <summary>JSON.</summary>
    public required string Prefill { get; init; }

    /// <summary>JSON.</summary>
    public required string Texts { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    public required int Version { get; init; }

    public required string? Term { get; init; }

    public required string? TermLaw { get; init; }

    public required TimeOnly? CutOff { get; init; }
}
