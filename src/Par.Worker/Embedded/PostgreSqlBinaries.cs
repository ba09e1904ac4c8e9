using System.Globalization;
using System.Text.RegularExpressions;

namespace Par.Worker.Embedded;

/// <summary>The folder of one installed PostgreSQL's programs, and which release it is.</summary>
internal sealed partial record PostgreSqlBinaries(string Folder, int Major, string Release)
{
    /// <summary>The environment variable that names the folder to use instead of searching.</summary>
    public const string Variable = "PAR_POSTGRESQL_BIN";

    private const int OldestMajor = 15;

    /// <summary>The newest PostgreSQL on this machine, or the one in the named folder.</summary>
    public static PostgreSqlBinaries Find(string? named) =>
        string.IsNullOrEmpty(named)
            ? Newest(UsualFolders())
            : Newest([named], $"{named} (from {Variable})");

    /// <summary>The newest PostgreSQL in the given folders. Throws with the mend when there is none, or only old ones.</summary>
    public static PostgreSqlBinaries Newest(IEnumerable<string> folders, string? onlyIn = null)
    {
        var newest = folders.Select(Read).OfType<PostgreSqlBinaries>().MaxBy(found => found.Major);
        if (newest is null)
        {
            throw new EmbeddedException(onlyIn is null
                ? $"PostgreSQL is not installed: run 'apt-get install postgresql', or set {Variable} to the folder that holds initdb and postgres."
                : $"There is no initdb and postgres in {onlyIn}: name the folder of PostgreSQL's programs, such as /usr/lib/postgresql/{OldestMajor}/bin.");
        }

        return newest.Major >= OldestMajor
            ? newest
            : throw new EmbeddedException(
                $"PostgreSQL {newest.Release} in {newest.Folder} is too old: install PostgreSQL {OldestMajor} or newer, or set {Variable} to its folder.");
    }

    private static IEnumerable<string> UsualFolders() =>
    [
        .. Children("/usr/lib/postgresql").Select(release => Path.Combine(release, "bin")),
        .. Children("/usr").Where(folder => Path.GetFileName(folder).StartsWith("pgsql-", StringComparison.Ordinal))
            .Select(release => Path.Combine(release, "bin")),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static string[] Children(string folder) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];

    private static PostgreSqlBinaries? Read(string folder)
    {
        var postgres = Path.Combine(folder, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(folder, "initdb")))
        {
            return null;
        }

        var release = ReleaseIn().Match(Command.Output(postgres, "--version"));
        return release.Success
            ? new PostgreSqlBinaries(folder, int.Parse(release.Groups["major"].Value, CultureInfo.InvariantCulture), release.Groups["all"].Value)
            : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<all>(?<major>\d+)[\w.]*)")]
    private static partial Regex ReleaseIn();
}
