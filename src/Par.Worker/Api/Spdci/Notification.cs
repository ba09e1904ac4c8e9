using System.Globalization;
using System.Text.Json;

namespace Par.Worker.Api.Spdci;

/// <summary>One event that a registry tells of.</summary>
internal sealed record Notification(string TransactionId, string ReferenceId, string Timestamp, string EventType, JsonElement? Record)
{
    private const int MostInAMessage = 1000;

    /// <summary>Reads a <c>notify</c> message: every event of it has an identity, or none is taken.</summary>
    public static (IReadOnlyList<Notification> Events, SpdciRefusal? Refusal) Read(JsonElement message)
    {
        var transaction = JsonText.Of(message, "transaction_id");
        if (string.IsNullOrEmpty(transaction) || !message.TryGetProperty("notify_event", out var events) || events.ValueKind != JsonValueKind.Array)
        {
            return ([], SpdciRefusal.Bad("The message must have a text 'transaction_id' and a list 'notify_event'."));
        }

        if (events.GetArrayLength() > MostInAMessage)
        {
            return ([], SpdciRefusal.Bad($"The message tells of more than {MostInAMessage} events: send fewer in one."));
        }

        var nameless = events.EnumerateArray()
            .Select((one, place) => (Reference: JsonText.Of(one, "reference_id"), Place: place))
            .Where(one => string.IsNullOrEmpty(one.Reference))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"#/message/notify_event/{one.Place}"))
            .ToList();
        return nameless.Count > 0
            ? ([], SpdciRefusal.Bad($"Events without a text 'reference_id' cannot be kept, so nothing of the message was: {string.Join(", ", nameless)}."))
            : ([.. events.EnumerateArray().Select(one => Of(transaction, one))], null);
    }

    private static Notification Of(string transaction, JsonElement one)
    {
        var data = one.TryGetProperty("data", out var found) && found.ValueKind == JsonValueKind.Object ? found : default(JsonElement?);
        return new Notification(
            transaction,
            JsonText.Of(one, "reference_id")!,
            JsonText.Of(one, "timestamp") ?? "",
            data is { } told ? JsonText.Of(told, "reg_event_type") ?? "" : "",
            data is { } holding && holding.TryGetProperty("reg_records", out var records) ? SpdciRecord.Only(records) : null);
    }
}
