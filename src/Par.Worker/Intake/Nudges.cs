using System.Collections.Concurrent;

namespace Par.Worker.Intake;

/// <summary>By which the wait between two readings of a registry's feed is ended early; one for each registry.</summary>
internal sealed class Nudges(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Wake> byRegistry = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> followed = new(StringComparer.Ordinal);

    public Wake this[string registry] => byRegistry.GetOrAdd(registry, _ => new Wake(clock));

    /// <summary>Whether the registry's server sends what is written to its feed, to us or to another worker, so that reading it can wait.</summary>
    public bool IsFollowed(string registry) => followed.ContainsKey(registry);

    public void Followed(string registry) => followed[registry] = true;

    /// <summary>The stream is broken: the feed is read at once.</summary>
    public void NotFollowed(string registry)
    {
        if (followed.TryRemove(registry, out _))
        {
            this[registry].Call();
        }
    }
}
