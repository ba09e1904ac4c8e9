using Quartz;

namespace Par.Worker.Escalation;

/// <summary>The timer for <see cref="Escalations"/>. The job decides when; the class it calls decides what.</summary>
[DisallowConcurrentExecution]
internal sealed partial class EscalateJob(Escalations escalations, ILogger<EscalateJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var told = await escalations.RaiseDue(cancellationToken);
        if (told > 0)
        {
            Told(told);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Escalated {Count} terms that are near or over")]
    private partial void Told(int count);
}
