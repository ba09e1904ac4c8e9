using System.Text;

namespace Par.Worker.Intake;

/// <summary>Which of the 64 parts of the inbox holds a person's life events; the same on every machine and for ever.</summary>
internal static class Partition
{
    public const int Count = 64;

    public static short Of(string subject)
    {
        // FNV-1a over UTF-8, then a last mixing, because ids that differ in their last digits must not fall together.
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(subject))
        {
            hash = unchecked((hash ^ part) * 16777619u);
        }

        hash = unchecked((hash ^ (hash >> 16)) * 0x7feb352du);
        return (short)((hash ^ (hash >> 15)) % Count);
    }
}
