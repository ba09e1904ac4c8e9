using System.Text.Json;
using System.Text.Unicode;

namespace Par.Worker.Api.Spdci;

/// <summary>A message of SPDCI: signature, header and what it says.</summary>
internal sealed record SpdciEnvelope(JsonElement Header, JsonElement Message, string? Signature)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>What its signature is over.</summary>
    public string Signed => Header.GetRawText() + Message.GetRawText();

    public static SpdciEnvelope? Parse(byte[] body)
    {
        try
        {
            return Utf8.IsValid(body)
                && JsonElement.Parse(body, Strict) is { ValueKind: JsonValueKind.Object } envelope
                && envelope.TryGetProperty("header", out var header) && header.ValueKind == JsonValueKind.Object
                && envelope.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
                    ? new SpdciEnvelope(header, message, JsonText.Of(envelope, "signature"))
                    : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public string? HeaderText(string name) => JsonText.Of(Header, name);
}
