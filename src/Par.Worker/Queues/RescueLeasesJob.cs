using Quartz;

namespace Par.Worker.Queues;

/// <summary>The timer for <see cref="AgencyQueues.RescueLeases"/>. The job decides when; the class it calls decides what.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RescueLeasesJob(AgencyQueues queues, ILogger<RescueLeasesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var rescued = await queues.RescueLeases(cancellationToken);
        if (rescued > 0)
        {
            Rescued(rescued);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Gave {Count} items back whose lease had run out")]
    private partial void Rescued(int count);
}
