using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Par.Worker.Tests.Api.Spdci;

/// <summary>One side of the interface with a key of its own, as its specification is read: signs messages and checks the other side's.</summary>
internal sealed partial class SpdciParty(string id, string keyId, byte seed)
{
    private readonly Ed25519PrivateKeyParameters key = new(Enumerable.Repeat(seed, 32).ToArray());

    public string Id => id;

    public string KeyId => keyId;

    public string PublicKey => Convert.ToBase64String(key.GeneratePublicKey().GetEncoded());

    public string PrivateKey => Convert.ToBase64String(key.GetEncoded());

    /// <summary>A whole message, signed.</summary>
    public string Envelope(JsonObject header, JsonObject message, DateTimeOffset at, int countsSeconds = 300)
    {
        var (said, told) = (header.ToJsonString(), message.ToJsonString());
        var (created, expires) = (at.ToUnixTimeSeconds(), at.ToUnixTimeSeconds() + countsSeconds);
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        var content = Content(created, expires, said + told);
        signer.BlockUpdate(content, 0, content.Length);
        var signature = string.Create(
            CultureInfo.InvariantCulture,
            $"Signature:  namespace=\"spdci\", kidId=\"{id}|{keyId}|ed25519\", algorithm=\"ed25519\", created=\"{created}\", expires=\"{expires}\", headers=\"(created) (expires) digest\", signature=\"{Convert.ToBase64String(signer.GenerateSignature())}\"");
        return $"{{\"signature\": {JsonSerializer.Serialize(signature)}, \"header\": {said},\n \"message\": {told}}}";
    }

    /// <summary>Whether this party signed a message.</summary>
    public bool Signed(JsonElement envelope)
    {
        var parts = Part().Matches(envelope.GetProperty("signature").GetString()!).ToDictionary(part => part.Groups[1].Value, part => part.Groups[2].Value, StringComparer.Ordinal);
        var verifier = new Ed25519Signer();
        verifier.Init(false, key.GeneratePublicKey());
        var content = Content(
            long.Parse(parts["created"], CultureInfo.InvariantCulture),
            long.Parse(parts["expires"], CultureInfo.InvariantCulture),
            envelope.GetProperty("header").GetRawText() + envelope.GetProperty("message").GetRawText());
        verifier.BlockUpdate(content, 0, content.Length);
        return parts["kidId"] == $"{id}|{keyId}|ed25519" && verifier.VerifySignature(Convert.FromBase64String(parts["signature"]));
    }

    private static byte[] Content(long created, long expires, string signed)
    {
        var digest = new Blake2bDigest(512);
        var bytes = Encoding.UTF8.GetBytes(signed);
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[64];
        digest.DoFinal(hash, 0);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"(created): {created}\n(expires): {expires}\ndigest: BLAKE-512={Convert.ToBase64String(hash)}"));
    }

    [GeneratedRegex("([A-Za-z]+)=\"([^\"]*)\"")]
    private static partial Regex Part();
}
