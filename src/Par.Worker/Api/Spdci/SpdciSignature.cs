using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Par.Worker.Api.Spdci;

/// <summary>
/// The signature of a message: Ed25519 over the moments of its making and its end and a BLAKE2b-512 digest of header and message,
/// each exactly as it stands in the body, one after the other.
/// </summary>
internal sealed partial record SpdciSignature(string SenderId, string KeyId, long Created, long Expires, byte[] Value)
{
    private const string Algorithm = "ed25519";
    private const string SignedHeaders = "(created) (expires) digest";

    public static SpdciSignature? Parse(string text)
    {
        var parts = Part.Matches(text).GroupBy(part => part.Groups["name"].Value, StringComparer.Ordinal)
            .ToDictionary(named => named.Key, named => named.First().Groups["value"].Value, StringComparer.Ordinal);
        var value = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        return parts.GetValueOrDefault("kidId")?.Split('|') is [var sender, var key, Algorithm]
            && parts.GetValueOrDefault("algorithm") == Algorithm
            && parts.GetValueOrDefault("headers") == SignedHeaders
            && Seconds(parts.GetValueOrDefault("created")) is { } created
            && Seconds(parts.GetValueOrDefault("expires")) is { } expires
            && Convert.TryFromBase64String(parts.GetValueOrDefault("signature", ""), value, out var length) && length == value.Length
                ? new SpdciSignature(sender, key, created, expires, value)
                : null;
    }

    /// <summary>Signs for one who has an id and a key.</summary>
    public static string Make(string senderId, string keyId, byte[] privateKey, string signed, DateTimeOffset created, DateTimeOffset expires)
    {
        var (from, to) = (created.ToUnixTimeSeconds(), expires.ToUnixTimeSeconds());
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, new Ed25519PrivateKeyParameters(privateKey));
        var content = Content(from, to, signed);
        signer.BlockUpdate(content, 0, content.Length);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""Signature: namespace="spdci", kidId="{senderId}|{keyId}|{Algorithm}", algorithm="{Algorithm}", created="{from}", expires="{to}", headers="{SignedHeaders}", signature="{Convert.ToBase64String(signer.GenerateSignature())}" """).TrimEnd();
    }

    public bool IsMadeWith(byte[] publicKey, string signed)
    {
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(publicKey));
        var content = Content(Created, Expires, signed);
        verifier.BlockUpdate(content, 0, content.Length);
        return verifier.VerifySignature(Value);
    }

    /// <summary>The key in base64; null when it is none.</summary>
    public static byte[]? Key(string text)
    {
        var key = new byte[Ed25519PublicKeyParameters.KeySize];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length ? key : null;
    }

    /// <summary>Whether the text is a key by which signatures can be checked.</summary>
    public static bool IsPublicKey(string text)
    {
        try
        {
            return Key(text) is { } key && new Ed25519PublicKeyParameters(key).GetEncoded().Length == key.Length;
        }
        catch (ArgumentException)
        {
            // Not every 32 bytes are a point of the curve.
            return false;
        }
    }

    private static byte[] Content(long created, long expires, string signed)
    {
        var digest = new Blake2bDigest(512);
        var bytes = Encoding.UTF8.GetBytes(signed);
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"(created): {created}\n(expires): {expires}\ndigest: BLAKE-512={Convert.ToBase64String(hash)}"));
    }

    private static long? Seconds(string? text) =>
        text is { Length: > 0 and <= 11 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    [GeneratedRegex("(?<name>[A-Za-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Part { get; }
}
