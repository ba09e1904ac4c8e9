namespace Par.Worker.Demo.Screen;

/// <summary>What the work database holds at a moment.</summary>
internal sealed record Counts
{
    public required long TakenIn { get; init; }

    public required long Waiting { get; init; }

    public required long Quarantined { get; init; }

    public required long Duplicates { get; init; }

    public required long OpenQuestions { get; init; }

    public required long Due { get; init; }

    public required long NotDue { get; init; }

    public required long Undecided { get; init; }

    public required long Failed { get; init; }

    public required long Dossiers { get; init; }

    public required long Withdrawn { get; init; }

    public required long Closed { get; init; }

    public required long Reminders { get; init; }

    public required DateTime? FirstOpenedAt { get; init; }

    /// <summary>Milliseconds; null before the first dossier.</summary>
    public required double? P50 { get; init; }

    public required double? P99 { get; init; }
}

/// <summary>One line of the busiest queues.</summary>
internal sealed record AgencyItems
{
    public required string Agency { get; init; }

    public required long Items { get; init; }

    public required DateTime NextDue { get; init; }
}
