using Quartz;

namespace Par.Worker.Audits;

/// <summary>The timer for <see cref="HistoryRoots"/>. The log is a second place where a root stands, apart from the database.</summary>
[DisallowConcurrentExecution]
internal sealed partial class TakeRootsJob(HistoryRoots roots, ILogger<TakeRootsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var root in await roots.Take(cancellationToken))
        {
            var hash = Convert.ToHexStringLower(root.Root);
            Took(root.Day, root.Changes, hash);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Took the root of {Day:yyyy-MM-dd} over {Changes} changes: {Root}")]
    private partial void Took(DateOnly day, long changes, string root);
}
