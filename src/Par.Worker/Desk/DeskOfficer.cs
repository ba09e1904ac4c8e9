namespace Par.Worker.Desk;

/// <summary>The officer at the desk, with the agency.</summary>
internal sealed record DeskOfficer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Agency { get; init; }

    public required string AgencyVi { get; init; }

    public required string AgencyEn { get; init; }

    public required string Calendar { get; init; }

    /// <summary>How many dossiers the officer may hold at once, and holds.</summary>
    public required int Capacity { get; init; }

    public required int Holding { get; init; }

    /// <summary>Whether the page of supervisors is open to the officer.</summary>
    public bool Supervisor { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public string? PausedReason { get; init; }
}
