namespace Par.Worker.Intake;

/// <summary>By which a life event is known for ever: the registry that reported it, and its identity there.</summary>
internal readonly record struct EventKey(string Registry, Guid EventUid) : IComparable<EventKey>
{
    public int CompareTo(EventKey other)
    {
        var byRegistry = string.CompareOrdinal(Registry, other.Registry);
        return byRegistry != 0 ? byRegistry : EventUid.CompareTo(other.EventUid);
    }
}

/// <summary>A life event as it was taken in.</summary>
internal sealed record InboxEvent
{
    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required short Partition { get; init; }

    public required string Locality { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Guid? Corrects { get; init; }

    /// <summary>JSON, an object.</summary>
    public required string Body { get; init; }

    public required short Attempt { get; init; }

    public EventKey Key => new(Registry, EventUid);
}
