using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Par.Worker.Api.Spdci;

/// <summary>A message from a registry that is known, or why it is none.</summary>
internal sealed record SpdciReceived(string Registry, SpdciOptions Options, SpdciEnvelope Envelope);

/// <summary>Lets messages in whose signature is that of a registry of the settings, and whose header says that they are for us.</summary>
internal sealed class SpdciDoor(IOptions<ApiOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public async Task<(SpdciReceived? Received, SpdciRefusal? Refusal)> Receive(HttpRequest request, string action, CancellationToken cancellation)
    {
        if (!IsJson(request.ContentType))
        {
            return (null, new SpdciRefusal(StatusCodes.Status415UnsupportedMediaType, "err.request.bad", "The message must be sent as application/json, in UTF-8."));
        }

        if (await LimitedBody.Read(request, cancellation) is not { } body)
        {
            return (null, new SpdciRefusal(StatusCodes.Status413PayloadTooLarge, "err.request.bad", "The message is longer than 1 MiB: send fewer events in one."));
        }

        if (SpdciEnvelope.Parse(body) is not { } envelope)
        {
            return (null, SpdciRefusal.Bad("The body must be one JSON object in UTF-8 with the objects 'header' and 'message', in which nothing is named twice."));
        }

        var (registry, settings) = options.Value.Spdci
            .FirstOrDefault(one => one.Value.RegistryId == (SpdciSignature.Parse(envelope.Signature ?? "")?.SenderId ?? envelope.HeaderText("sender_id")));
        if ((SignatureFault(envelope, settings) ?? HeaderFault(envelope, settings!, action)) is { } fault)
        {
            return (null, fault);
        }

        return (new SpdciReceived(registry, settings!, envelope), null);
    }

    /// <summary>What is wrong with the signature of a message that should be the registry's; null when it is right.</summary>
    public SpdciRefusal? SignatureFault(SpdciEnvelope envelope, SpdciOptions? settings)
    {
        if (envelope.Signature is not { Length: > 0 } text)
        {
            return SpdciRefusal.Unauthorized("err.signature.missing", "The message is not signed: send its 'signature'.");
        }

        if (SpdciSignature.Parse(text) is not { } signature)
        {
            return SpdciRefusal.Unauthorized(
                "err.signature.invalid",
                "The signature cannot be read: it must have kidId=\"sender|key|ed25519\", algorithm=\"ed25519\", created, expires, headers=\"(created) (expires) digest\" and signature.");
        }

        var now = clock.GetUtcNow();
        if (signature.Created > (now + Skew).ToUnixTimeSeconds() || signature.Expires < now.ToUnixTimeSeconds())
        {
            return SpdciRefusal.Unauthorized("err.signature.invalid", "The signature does not count now: set the sender's clock right, and sign again.");
        }

        return settings is not null
            && signature.SenderId == settings.RegistryId
            && settings.PublicKeys.TryGetValue(signature.KeyId, out var key)
            && signature.IsMadeWith(SpdciSignature.Key(key)!, envelope.Signed)
                ? null
                : SpdciRefusal.Unauthorized(
                    "err.signature.invalid",
                    "No registry of this id makes this signature: check its id, its key, and that header and message were signed exactly as they stand in the body.");
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && "application/json".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is not { } charset || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static SpdciRefusal? HeaderFault(SpdciEnvelope envelope, SpdciOptions settings, string action) =>
        envelope.HeaderText("version") is { } version && !version.StartsWith("1.", StringComparison.Ordinal)
            ? new SpdciRefusal(StatusCodes.Status400BadRequest, "err.version.not_supported", "The header's 'version' must be 1.0.0.")
        : envelope.HeaderText("sender_id") is { } sender && sender != settings.RegistryId
            ? new SpdciRefusal(StatusCodes.Status400BadRequest, "err.sender_id.invalid", "The header's 'sender_id' must be the one of the signature.")
        : envelope.HeaderText("receiver_id") is { } receiver && receiver != settings.OurId
            ? new SpdciRefusal(StatusCodes.Status400BadRequest, "err.receiver_id.invalid", $"The header's 'receiver_id' must be '{settings.OurId}': the message is for another.")
        : envelope.HeaderText("action") != action
            ? SpdciRefusal.Bad($"The header's 'action' must be '{action}'.")
        : string.IsNullOrEmpty(envelope.HeaderText("message_id")) || string.IsNullOrEmpty(envelope.HeaderText("message_ts"))
            ? SpdciRefusal.Bad("The header must have a 'message_id' and a 'message_ts'.")
        : envelope.Message.TryGetProperty("ciphertext", out _) || (envelope.Header.TryGetProperty("is_msg_encrypted", out var secret) && secret.ValueKind == JsonValueKind.True)
            ? new SpdciRefusal(StatusCodes.Status400BadRequest, "err.encryption.invalid", "Encrypted messages are not read here: send the message signed, over TLS.")
        : null;
}
