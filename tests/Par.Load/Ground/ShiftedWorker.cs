using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Par.Worker;

namespace Par.Load.Ground;

/// <summary>The worker as <c>serve</c> runs it, but with a clock that is off.</summary>
internal static class ShiftedWorker
{
    public static async Task<int> Serve(TimeSpan off, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder();
        builder.Services.AddSingleton<TimeProvider>(new ShiftedClock(off));
        await using var worker = Par.Worker.Program.Build(builder);
        await worker.RunAsync(cancellation);
        return 0;
    }
}
