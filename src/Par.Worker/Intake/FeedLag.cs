using System.Collections.Concurrent;

namespace Par.Worker.Intake;

/// <summary>Until when this program knows all life events of each registry: what is behind while a registry is away, held back, or has more than was read yet.</summary>
internal sealed class FeedLag(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Reading> readings = new(StringComparer.Ordinal);

    /// <summary>Notes a reading that came to the end of what can be read.</summary>
    /// <param name="registry">Whose life events were read.</param>
    /// <param name="asked">When it began.</param>
    /// <param name="heldBackSince">When the oldest life event was written that waits for an unfinished transaction; null: none waits.</param>
    public void ReadToTheEnd(string registry, DateTimeOffset asked, DateTimeOffset? heldBackSince) =>
        readings[registry] = new Reading(heldBackSince < asked ? heldBackSince.Value : asked, heldBackSince);

    /// <summary>Notes a reading after which there is more: all that was written before this moment is known.</summary>
    public void HasMore(string registry, DateTimeOffset writtenUntil) => readings[registry] = new Reading(writtenUntil, null);

    /// <summary>Null before the first reading.</summary>
    public DateTimeOffset? KnownUntil(string registry) => readings.TryGetValue(registry, out var reading) ? reading.KnownUntil : null;

    /// <summary>When the oldest life event was written that waits for an unfinished transaction; null: none waits, as far as is known.</summary>
    public DateTimeOffset? HeldBackSince(string registry) => readings.TryGetValue(registry, out var reading) ? reading.HeldBackSince : null;

    /// <summary>How far behind each registry is.</summary>
    public IEnumerable<(string Registry, TimeSpan Behind)> All()
    {
        var now = clock.GetUtcNow();
        return readings.Select(reading => (reading.Key, Of(now, reading.Value.KnownUntil)));
    }

    /// <summary>A registry whose clock is ahead of ours is not ahead of its own life events.</summary>
    public static TimeSpan Of(DateTimeOffset now, DateTimeOffset knownUntil) => knownUntil < now ? now - knownUntil : TimeSpan.Zero;

    private readonly record struct Reading(DateTimeOffset KnownUntil, DateTimeOffset? HeldBackSince);
}
