using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Par.Worker.Tests.Api.Spdci;

/// <summary>A civil registry that speaks SPDCI, on a port of its own: tells of vital events and answers when it is asked for a record.</summary>
internal sealed class CivilRegistry : IAsyncDisposable
{
    public const string LiveBirth = "spdci-common:RegistryEventType:LiveBirth";

    private readonly WebApplication server;
    private readonly TimeProvider clock;
    private readonly HttpClient client = new();

    private CivilRegistry(WebApplication server, TimeProvider clock) => (this.server, this.clock) = (server, clock);

    public static SpdciParty Registry { get; } = new("civilregistry.example.org", "k1", 7);

    public static SpdciParty Us { get; } = new("spp.example.org", "ours", 9);

    public Uri Endpoint => new($"{server.Urls.Single()}/crvs/v1.0.0");

    /// <summary>The records it gives, by personal id.</summary>
    public Dictionary<string, JsonObject[]> Records { get; } = [];

    /// <summary>Every question it was asked, whole.</summary>
    public List<JsonElement> Asked { get; } = [];

    /// <summary>What it signs with.</summary>
    public SpdciParty SignsWith { get; set; } = Registry;

    /// <summary>What it answers with instead, when it is out of order.</summary>
    public int? Failure { get; set; }

    /// <summary>Why it refuses a subscription.</summary>
    public string? Objection { get; set; }

    /// <summary>Completes when it is asked while it is silent; it never answers then.</summary>
    public TaskCompletionSource? Silent { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The settings by which the worker knows it.</summary>
    public IEnumerable<(string, string)> Settings(bool isAsked = true) =>
    [
        ("Api:Spdci:civil-status:RegistryId", Registry.Id),
        ("Api:Spdci:civil-status:OurId", Us.Id),
        ($"Api:Spdci:civil-status:PublicKeys:{Registry.KeyId}", Registry.PublicKey),
        ("Api:Spdci:civil-status:Events:0:Type", LiveBirth),
        ("Api:Spdci:civil-status:Events:0:Kind", "birth.registered"),
        ("Api:Spdci:civil-status:Events:0:OccurredAt", "/birth_date"),
        ("Api:Spdci:civil-status:Events:0:Body:registrationNo", "/brn"),
        ("Api:Spdci:civil-status:Events:0:Body:registeredOn", "/registration_date"),
        ("Api:Spdci:civil-status:Events:0:Body:dateOfBirth", "/birth_date"),
        ("Api:Spdci:civil-status:Events:0:Body:childName", "/name/given_name"),
        ("Api:Spdci:civil-status:Events:0:Body:motherId", "/parent1_identifier/identifier_value"),
        ("Api:Spdci:civil-status:Events:0:Body:fatherId", "/parent2_identifier/identifier_value"),
        .. isAsked
            ? new[]
            {
                ("Api:Spdci:civil-status:Endpoint", Endpoint.AbsoluteUri),
                ("Api:Spdci:civil-status:KeyId", Us.KeyId),
                ("Api:Spdci:civil-status:PrivateKey", Us.PrivateKey),
            }
            : [],
    ];

    public static async Task<CivilRegistry> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var registry = new CivilRegistry(server, clock);
        server.MapPost("/crvs/v1.0.0/registry/sync/search", (Delegate)registry.Search);
        server.MapPost("/crvs/v1.0.0/registry/subscribe", (Delegate)registry.Subscribe);
        await server.StartAsync(Cancellation);
        return registry;
    }

    /// <summary>A record as the interface's example has it, with the names that this registry adds.</summary>
    public static JsonObject Birth(string child, string mother) => new()
    {
        ["@type"] = "CRVS_Person",
        ["identifier"] = Identifier(child),
        ["name"] = new JsonObject { ["surname"] = "Trần", ["given_name"] = "An" },
        ["birth_date"] = "2026-11-18T10:20:15",
        ["death_date"] = "",
        ["registration_date"] = "2026-11-20",
        ["brn"] = $"B-{child}",
        ["address"] = new JsonObject { ["@type"] = "Address", ["locality"] = "hai-chau" },
        ["parent1_identifier"] = Identifier(mother),
        ["parent2_identifier"] = Identifier(""),
    };

