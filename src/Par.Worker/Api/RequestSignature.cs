using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Par.Worker.Api;

/// <summary>
/// The header <c>Signature: t=(unix seconds),v1=(hex)</c>: an HMAC-SHA256 over the seconds, a full stop and what is signed. While
/// a secret is replaced, a sender may give one v1 for each.
/// </summary>
internal sealed record RequestSignature(string Seconds, IReadOnlyList<byte[]> Macs)
{
    // A header with more of them is nobody's mistake.
    private const int MostMacs = 4;

    public DateTimeOffset SignedAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Seconds, CultureInfo.InvariantCulture));

    public static RequestSignature? Parse(string text)
    {
        var (seconds, macs) = ("", new List<byte[]>());
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal) && part.Length is > 2 and <= 13 && part[2..].All(char.IsAsciiDigit))
            {
                seconds = part[2..];
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 67 && part[3..].All(char.IsAsciiHexDigit))
            {
                macs.Add(Convert.FromHexString(part.AsSpan(3)));
            }
        }

        return seconds.Length > 0 && macs.Count is > 0 and <= MostMacs ? new RequestSignature(seconds, macs) : null;
    }

    /// <summary>Whether one of the secrets makes one of these. Takes as long for a wrong one as for a right one.</summary>
    public bool IsMadeWith(IEnumerable<string> secrets, ReadOnlySpan<byte> signed)
    {
        var found = false;
        foreach (var secret in secrets)
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
            hash.AppendData(Encoding.ASCII.GetBytes($"{Seconds}."));
            hash.AppendData(signed);
            var made = hash.GetHashAndReset();
            foreach (var mac in Macs)
            {
                found |= CryptographicOperations.FixedTimeEquals(made, mac);
            }
        }

        return found;
    }
}
