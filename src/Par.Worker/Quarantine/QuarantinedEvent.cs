using Par.Worker.Intake;

namespace Par.Worker.Quarantine;

/// <summary>A life event that is or was kept aside, with what a human must know of it to decide.</summary>
internal sealed record QuarantinedEvent
{
    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string Kind { get; init; }

    /// <summary>As the registry sent it; never shown.</summary>
    public required string Subject { get; init; }

    /// <summary>As the registry sent it; shown through <see cref="Masked"/> only.</summary>
    public required string Body { get; init; }

    /// <summary>waiting, done, quarantined or dismissed.</summary>
    public required string State { get; init; }

    public required short Attempt { get; init; }

    /// <summary>Why it is kept aside.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? DismissedAt { get; init; }

    public string? DismissedBy { get; init; }

    public string? DismissedBecause { get; init; }

    /// <summary>The life event that this one corrects.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>What became of it; null when it is not known.</summary>
    public string? CorrectsState { get; init; }

    /// <summary>The last usable correction that came of this one.</summary>
    public Guid? CorrectedBy { get; init; }

    public string? CorrectedByKind { get; init; }

    public string? CorrectedSubject { get; init; }

    public string? CorrectedBody { get; init; }

    public EventKey Key => new(Registry, EventUid);

    public string Name => NameOf(Key);

    public bool IsInQuarantine => State == "quarantined";

    public bool WasAnnulled => CorrectedByKind?.EndsWith(".annulled", StringComparison.Ordinal) == true;

    /// <summary>
    /// What keeps it from being decided even when it is replayed: it is of no use as it was sent, and no correction of it says what is
    /// right. Null: it may be replayed.
    /// </summary>
    public string? Flaw => Intake.Flaw.OfKept(CorrectedSubject ?? Subject, Kind, CorrectedBody ?? Body, Error);

    public static string NameOf(EventKey key) => $"{key.Registry}/{key.EventUid}";

    /// <summary>Reads a name such as <c>land/0f8fad5b-d9cb-469f-a165-70867728950e</c>; null when it is none.</summary>
    public static EventKey? Read(string name) =>
        name.Split('/') is [{ Length: > 0 } registry, var uid] && Guid.TryParseExact(uid, "D", out var id) ? new EventKey(registry, id) : null;
}
