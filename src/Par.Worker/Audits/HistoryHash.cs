using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Par.Worker.Audits;

/// <summary>
/// What the hashes of histories and days are made of: SHA-256 over all columns, each text behind its length in bytes, -1 where there is none. The
/// database writes the same (par.history_hash); here it is worked out apart from it.
/// </summary>
internal static class HistoryHash
{
    private const int NoText = -1;

    /// <summary>The hash of a row, from its columns and the hash of the row before that it names.</summary>
    public static byte[] Of(ChainedRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(row.BeforeHash ?? []);
        hash.AppendData(row.Dossier.ToByteArray(bigEndian: true));
        Append(hash, row.Position);
        hash.AppendData(row.At);
        Append(hash, row.Change);
        Append(hash, row.CameFrom);
        Append(hash, row.State);
        Append(hash, row.Actor);
        Append(hash, row.Reason);
        Append(hash, row.Detail);
        return hash.GetHashAndReset();
    }

    /// <summary>The root of a day, from the root before, the number of the day's rows and the hash over their hashes.</summary>
    public static byte[] Of(HistoryRoot root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(root.BeforeRoot ?? []);
        Append(hash, root.Day.DayNumber - new DateOnly(2000, 1, 1).DayNumber);
        Span<byte> changes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(changes, root.Changes);
        hash.AppendData(changes);
        hash.AppendData(root.RowsHash);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        Append(hash, bytes?.Length ?? NoText);
        hash.AppendData(bytes ?? []);
    }
}
