using System.Security.Cryptography;
using System.Text;

namespace Par.Worker.Intake;

/// <summary>An identity that follows from its name: the same day of the same person for the same rule is one event, however often it is found.</summary>
internal static class NamedUid
{
    /// <summary>A UUID of version 8 (RFC 9562), made of the name's SHA-256.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        var name = string.Join('\u001f', parts);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
