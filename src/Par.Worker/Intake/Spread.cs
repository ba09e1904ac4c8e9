namespace Par.Worker.Intake;

/// <summary>Spreads waits at random by a fifth either way, so that workers and registries do not meet in step.</summary>
internal sealed class Spread(int seed)
{
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    public int Seed => seed;

    public TimeSpan Over(TimeSpan wait) => wait * (0.8 + (0.4 * Next()));

    /// <summary>A wait that doubles with every attempt up to the longest, spread.</summary>
    public TimeSpan Backoff(TimeSpan first, int attempt, TimeSpan longest) =>
        Over(TimeSpan.FromTicks((long)Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Clamp(attempt - 1, 0, 40)))));

    private double Next()
    {
        lock (gate)
        {
            return random.NextDouble();
        }
    }
}
