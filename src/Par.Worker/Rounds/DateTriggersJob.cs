using Quartz;

namespace Par.Worker.Rounds;

/// <summary>The timer for <see cref="DateTriggers"/>. The job decides when; the class it calls decides what, and says what it found.</summary>
[DisallowConcurrentExecution]
internal sealed class DateTriggersJob(DateTriggers triggers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await triggers.Run(cancellationToken);
}
