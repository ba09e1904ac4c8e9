using Quartz;

namespace Par.Worker.Reconciliation;

/// <summary>The timer for <see cref="Reconciler"/>. The job decides when; the class it calls decides what, and says what it found.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconcileJob(Reconciler reconciler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await reconciler.Run(registry: null, whole: false, reportOnly: false, cancellationToken);
}
