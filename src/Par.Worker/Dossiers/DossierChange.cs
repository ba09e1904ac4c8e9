namespace Par.Worker.Dossiers;

/// <summary>One row of a dossier's history.</summary>
internal sealed record DossierChange
{
    public required int Position { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Change { get; init; }

    public required DossierState? CameFrom { get; init; }

    public required DossierState State { get; init; }

    public required string Actor { get; init; }

    public required string? Reason { get; init; }

    /// <summary>JSON.</summary>
    public required string Detail { get; init; }
}
