namespace Par.Load.Faults;

/// <summary>A stretch of time in which something lasts; it ends early when the run does.</summary>
internal static class Pauses
{
    public static async Task For(double seconds, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, seconds)), TimeProvider.System, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Early.
        }
    }
}
