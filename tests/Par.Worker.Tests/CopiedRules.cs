using Par.Worker.Decisions;

namespace Par.Worker.Tests;

/// <summary>The repository's rule book in a folder of its own, with some words in it replaced.</summary>
internal sealed class CopiedRules : IDisposable
{
    public CopiedRules(params (string File, string Written, string Instead)[] changes)
    {
        var from = Path.Combine(Repository.Root, "rules");
        foreach (var file in RuleBookFiles.Paths(from))
        {
            var to = Path.Combine(Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        foreach (var (file, written, instead) in changes)
        {
            Change(file, written, instead);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("par-rules-").FullName;

    public void Change(string file, string written, string instead)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(written, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(written, instead, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
