namespace Par.Worker.Audits;

/// <summary>How much was checked, and how many flaws it had.</summary>
internal sealed record AuditResult
{
    public required long Dossiers { get; init; }

    public required long Changes { get; init; }

    public required int Roots { get; init; }

    /// <summary>The last root there is, to be kept apart from the database; null when there is none or none was asked for.</summary>
    public required HistoryRoot? Last { get; init; }

    public required long Flaws { get; init; }
}
