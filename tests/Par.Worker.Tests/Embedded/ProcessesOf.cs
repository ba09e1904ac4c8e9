namespace Par.Worker.Tests.Embedded;

/// <summary>What /proc knows about the processes of one cluster.</summary>
internal static class ProcessesOf
{
    /// <summary>PostgreSQL's processes: all work in the cluster's data folder.</summary>
    public static IReadOnlyList<int> Server(string folder) =>
        [.. All().Where(id => Link($"/proc/{id}/cwd").StartsWith($"{folder}/data", StringComparison.Ordinal))];

    /// <summary>The supervisor: the one that holds the lock of the folder.</summary>
    public static IReadOnlyList<int> Supervisor(string folder) => [.. All().Where(id => Holds(id, $"{folder}/lock"))];

    /// <summary>The numeric id of the user a process acts as, or null when it has just ended.</summary>
    public static string? UserOf(int process) =>
        Read($"/proc/{process}/status")?.Split('\n').First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];

    /// <summary>The session a process belongs to (what a terminal's Ctrl+C goes to), or null when it has just ended.</summary>
    public static string? SessionOf(int process) =>
        Read($"/proc/{process}/stat") is { } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3] : null;

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!, provider: null));

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool Holds(int process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(descriptor => Link(descriptor) == file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
