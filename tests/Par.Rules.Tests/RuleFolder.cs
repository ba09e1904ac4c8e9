using Par.Rules.Books;

namespace Par.Rules.Tests;

/// <summary>Finds the rule files beside the tests, wherever the tests were built to.</summary>
internal static class RuleFolder
{
    public static string Repository { get; } = Find();

    public static string Here { get; } = Path.Combine(Repository, "tests", "Par.Rules.Tests", "RuleFiles");

    /// <summary>Set to 1, what tests compare with is written anew: look at the difference before you commit it.</summary>
    public static bool Accepting => Environment.GetEnvironmentVariable("PAR_ACCEPT") == "1";

    public static List<RuleFile> Read(string folder, string under = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, under), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".dmn")
            .Select(path => new RuleFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path))),
    ];

    public static List<RuleFile> Good() => Read(Path.Combine(Here, "good"));

    /// <summary>The models that the good files ask.</summary>
    public static List<RuleFile> Models() => [.. Good().Where(file => file.Path.EndsWith(".dmn", StringComparison.Ordinal))];

    public static List<RuleFile> Catalogue() => Read(Path.Combine(Here, "good"), "catalogue");

    /// <summary>The book of the good files; their diagnostics are the message when there is none.</summary>
    public static RuleBook Book(params IEnumerable<RuleFile> files)
    {
        var reading = RuleBookReader.Read(files);
        Assert.Equal("", string.Join('\n', reading.Diagnostics));
        return reading.Book!;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ParProactive.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("ParProactive.sln is in no folder above the tests. Run them inside the repository.");
    }
}
