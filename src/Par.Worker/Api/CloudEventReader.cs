using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Par.Worker.Api;

/// <summary>What a request carried: events that can be kept, or the problem because of which none of them is.</summary>
internal sealed record ReadEvents(IReadOnlyList<SentEvent> Events, Problem? Problem);

/// <summary>Reads the events of a request. Either every one of them has an identity, or none is taken.</summary>
internal static class CloudEventReader
{
    public const int MostInABatch = 1000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static ReadEvents Read(CloudEventMode mode, IHeaderDictionary headers, byte[] body, Sender sender, DateTimeOffset now)
    {
        if (!Utf8.IsValid(body))
        {
            return Refused("The body is not UTF-8: send it as UTF-8.");
        }

        try
        {
            using var document = mode == CloudEventMode.Binary && body.Length == 0 ? null : JsonDocument.Parse(body, Strict);
            return mode switch
            {
                CloudEventMode.Binary => BinaryCloudEvent.Read(headers, document?.RootElement.GetRawText(), sender, now),
                CloudEventMode.Batch => Batch(document!.RootElement, sender, now),
                _ => All([(document!.RootElement, "#")], sender, now),
            };
        }
        catch (JsonException wrong)
        {
            return Refused(string.Create(
                CultureInfo.InvariantCulture,
                $"The body is not JSON from line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} on, names a value twice, or is nested more than 64 deep: send one JSON text, as your content type says."));
        }
        catch (InvalidOperationException)
        {
            return Refused("A name in the body holds half a character (a surrogate without its other half): send names that are text.");
        }
    }

    private static ReadEvents Batch(JsonElement batch, Sender sender, DateTimeOffset now)
    {
        if (batch.ValueKind != JsonValueKind.Array)
        {
            return Refused("The body is no list: a batch is a JSON array of events. Send a single event as application/cloudevents+json.");
        }

        return batch.GetArrayLength() > MostInABatch
            ? Refused(string.Create(CultureInfo.InvariantCulture, $"The batch holds {batch.GetArrayLength()} events: send at most {MostInABatch} at once."))
            : All([.. batch.EnumerateArray().Select((element, place) => (element, string.Create(CultureInfo.InvariantCulture, $"#/{place}")))], sender, now);
    }

    private static ReadEvents All(IReadOnlyList<(JsonElement Element, string Pointer)> elements, Sender sender, DateTimeOffset now)
    {
        var (events, mistakes) = (new List<SentEvent>(elements.Count), new List<Mistake>());
        foreach (var (element, pointer) in elements)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                mistakes.Add(new Mistake { Pointer = pointer, Detail = "must be a JSON object with the attributes of a CloudEvent." });
                continue;
            }

            var attributes = CloudEventAttributes.Read(name => JsonText.Of(element, name));
            var before = mistakes.Count;
            mistakes.AddRange(attributes.Mistakes(sender).Select(one => new Mistake { Pointer = $"{pointer}/{one.Attribute}", Detail = one.Detail }));
            if (mistakes.Count == before)
            {
                events.Add(SentEvent.Of(attributes, Data(element), now));
            }
        }

        return mistakes.Count == 0 ? new ReadEvents(events, null) : Refused("Events without an identity cannot be kept, so nothing of the request was.", mistakes);
    }

    internal static ReadEvents Refused(string detail, IReadOnlyList<Mistake>? mistakes = null) => new([], Problem.Malformed(detail, mistakes));

    private static string? Data(JsonElement element) =>
        element.TryGetProperty("data", out var data) || element.TryGetProperty("data_base64", out data) ? data.GetRawText() : null;
}
