using System.Diagnostics;

namespace Par.Worker.Tests;

/// <summary>Counts the questions that this program puts to one database, whatever pool they go through. A batch counts once.</summary>
internal sealed class RoundTrips : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public RoundTrips(TestDatabase database) : this(database.Name)
    {
    }

    public RoundTrips(string database)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Tags.Any(tag => tag.Value == database) && activity.Tags.Any(tag => tag.Key is "db.query.text" or "db.statement"))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    public void Dispose() => listener.Dispose();
}
