using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Par.Worker.Api.Spdci;

/// <summary>Asks registries by SPDCI, signed as they sign to us.</summary>
internal sealed class SpdciClient(SpdciDoor door, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Counts = TimeSpan.FromMinutes(5);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = 8 * 1024 * 1024,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>
    /// The records of people, by their personal ids, in one question; a person of whom the registry has none, or several, is left out.
    /// Says why instead where the registry gave no answer that counts.
    /// </summary>
    public async Task<(IReadOnlyDictionary<string, JsonElement> Records, string? Why)> Search(SpdciOptions registry, IReadOnlyList<string> people, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var asked = people.Select(person => new JsonObject
        {
            ["reference_id"] = person,
            ["timestamp"] = now,
            ["search_criteria"] = new JsonObject
            {
                ["version"] = "1.0.0",
                ["reg_type"] = registry.RegistryType,
                ["reg_record_type"] = registry.RecordType,
                ["query_type"] = "idtype-value",
                ["query"] = new JsonObject { ["type"] = registry.PersonalIdType, ["value"] = person },
            },
        });
        var message = new JsonObject { ["transaction_id"] = NewId(), ["search_request"] = new JsonArray([.. asked]) };
        var (body, why) = await Ask(registry, "search", "registry/sync/search", message, people.Count, cancellation);
        if (body is null || SpdciEnvelope.Parse(body) is not { } answer)
        {
            return (new Dictionary<string, JsonElement>(), why ?? "its answer is no message of SPDCI");
        }

        if (door.SignatureFault(answer, registry) is { } fault)
        {
            return (new Dictionary<string, JsonElement>(), $"its answer was not signed by it ({fault.Code})");
        }

        var records = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var found in answer.Message.TryGetProperty("search_response", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            if (JsonText.Of(found, "reference_id") is { } person && JsonText.Of(found, "status") == "succ"
                && found.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("reg_records", out var all) && SpdciRecord.Only(all) is { } record
                && SpdciRecord.Identifier(record, registry.PersonalIdType) == person)
            {
                records[person] = record;
            }
        }

        return (records, null);
    }

    /// <summary>Asks the registry to tell of all events of the settings; null when it took the question, else why it did not.</summary>
    public async Task<string?> Subscribe(SpdciOptions registry, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var message = new JsonObject
        {
            ["transaction_id"] = NewId(),
            ["subscribe_request"] = new JsonArray([.. registry.Events.Select(known => new JsonObject
            {
                ["reference_id"] = known.Type,
                ["timestamp"] = now,
                ["subscribe_criteria"] = new JsonObject
                {
                    ["version"] = "1.0.0",
                    ["reg_type"] = registry.RegistryType,
                    ["reg_event_type"] = known.Type,
                    ["filter_type"] = "predicate",
                    ["filter"] = new JsonArray([.. known.Filter.Select(Predicate)]),
                    ["notify_record_type"] = registry.RecordType,
                },
            })]),
        };
        var (body, why) = await Ask(registry, "subscribe", "registry/subscribe", message, registry.Events.Count, cancellation);
        return body is null ? why : Objection(body);
    }

    public void Dispose() => http.Dispose();

    private static JsonObject Predicate(SpdciFilterOptions filter, int place) => new()
    {
        ["seq_num"] = place + 1,
        ["expression1"] = new JsonObject
        {
            ["attribute_name"] = filter.Attribute,
            ["operator"] = filter.Operator,
            ["attribute_value"] = filter.Value,
        },
        ["condition"] = "and",
    };

    // NACK takes the question as ACK does, and says that nothing more will be said.
    private static string? Objection(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var message = answer.RootElement.GetProperty("message");
            return JsonText.Of(message, "ack_status") switch
            {
                "ACK" or "NACK" => null,
                "ERR" when message.TryGetProperty("error", out var error) => $"it refused ({JsonText.Of(error, "code")}: {JsonText.Of(error, "message")})",
                _ => "its answer is no acknowledgement of SPDCI",
            };
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "its answer is no acknowledgement of SPDCI";
        }
    }

    private async Task<(byte[]? Body, string? Why)> Ask(
        SpdciOptions registry, string action, string path, JsonObject message, int count, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(registry.AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var content = new StringContent(Envelope(registry, action, message, count), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var response = await http.PostAsync(new Uri($"{registry.Endpoint!.AbsoluteUri.TrimEnd('/')}/{path}"), content, either.Token);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadAsByteArrayAsync(either.Token), null)
                : (null, $"it answered with {(int)response.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            return (null, $"it cannot be reached ({failure.HttpRequestError})");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return (null, $"it took longer than {registry.AnswerWithin}");
        }
    }

    private string Envelope(SpdciOptions registry, string action, JsonObject message, int count)
    {
        var now = clock.GetUtcNow();
        var head = new JsonObject
        {
            ["version"] = "1.0.0",
            ["message_id"] = NewId(),
            ["message_ts"] = now,
            ["action"] = action,
            ["sender_id"] = registry.OurId,
            ["receiver_id"] = registry.RegistryId,
            ["total_count"] = count,
            ["is_msg_encrypted"] = false,
        };
        if (registry.CallbackUri is { } callback)
        {
            head["sender_uri"] = callback.OriginalString;
        }

        var header = head.ToJsonString();
        var said = message.ToJsonString();
        var signature = SpdciSignature.Make(registry.OurId, registry.KeyId, SpdciSignature.Key(registry.PrivateKey)!, header + said, now, now + Counts);
        return $$"""{"signature":{{JsonValue.Create(signature).ToJsonString()}},"header":{{header}},"message":{{said}}}""";
    }

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
