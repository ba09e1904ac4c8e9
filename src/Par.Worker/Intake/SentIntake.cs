using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>What came of one life event that was sent.</summary>
/// <param name="EventUid">By which it is known for ever.</param>
/// <param name="IsNew">Whether it was not known before.</param>
/// <param name="Flaw">Why it cannot be used and is kept aside; null when it can.</param>
internal readonly record struct Taken(Guid EventUid, bool IsNew, string? Flaw);

/// <summary>Takes in the life events that a registry sends by itself, without a cursor: the permanent key is what makes each count once.</summary>
internal sealed partial class SentIntake(Inbox inbox, IntakeMeter meter, Wake wake, TimeProvider clock, ILogger<SentIntake> log)
{
    /// <summary>Keeps all of them in one transaction, calls the rounds, and gives back what came of each, in their order.</summary>
    public async Task<IReadOnlyList<Taken>> TakeIn(
        string registry, IReadOnlyList<FeedRow> rows, CancellationToken cancellation, bool inFeed = false)
    {
        var now = clock.GetUtcNow();
        var isNew = new HashSet<Guid>(await inbox.TakeInSent(registry, rows, inFeed, now, cancellation));
        var taken = isNew.Count;
        if (taken > 0)
        {
            wake.Call();
        }

        // Of one identity that stands twice in a message the first is kept, and the second is known by then.
        var all = rows.Select(row => new Taken(row.EventUid, isNew.Remove(row.EventUid), Flaw.Of(row, now))).ToList();
        var quarantined = all.Count(one => one is { IsNew: true, Flaw: not null });
        meter.TakenIn(registry, new TakenIn(taken, rows.Count - taken, quarantined));
        foreach (var recorded in rows.Select(row => row.RecordedAt).OfType<DateTime>())
        {
            meter.Lag(registry, now - recorded);
        }

        if (quarantined > 0)
        {
            LogQuarantined(quarantined, registry);
        }

        return all;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kept {Count} unusable life events that were sent for registry {Registry} in quarantine")]
    private partial void LogQuarantined(int count, string registry);
}
