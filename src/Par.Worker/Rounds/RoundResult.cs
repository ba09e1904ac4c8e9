namespace Par.Worker.Rounds;

/// <summary>What one round did.</summary>
internal sealed record RoundResult
{
    /// <summary>Life events and groups of open questions that were taken up.</summary>
    public int Taken { get; set; }

    public int Due { get; set; }

    public int NotDue { get; set; }

    public int Undecided { get; set; }

    public int Opened { get; set; }

    public int Reminded { get; set; }

    /// <summary>Held by the brake, for a human to look at.</summary>
    public int Held { get; set; }

    public int Withdrawn { get; set; }

    /// <summary>Untouched dossiers that were brought up to date after a correction.</summary>
    public int Refreshed { get; set; }

    /// <summary>Dossiers that stay as they are although their ground fell or changed.</summary>
    public int Flagged { get; set; }

    /// <summary>Life events that failed and were put back or kept aside.</summary>
    public int Failed { get; set; }

    /// <summary>Life events that are kept in quarantine now.</summary>
    public int Quarantined { get; set; }
}