    public static JsonObject Identifier(string person) =>
        new() { ["@type"] = "Identifier", ["identifier_type"] = "UIN", ["identifier_value"] = person };

    public static JsonObject Event(string reference, JsonNode? records, string type = LiveBirth) => new()
    {
        ["reference_id"] = reference,
        ["timestamp"] = "2026-11-20T09:00:00+07:00",
        ["data"] = new JsonObject
        {
            ["version"] = "1.0.0",
            ["reg_type"] = "ns:org:RegistryType:Civil",
            ["reg_event_type"] = type,
            ["reg_record_type"] = "spdci-extensions-dci:Person",
            ["reg_records"] = records,
        },
        ["locale"] = "eng",
    };

    public static JsonObject Message(params JsonNode?[] events) => new() { ["transaction_id"] = "0123456789", ["notify_event"] = new JsonArray(events) };

    public JsonObject Header(string action) => new()
    {
        ["version"] = "1.0.0",
        ["message_id"] = "789",
        ["message_ts"] = clock.GetUtcNow(),
        ["action"] = action,
        ["status"] = "succ",
        ["total_count"] = 1,
        ["sender_id"] = Registry.Id,
        ["receiver_id"] = Us.Id,
        ["is_msg_encrypted"] = false,
    };

    /// <summary>Tells the service of events.</summary>
    public Task<Reply> Tell(Uri service, params JsonNode?[] events) => Post(service, SignsWith.Envelope(Header("notify"), Message(events), clock.GetUtcNow()));

    public async Task<Reply> Post(Uri service, string body, string action = "notify")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await client.PostAsync(new Uri(service, $"/api/spdci/registry/{action}"), content, Cancellation);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation), answer);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    private async Task<IResult> Search(HttpContext context)
    {
        using var read = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var question = read.RootElement.Clone();
        Asked.Add(question);
        if (Silent is { } silent)
        {
            silent.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }

        if (Failure is { } status)
        {
            return Results.StatusCode(status);
        }

        var found = question.GetProperty("message").GetProperty("search_request").EnumerateArray().Select(one =>
        {
            var person = one.GetProperty("search_criteria").GetProperty("query").GetProperty("value").GetString()!;
            var records = Records.GetValueOrDefault(person, []);
            return (JsonNode)new JsonObject
            {
                ["reference_id"] = one.GetProperty("reference_id").GetString(),
                ["timestamp"] = clock.GetUtcNow(),
                ["status"] = "succ",
                ["data"] = new JsonObject { ["reg_records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) },
            };
        });
        var message = new JsonObject
        {
            ["transaction_id"] = question.GetProperty("message").GetProperty("transaction_id").GetString(),
            ["correlation_id"] = "9876543210",
            ["search_response"] = new JsonArray([.. found]),
        };
        return Results.Text(SignsWith.Envelope(Header("on-search"), message, clock.GetUtcNow()), "application/json");
    }

    private async Task<IResult> Subscribe(HttpContext context)
    {
        using var read = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        Asked.Add(read.RootElement.Clone());
        if (Failure is { } status)
        {
            return Results.StatusCode(status);
        }

        var message = new JsonObject { ["ack_status"] = Objection is null ? "ACK" : "ERR", ["timestamp"] = clock.GetUtcNow(), ["correlation_id"] = "1" };
        if (Objection is { } objection)
        {
            message["error"] = new JsonObject { ["code"] = "err.receiver_id.invalid", ["message"] = objection };
        }

        return Results.Text(new JsonObject { ["message"] = message }.ToJsonString(), "application/json");
    }
}
