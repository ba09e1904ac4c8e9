using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;

namespace Par.Worker.Tests.Api;

/// <summary>What the service answered to a sender.</summary>
internal sealed record Reply(HttpStatusCode Status, string Body, HttpResponseMessage Message)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement Only => Assert.Single(All);

    /// <summary>For each event of the answer, what came of it.</summary>
    public IReadOnlyList<string> Results => [.. All.Select(one => one.GetProperty("result").GetString()!)];

    private List<JsonElement> All
    {
        get
        {
            Assert.True(Status == HttpStatusCode.OK, Body);
            return [.. Json.GetProperty("results").EnumerateArray()];
        }
    }

    /// <summary>One text of the answer; null when there is none of this name.</summary>
    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Each thing that is wrong, with its place.</summary>
    public IReadOnlyList<string> Mistakes =>
        [.. Json.GetProperty("errors").EnumerateArray().Select(one =>
            $"{(one.TryGetProperty("pointer", out var pointer) ? pointer : one.GetProperty("header")).GetString()} {one.GetProperty("detail").GetString()}")];
}

/// <summary>A registry's own system, which knows nothing of ours: it makes events with the SDK of CloudEvents, signs and posts them.</summary>
internal sealed class OutsideSender(Uri address, TimeProvider clock) : IDisposable
{
    public const string Name = "hospital";
    public const string Registry = "civil-status";
    public const string Source = "https://hospital.example/births";
    public const string Secret = "a-secret-of-the-hospital-0123456789";

    private static readonly JsonEventFormatter Formatter = new();

    private readonly HttpClient client = new() { BaseAddress = address };

    public string SignsWith { get; set; } = Secret;

    public string CallsItself { get; set; } = Name;

    public static CloudEvent Birth(string child, string mother, string? id = null)
    {
        var birth = new CloudEvent
        {
            Id = id ?? Guid.NewGuid().ToString(),
            Source = new Uri(Source),
            Type = "birth.registered",
            Subject = child,
            Time = LinkedRegistries.Confirmed,
            DataContentType = "application/json",
            Data = JsonDocument.Parse(LinkedRegistries.BirthBody(child, mother)).RootElement,
        };
        birth["locality"] = "hai-chau";
        return birth;
    }

    public Task<Reply> SendStructured(CloudEvent life) => Post(life.ToHttpContent(ContentMode.Structured, Formatter));

    public Task<Reply> SendBinary(CloudEvent life) => Post(life.ToHttpContent(ContentMode.Binary, Formatter));

    public Task<Reply> SendBatch(params IReadOnlyList<CloudEvent> lives) => Post(lives.ToHttpContent(Formatter));

    public Task<Reply> SendText(string body, string type = "application/cloudevents+json") => SendBytes(Encoding.UTF8.GetBytes(body), type);

    public Task<Reply> SendBytes(byte[] body, string type = "application/cloudevents+json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Post(content);
    }

    /// <summary>Signs and posts; what is done to the request after it was signed is done on the way.</summary>
    public async Task<Reply> Post(HttpContent content, Action<HttpRequestMessage>? onTheWay = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/events", UriKind.Relative)) { Content = content };
        request.Headers.Add("Par-Sender", CallsItself);
        request.Headers.Add("Signature", Sign(await Signed(content), clock.GetUtcNow(), SignsWith));
        onTheWay?.Invoke(request);
        var message = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(message.StatusCode, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), message);
    }

    public static string Sign(byte[] signed, DateTimeOffset at, string secret)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] all = [.. Encoding.UTF8.GetBytes($"{seconds}."), .. signed];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), all);
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }

    public void Dispose() => client.Dispose();

    // The SDK repeats the attributes as headers in structured mode too; there they say nothing and are not signed.
    private static async Task<byte[]> Signed(HttpContent content)
    {
        var isBinary = content.Headers.ContentType?.MediaType == "application/json";
        var headers = content.Headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value)))
            .Where(header => isBinary && header.Name.StartsWith("ce-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(header => $"{header.Name}:{header.Value}\n");
        return [.. Encoding.UTF8.GetBytes(string.Concat(headers)), .. await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)];
    }
}
