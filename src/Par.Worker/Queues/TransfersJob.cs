using Quartz;

namespace Par.Worker.Queues;

/// <summary>The timer for <see cref="Transfers"/>. The job decides when; the class it calls decides what, and says what it moved.</summary>
[DisallowConcurrentExecution]
internal sealed class TransfersJob(Transfers transfers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await transfers.Run(cancellationToken);
}
