using Par.Rules.Books;
using Par.Worker.Decisions;

namespace Par.Worker.Cli;

/// <summary>Reads the files of a folder of rules, named as the person named the folder, so that a diagnostic is a link.</summary>
internal static class RuleFolder
{
    public static IReadOnlyList<RuleFile> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new RuleFolderException($"There is no folder '{folder}': go to where the rules are, or name their folder.");
        }

        var files = RuleBookFiles.Paths(folder)
            .Select(path => new RuleFile(path.Replace('\\', '/'), File.ReadAllText(path)))
            .ToList();
        return files.Count > 0
            ? files
            : throw new RuleFolderException($"The folder '{folder}' holds no .yaml files: name the folder that holds 'catalogue' and the rules.");
    }
}
