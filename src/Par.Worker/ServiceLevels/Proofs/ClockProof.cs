using Par.Rules.Calendars;

namespace Par.Worker.ServiceLevels.Proofs;

/// <summary>How the due date of one clock comes about, counted from what is kept, and what of that is stored otherwise.</summary>
internal sealed record ClockProof
{
    public required string Clock { get; init; }

    public required string? Law { get; init; }

    public required string Term { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required TimeOnly? CutOff { get; init; }

    public required DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The publications of the calendar the due date names, for example <c>vn-public 2026.2</c>.</summary>
    public required string Calendar { get; init; }

    /// <summary>The kept calendar it was counted by; null when none is kept.</summary>
    public int? Edition { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>The working days from the start, or from when it last went on, to the end, each with its desk hours.</summary>
    public IReadOnlyList<ProofDay> Counted { get; init; } = [];

    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    public IReadOnlyList<OffDay> MovedBy { get; init; } = [];

    public IReadOnlyList<ClockMove> Moves { get; init; } = [];

    public TimeSpan? Used { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset StoredDueAt { get; init; }

    /// <summary>What is stored otherwise than it is counted, each one sentence; none when all agrees.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    public bool Agrees => Differences.Count == 0;
}

/// <summary>A working day of a proof and its desk hours.</summary>
internal sealed record ProofDay(DateOnly Day, string Hours);

/// <summary>A due date that a calendar published anew has moved.</summary>
internal sealed record ClockMove
{
    public required Guid Dossier { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset MovedAt { get; init; }

    public required DateTimeOffset FromDue { get; init; }

    public required DateTimeOffset ToDue { get; init; }

    public required string FromVersion { get; init; }

    public required string ToVersion { get; init; }

    /// <summary>JSON: the days on which desks are open at other times.</summary>
    public required string Why { get; init; }
}

/// <summary>The proofs of all clocks of a dossier.</summary>
internal sealed record DossierProof(Guid Dossier, string Number, IReadOnlyList<ClockProof> Clocks, IReadOnlyList<string> Differences)
{
    public bool Agrees => Differences.Count == 0 && Clocks.All(clock => clock.Agrees);
}
