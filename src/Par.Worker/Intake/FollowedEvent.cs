using System.Text.Json;

namespace Par.Worker.Intake;

/// <summary>The life event that another should have followed, as an event of the calendar carries it.</summary>
internal static class FollowedEvent
{
    /// <summary>The event as its registry reported it.</summary>
    public static InboxEvent Of(InboxEvent missing)
    {
        using var body = JsonDocument.Parse(missing.Body);
        var followed = body.RootElement.GetProperty("followed");
        return missing with
        {
            Registry = followed.GetProperty("registry").GetString()!,
            EventUid = followed.GetProperty("eventUid").GetGuid(),
            Kind = followed.GetProperty("kind").GetString()!,
            OccurredAt = followed.GetProperty("occurredAt").GetDateTimeOffset(),
            RecordedAt = followed.GetProperty("recordedAt").GetDateTimeOffset(),
            Body = followed.GetProperty("body").GetRawText(),
        };
    }
}
