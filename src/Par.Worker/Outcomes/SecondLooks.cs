using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Par.Worker.Outcomes;

/// <summary>
/// Chooses whose decisions a second officer looks at. The choice is made of the dossier's id and a secret salt: the same for ever, on every
/// worker, and nobody without the salt can tell beforehand.
/// </summary>
internal sealed class SecondLooks(IOptions<SecondLookOptions> options)
{
    private readonly byte[] salt = Encoding.UTF8.GetBytes(options.Value.Salt);

    public bool Wants(Guid dossier, string agency, string procedure) =>
        options.Value.Procedures.Contains(procedure)
        || Lot(dossier) < options.Value.Agencies.GetValueOrDefault(agency, options.Value.Share);

    /// <summary>From 0 to 1, evenly spread over dossiers.</summary>
    private double Lot(Guid dossier)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[32];
        dossier.TryWriteBytes(id, bigEndian: true, out _);
        HMACSHA256.HashData(salt, id, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) / (double)ulong.MaxValue;
    }
}
