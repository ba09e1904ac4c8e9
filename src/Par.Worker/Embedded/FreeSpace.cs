using System.Globalization;

namespace Par.Worker.Embedded;

/// <summary>Looks before the leap: a cluster that runs out of disk half way is worse than none.</summary>
internal static class FreeSpace
{
    /// <summary>What an empty cluster, its first write-ahead log and a small province take.</summary>
    public const long NeededMegabytes = 200;

    public static void Require(string under)
    {
        if (!Directory.Exists(under))
        {
            throw new EmbeddedException(Trouble.NoFolder(under));
        }

        Require(under, new DriveInfo(under).AvailableFreeSpace / (1024 * 1024));
    }

    public static void Require(string under, long freeMegabytes)
    {
        if (freeMegabytes < NeededMegabytes)
        {
            throw new EmbeddedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The disk of {under} is nearly full ({freeMegabytes} MB free, {NeededMegabytes} MB needed): make room, or set TMPDIR to a folder with more."));
        }
    }
}
