namespace Par.Worker.Retention;

/// <summary>Section <c>Retention</c>: how long what is no longer needed is kept.</summary>
internal sealed class RetentionOptions
{
    /// <summary>How long findings that opened nothing are kept. 1 day to 10 years; 90 days by default.</summary>
    public TimeSpan NotDueFindings { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long findings that opened nothing say what they say about a person; then only which condition came out how is left.
    /// 1 day to 10 years; 30 days by default.
    /// </summary>
    public TimeSpan NotDueFacts { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the bodies of life events that are done are kept. Their keys are kept for ever. 1 day to 10 years; 30 days by default.</summary>
    public TimeSpan InboxBodies { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many rows one transaction takes. 1 to 100000; 5000 by default.</summary>
    public int Batch { get; set; } = 5000;
}
