using System.Text.Json;
using System.Text.Json.Nodes;

namespace Par.Worker.Outbox;

/// <summary>One thing to tell someone outside the house. The key lets a receiver see that it was told twice.</summary>
internal sealed record OutboxRow
{
    public required Guid Key { get; init; }

    public required string Topic { get; init; }

    public required string Recipient { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; init; }

    public static OutboxRow Of(string topic, string recipient, JsonObject body, DateTimeOffset now) => new()
    {
        Key = Guid.CreateVersion7(now),
        Topic = topic,
        Recipient = recipient,
        Body = body.ToJsonString(JsonSerializerOptions.Web),
    };

    /// <summary>The same to each of the recipients, a row with a key of its own to every one.</summary>
    public static IEnumerable<OutboxRow> ToEach(IEnumerable<string> recipients, string topic, JsonObject body, DateTimeOffset now) =>
        recipients.Select(recipient => Of(topic, recipient, body, now));
}
