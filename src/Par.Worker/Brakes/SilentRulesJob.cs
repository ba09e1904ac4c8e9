using Quartz;

namespace Par.Worker.Brakes;

/// <summary>The timer for <see cref="SilentRules"/>. The job decides when; the class it calls decides what, and says what it found.</summary>
[DisallowConcurrentExecution]
internal sealed class SilentRulesJob(SilentRules rules) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await rules.Look(cancellationToken);
}
