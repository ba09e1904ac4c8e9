using System.Collections.Concurrent;

namespace Par.Worker.Intake;

/// <summary>By which the wait between two readings of a registry's feed is ended early; one for each registry.</summary>
internal sealed class Nudges(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Wake> byRegistry = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> followed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> heard = new(StringComparer.Ordinal);

    public Wake this[string registry] => byRegistry.GetOrAdd(registry, _ => new Wake(clock));

    /// <summary>Whether the registry's server sends what is written to its feed, to us or to another worker, so that reading it can wait.</summary>
    public bool IsFollowed(string registry) => followed.ContainsKey(registry);

    /// <summary>Whether the registry says when something is written to its feed, so that it need not be asked all the time.</summary>
    public bool IsHeard(string registry) => heard.ContainsKey(registry);

    public void Followed(string registry) => followed[registry] = true;

    public void Heard(string registry) => heard[registry] = true;

    /// <summary>What it sent or said comes no more: the feed is read at once.</summary>
    public void NotFollowed(string registry)
    {
        if (heard.TryRemove(registry, out _) | followed.TryRemove(registry, out _))
        {
            this[registry].Call();
        }
    }
}
