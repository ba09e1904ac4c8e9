using System.Collections.Concurrent;

namespace Par.Worker.Storage;

/// <summary>The .sql files beside the classes that run them, by their path from the project: <c>Queues/claim.sql</c>.</summary>
internal static class Sql
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    public static string Read(string path) => Texts.GetOrAdd(path, Load);

    /// <summary>The paths of all embedded .sql files under a folder, in the order of their names.</summary>
    public static IReadOnlyList<string> Under(string folder) =>
        [.. typeof(Sql).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Load(string path)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream(path)
            ?? throw new ArgumentException($"There is no SQL file '{path}' in the program: write the path from src/Par.Worker, such as 'Queues/claim.sql'.", nameof(path));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
