using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Par.Rules.Books;

namespace Par.Worker.Decisions;

/// <summary>The files of a rule book as they lie in their folder.</summary>
internal static class BookFolder
{
    /// <summary>
    /// Names the state of the folder without reading the files: their paths, lengths and times. A folder that is not there has a
    /// state of its own.
    /// </summary>
    public static string Print(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return "no folder";
        }

        var lines = RuleBookFiles.Paths(folder)
            .Select(path => new FileInfo(path))
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\0{(file.Exists ? file.Length : -1)}\0{file.LastWriteTimeUtc.Ticks}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>The files with what is written in them; an empty list where there is no folder.</summary>
    public static IReadOnlyList<RuleFile> Read(string folder)
    {
        var top = Path.GetFullPath(folder);
        return Directory.Exists(top)
            ? [.. RuleBookFiles.Paths(top).Select(path => new RuleFile(Path.GetRelativePath(top, path).Replace('\\', '/'), File.ReadAllText(path)))]
            : [];
    }
}
