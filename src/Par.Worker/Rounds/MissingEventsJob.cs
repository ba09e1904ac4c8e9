using Quartz;

namespace Par.Worker.Rounds;

/// <summary>The timer for <see cref="MissingEvents"/>. The job decides when; the class it calls decides what, and says what it found.</summary>
[DisallowConcurrentExecution]
internal sealed class MissingEventsJob(MissingEvents missing) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await missing.Run(cancellationToken);
}
