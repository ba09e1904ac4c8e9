using System.Diagnostics;

namespace Par.Benchmarks.Feel;

/// <summary>Times taken in one way everywhere: several rounds, and the median of them.</summary>
internal static class Stopwatches
{
    public static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
