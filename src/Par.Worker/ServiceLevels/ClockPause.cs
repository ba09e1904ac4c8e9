namespace Par.Worker.ServiceLevels;

/// <summary>One wait of a clock: from when, until when, why, and who said so.</summary>
internal sealed record ClockPause
{
    public required Guid Dossier { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset PausedAt { get; init; }

    public required string Reason { get; init; }

    public required string PausedBy { get; init; }

    /// <summary>When the clock ran again, or was stopped; null while it stands still.</summary>
    public required DateTimeOffset? ResumedAt { get; init; }

    public required string? ResumedBy { get; init; }
}
