using Par.Worker.Intake;

namespace Par.Worker.Quarantine;

/// <summary>What came of a human's decision about one life event.</summary>
internal abstract record Decided(EventKey Event)
{
    /// <summary>It was done.</summary>
    public sealed record Done(EventKey Event) : Decided(Event);

    /// <summary>There is no such life event.</summary>
    public sealed record Unknown(EventKey Event) : Decided(Event);

    /// <summary>It is not in quarantine: somebody else decided, or it never was.</summary>
    public sealed record NotInQuarantine(EventKey Event, string State) : Decided(Event);

    /// <summary>It stays, because no rule could ever use it as it is.</summary>
    public sealed record Unusable(EventKey Event, string Flaw) : Decided(Event);
}
