namespace Par.Worker.Api;

/// <summary>What every request of this door has besides its body: the name of who sends it, and a signature that is not old.</summary>
internal static class SignedRequest
{
    public const string NameHeader = "Par-Sender";
    public const string SignatureHeader = "Signature";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>What can be said against a request before its body is read; null when nothing can.</summary>
    public static Problem? Doubt(IHeaderDictionary headers, DateTimeOffset now)
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

        var apart = now - signature.SignedAt;
        return apart.Duration() > Window
            ? Problem.Unauthorized("The signature was made more than five minutes before or after now: set the sender's clock right, and sign again.")
            : null;
    }

    /// <summary>What is answered to whoever is none of the settings, or signs otherwise.</summary>
    public static Problem Unknown { get; } =
        Problem.Unauthorized("No sender of this name makes this signature: check its name, its secret, and that exactly what is sent was signed.");

    public static string NameOf(IHeaderDictionary headers) => headers[NameHeader].ToString();

    /// <summary>Whether one of the secrets made the signature over what is signed.</summary>
    public static bool IsSignedWith(IHeaderDictionary headers, IEnumerable<string> secrets, ReadOnlySpan<byte> signed) =>
        Signature(headers) is { } signature && signature.IsMadeWith(secrets, signed);

    private static RequestSignature? Signature(IHeaderDictionary headers) =>
        headers[SignatureHeader] is [{ } text] ? RequestSignature.Parse(text) : null;
}
