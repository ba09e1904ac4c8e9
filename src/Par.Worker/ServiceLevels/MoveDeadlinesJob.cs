using Quartz;

namespace Par.Worker.ServiceLevels;

/// <summary>The timer for <see cref="Deadlines"/>. The job decides when; the class it calls decides what.</summary>
[DisallowConcurrentExecution]
internal sealed class MoveDeadlinesJob(Deadlines deadlines) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await deadlines.Move(cancellationToken);
}
