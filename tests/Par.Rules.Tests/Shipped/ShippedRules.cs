using Par.Rules.Books;

namespace Par.Rules.Tests.Shipped;

/// <summary>The rule book of this repository, read once from <c>rules/</c>.</summary>
internal static class ShippedRules
{
    private static readonly Lazy<BookReading> Once = new(() => RuleBookReader.Read(Files()));

    public static BookReading Reading => Once.Value;

    public static RuleBook Book =>
        Reading.Book ?? throw new InvalidOperationException($"rules/ does not load: {string.Join(Environment.NewLine, Reading.Diagnostics)}");

    public static string Folder => Path.Combine(Top(), "rules");

    private static List<RuleFile> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".dmn")
            .Select(path => new RuleFile(Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllText(path)))];

    private static string Top()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ParProactive.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds ParProactive.sln. Run the tests inside the repository.");
    }
}
