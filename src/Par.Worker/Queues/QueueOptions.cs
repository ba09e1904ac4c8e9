namespace Par.Worker.Queues;

/// <summary>Section <c>Queue</c>.</summary>
internal sealed class QueueOptions
{
    /// <summary>How long a claim holds without a sign of the officer. 1 minute to 8 hours; 20 minutes by default.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How long before its due date work that opened by itself goes into the queue, whatever is free there. 1 hour to 60 days; 3 days by default.</summary>
    public TimeSpan ReleaseAhead { get; set; } = TimeSpan.FromDays(3);

    /// <summary>From when on a snapshot of the work database that is held open is an alarm. 1 second to 1 day; 30 seconds by default.</summary>
    public TimeSpan AlarmWhenSnapshotHeldFor { get; set; } = TimeSpan.FromSeconds(30);
}
