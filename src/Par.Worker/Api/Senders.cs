using Microsoft.Extensions.Options;

namespace Par.Worker.Api;

/// <summary>Knows senders by their signatures.</summary>
internal sealed class Senders(IOptions<ApiOptions> options, TimeProvider clock)
{
    public const string NameHeader = "Par-Sender";
    public const string SignatureHeader = "Signature";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>What can be said against a request before its body is read; null when nothing can.</summary>
    public Problem? Doubt(IHeaderDictionary headers)
    {
        if (headers[NameHeader] is not [{ Length: > 0 }])
        {
            return Problem.Unauthorized($"The request does not say who sends it: put the sender's name in the header {NameHeader}.");
        }

        if (Signature(headers) is not { } signature)
        {
            return Problem.Unauthorized(
                $"The request is not signed: send the header '{SignatureHeader}: t=<unix seconds>,v1=<hex of the HMAC-SHA256>', once.");
        }

        var apart = clock.GetUtcNow() - signature.SignedAt;
        return apart.Duration() > Window
            ? Problem.Unauthorized("The signature was made more than five minutes before or after now: set the sender's clock right, and sign again.")
            : null;
    }

    /// <summary>Who made the signature over what is signed; null when nobody of that name did.</summary>
    public Sender? Find(IHeaderDictionary headers, ReadOnlySpan<byte> signed)
    {
        var name = headers[NameHeader].ToString();
        return options.Value.Senders.TryGetValue(name, out var sender) && Signature(headers) is { } signature && signature.IsMadeWith(sender.Secrets, signed)
            ? new Sender(name, sender.Registry, sender.Source)
            : null;
    }

    private static RequestSignature? Signature(IHeaderDictionary headers) =>
        headers[SignatureHeader] is [{ } text] ? RequestSignature.Parse(text) : null;
}
