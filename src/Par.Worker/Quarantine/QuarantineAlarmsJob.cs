using Quartz;

namespace Par.Worker.Quarantine;

/// <summary>The timer for <see cref="QuarantineAlarms"/>. The job decides when; the class it calls decides what.</summary>
[DisallowConcurrentExecution]
internal sealed class QuarantineAlarmsJob(QuarantineAlarms alarms) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await alarms.Look(cancellationToken);
}
