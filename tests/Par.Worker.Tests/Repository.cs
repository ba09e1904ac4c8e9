namespace Par.Worker.Tests;

/// <summary>The checked-out tree this test program was built from.</summary>
internal static class Repository
{
    private static readonly string[] Kinds = [".cs", ".razor", ".sql", ".sh"];

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The files of a project that people write, by their path from the project.</summary>
    public static IReadOnlyList<string> SourcesOf(string project) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
            .Where(file => Kinds.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Select(file => Path.GetRelativePath(Path.Combine(Root, project), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ParProactive.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests read the tree: build them inside it."));
}
