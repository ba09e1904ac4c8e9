namespace Par.Worker.Reconciliation;

/// <summary>Section <c>Reconciliation</c>: how far back a nightly run looks, and how much at once.</summary>
internal sealed class ReconciliationOptions
{
    /// <summary>How many rows are compared at once, 1 to 10,000. Default 5,000.</summary>
    public int PageSize { get; set; } = 5000;

    /// <summary>How old the run must be where the next one begins, so that what is new is looked at in several nights. 1 hour to 366 days; default 7 days.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(7);
}
