using System.Text.RegularExpressions;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>
/// Leaves out what follows from a mistake in the catalogue: an entry that could not be read is missed wherever it is named, and
/// only the entry itself wants mending.
/// </summary>
internal static class Consequences
{
    public static void LeaveOut(List<Diagnostic> problems, IReadOnlyList<YamlText> catalogue)
    {
        var broken = catalogue.Where(file => problems.Any(problem => problem.At.File == file.Path)).ToList();
        var paths = broken.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var listed = problems.Select(problem => problem.Missing).OfType<string>().Distinct()
            .Where(name => name.Split('/').All(part => broken.Any(file => IsListed(part, file, problems))))
            .ToHashSet(StringComparer.Ordinal);
        var following = problems.Where(problem => problem.Missing is { } name && listed.Contains(name)).ToHashSet();
        if (problems.Any(problem => paths.Contains(problem.At.File) && !following.Contains(problem)))
        {
            problems.RemoveAll(following.Contains);
        }
    }

    /// <summary>
    /// Whether the file has an entry of that name, or is the calendar of that name; it may be one that cannot be read. The place
    /// that misses the name is no entry of it.
    /// </summary>
    private static bool IsListed(string name, YamlText file, List<Diagnostic> problems)
    {
        var escaped = Regex.Escape(name);
        return Regex
            .Matches(
                file.Text,
                "(?:^|[{,])[ ]*([\"']?)(?<entry>" + escaped + ")\\1[ ]*:|^calendar:[ ]*(?<entry>" + escaped + ")[ ]*$",
                RegexOptions.Multiline | RegexOptions.CultureInvariant)
            .Select(match => file.PositionAt(match.Groups["entry"].Index).Line)
            .Any(line => !problems.Any(problem => problem.Missing == name && problem.At.File == file.Path && problem.At.Line == line));
    }
}
