using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Api;

/// <summary>A CloudEvent as the inbox takes it: what has an identity is kept, and what cannot be used says why.</summary>
internal sealed record SentEvent(string Id, FeedRow Row)
{
    private const int Longest = 200;

    /// <param name="attributes">Of an event without <see cref="CloudEventAttributes.Mistakes"/>.</param>
    /// <param name="data">JSON, as it was sent; null when the event has none.</param>
    /// <param name="now">When it came; so also when it was recorded, where it does not say.</param>
    public static SentEvent Of(CloudEventAttributes attributes, string? data, DateTimeOffset now)
    {
        var keepable = data is null || Keepable.Is(data);
        return new SentEvent(attributes.Id!, new FeedRow
        {
            Position = FeedPosition.Start,
            EventUid = UidOf(attributes.Source!, attributes.Id!),
            Kind = Cut(attributes.Type),
            Subject = Cut(attributes.Subject),
            Locality = Cut(attributes.Locality),
            OccurredAt = attributes.Time is null ? null : Moment.Parse(attributes.Time),
            RecordedAt = attributes.RecordedAt is null ? now.UtcDateTime : Moment.Parse(attributes.RecordedAt),
            Corrects = string.IsNullOrEmpty(attributes.Corrects) ? null : UidOf(attributes.Source!, attributes.Corrects),
            Body = keepable ? data ?? "null" : Keepable.AsSent(data!),
            Unreadable = Unreadable(attributes) ?? (keepable ? null : Keepable.Flaw),
        });
    }

    // A UUID is an identity for ever; any other id is one together with its source.
    private static Guid UidOf(string source, string id) => Guid.TryParseExact(id, "D", out var uid) ? uid : NamedUid.Of(source, id);

    private static string? Unreadable(CloudEventAttributes attributes)
    {
        foreach (var (name, value) in new[] { ("type", attributes.Type), ("subject", attributes.Subject), ("locality", attributes.Locality) })
        {
            if (value is not null && Cut(value) != value)
            {
                return $"Its '{name}' is longer than {Longest} characters or holds the character U+0000: the registry must send the event again with the right one.";
            }
        }

        return attributes.Time is null
            ? "It does not say when it occurred: the registry must send the event again with its 'time'."
            : null;
    }

    private static string Cut(string? text)
    {
        var whole = (text ?? "").Replace('\0', '\uFFFD');
        return whole.Length <= Longest ? whole : whole[..Longest];
    }
}
