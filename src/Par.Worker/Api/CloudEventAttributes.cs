namespace Par.Worker.Api;

/// <summary>The attributes of a CloudEvent that say something here, whichever way they came. Null where one is missing.</summary>
internal sealed record CloudEventAttributes
{
    public string? Id { get; init; }

    public string? Source { get; init; }

    public string? SpecVersion { get; init; }

    public string? Type { get; init; }

    public string? Subject { get; init; }

    public string? Time { get; init; }

    public string? Locality { get; init; }

    public string? RecordedAt { get; init; }

    public string? Corrects { get; init; }

    /// <summary>Reads them by the names that CloudEvents gives them.</summary>
    public static CloudEventAttributes Read(Func<string, string?> named) => new()
    {
        Id = named("id"),
        Source = named("source"),
        SpecVersion = named("specversion"),
        Type = named("type"),
        Subject = named("subject"),
        Time = named("time"),
        Locality = named("locality"),
        RecordedAt = named("recordedat"),
        Corrects = named("corrects"),
    };

    /// <summary>What keeps it from having an identity, each with the name of the attribute. Nothing else keeps an event out.</summary>
    public IEnumerable<(string Attribute, string Detail)> Mistakes(Sender sender)
    {
        if (SpecVersion != "1.0")
        {
            yield return ("specversion", "must be \"1.0\": only events of CloudEvents 1.0 are understood here.");
        }

        if (string.IsNullOrEmpty(Id))
        {
            yield return ("id", "must be a text that no other event of this source has, best a UUID.");
        }

        if (Source != sender.Source)
        {
            yield return ("source", $"must be \"{sender.Source}\", the source that the sender '{sender.Name}' is known by.");
        }
    }
}
