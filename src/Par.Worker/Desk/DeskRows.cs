using Par.Worker.Dossiers;

namespace Par.Worker.Desk;

/// <summary>The numbers above a queue.</summary>
internal sealed record QueueCounts
{
    public required long Waiting { get; init; }

    public required long Answers { get; init; }

    public required long Late { get; init; }
}

/// <summary>A dossier as its own page shows it. What only an open one has is null when it has closed.</summary>
internal sealed record DossierAtDesk
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required bool PausedWhileWaiting { get; init; }

    public required string Procedure { get; init; }

    public required short Level { get; init; }

    public required DossierState State { get; init; }

    public required string Subject { get; init; }

    public required bool RequestNeeded { get; init; }

    public required string Prefill { get; init; }

    public required string Texts { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required string Agency { get; init; }

    /// <summary>The articles the finding stands on, as JSON.</summary>
    public string? Law { get; init; }

    public string? Task { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? Officer { get; init; }

    public string? OfficerName { get; init; }

    public DateTimeOffset? LeaseEnds { get; init; }

    public int? Attempt { get; init; }

    /// <summary>The first officer's decision, while it waits for a second look.</summary>
    public string? Decided { get; init; }

    public string? DecidedReason { get; init; }

    public string? DecidedBy { get; init; }

    public string? DecidedByName { get; init; }

    /// <summary>Whether its term ran out and nobody has said yet why.</summary>
    public bool LateWithoutReason { get; init; }
}

/// <summary>One line of a dossier's history.</summary>
internal sealed record HistoryRow
{
    public required int Position { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Change { get; init; }

    public required DossierState State { get; init; }

    public required string Actor { get; init; }

    public string? OfficerName { get; init; }

    public string? Reason { get; init; }

    /// <summary>JSON.</summary>
    public required string Detail { get; init; }
}
