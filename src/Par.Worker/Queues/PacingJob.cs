using Quartz;

namespace Par.Worker.Queues;

/// <summary>The timer for <see cref="Pacing"/>. The job decides when; the class it calls decides what.</summary>
[DisallowConcurrentExecution]
internal sealed partial class PacingJob(Pacing pacing, ILogger<PacingJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var released = await pacing.Run(cancellationToken);
        if (released > 0)
        {
            Released(released);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Let {Count} dossiers into the queues of their agencies that had been kept back")]
    private partial void Released(int count);
}
