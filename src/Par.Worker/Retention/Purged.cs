namespace Par.Worker.Retention;

/// <summary>How much was no longer needed.</summary>
internal sealed record Purged(long Findings, long FindingsEmptied, long InboxBodies);
