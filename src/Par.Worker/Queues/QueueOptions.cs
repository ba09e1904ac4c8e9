namespace Par.Worker.Queues;

/// <summary>Section <c>Queue</c>.</summary>
internal sealed class QueueOptions
{
    /// <summary>How long a claim holds without a sign of the officer. 1 minute to 8 hours; 20 minutes by default.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(20);
}
