using Par.Rules.Books;
using Par.Rules.Diagnostics;

namespace Par.Worker.Decisions;

/// <summary>Reads the rule book from its folder.</summary>
internal static class RuleBookFiles
{
    /// <summary><c>rules</c> where the program was started; else, where that has none, the folder beside the program's sources.</summary>
    public static string Find()
    {
        const string rules = "rules";
        if (Directory.Exists(rules))
        {
            return rules;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, rules, "catalogue")))
            {
                return Path.Combine(folder.FullName, rules);
            }
        }

        return rules;
    }

    /// <summary>The book, or an exception with everything that is wrong with it.</summary>
    public static RuleBook Load(string folder)
    {
        var reading = Read(folder);
        return reading.Book ?? throw new BrokenRuleBookException(folder, reading.Diagnostics);
    }

    /// <summary>The book, or everything that is wrong with it.</summary>
    public static BookReading Read(string folder)
    {
        var top = Path.GetFullPath(folder);
        if (!Directory.Exists(top))
        {
            throw new RuleFolderMissingException(folder);
        }

        return RuleBookReader.Read(BookFolder.Read(top));
    }

    /// <summary>The files that belong to a folder of rules, in their order: the service and the verbs for authors read the same.</summary>
    public static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => IsOfABook(path) || (Path.GetExtension(path).ToUpperInvariant() is ".TXT" or ".XML" && IsOfABook(Path.ChangeExtension(path, null))))
            .Order(StringComparer.Ordinal);

    // What an editor or a modelling tool saved with one ending too many is read too, so that it is said.
    private static bool IsOfABook(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" or ".DMN";
}

/// <summary>The rule book does not load. The message lists every problem, one to a line, as editors and CI read them.</summary>
internal sealed class BrokenRuleBookException(string folder, IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join(
        Environment.NewLine,
        diagnostics.Select(problem => problem.ToString())
            .Append($"The rule book in '{folder}' has {(diagnostics.Count == 1 ? "a problem" : $"{diagnostics.Count} problems")}: mend what is listed above. A book with one bad rule does not load.")))
{
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;
}

/// <summary>There is no folder where the rule book should be.</summary>
internal sealed class RuleFolderMissingException(string folder)
    : Exception($"There is no folder of rules at '{folder}': set Rules:Folder to the folder that holds catalogue/ and the rule files.");
