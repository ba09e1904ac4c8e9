using Quartz;

namespace Par.Worker.Queues;

/// <summary>The timer for <see cref="HeldSnapshots"/>. The job decides when; the class it calls decides what, and raises the alarm.</summary>
[DisallowConcurrentExecution]
internal sealed class HeldSnapshotsJob(HeldSnapshots snapshots) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await snapshots.Look(cancellationToken);
}
