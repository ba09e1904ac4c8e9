using Quartz;

namespace Par.Worker.Retention;

/// <summary>The timer for <see cref="Retention"/>. The job decides when; the class it calls decides what.</summary>
[DisallowConcurrentExecution]
internal sealed partial class PurgeJob(Retention retention, ILogger<PurgeJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var purged = await retention.Purge(cancellationToken);
        Purged(purged.Findings, purged.FindingsEmptied, purged.InboxBodies);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Purged {Findings} findings that opened nothing, emptied {Emptied} more and {Bodies} life events that are done")]
    private partial void Purged(long findings, long emptied, long bodies);
}
