using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>
/// Signs that look like those of YAML and are others, as text copied from a document or a web page has them: blanks that do not
/// break, and the dashes and dots of lists.
/// </summary>
internal static class OtherSigns
{
    /// <summary>The lines that a blank indents which is none to YAML, where a key or an entry of a list follows.</summary>
    public static IEnumerable<Diagnostic> BlanksThatIndent(YamlText file)
    {
        var start = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            var bare = line.Length - line.TrimStart().Length;
            var blank = line.AsSpan(0, bare).IndexOfAnyExcept(' ', '\t');
            if (blank >= 0 && (line[bare..].StartsWith("- ", StringComparison.Ordinal) || line[bare..].Contains(':', StringComparison.Ordinal)))
            {
                yield return YamlTexts.OtherBlank(file.PositionAt(start + blank), line[blank]);
            }

            start += line.Length + 1;
        }
    }

    /// <summary>What one line, which could not be read, has of them; null when it has none.</summary>
    public static Diagnostic? In(string line, Func<int, SourcePosition> at)
    {
        var first = line.Length - line.TrimStart(' ').Length;
        if (first + 1 < line.Length && line[first] is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2022' or '\u00B7' or '\u25AA' && char.IsWhiteSpace(line[first + 1]))
        {
            return YamlTexts.OtherDash(at(first), line[first]);
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var blank = colon > 0 && colon + 1 < line.Length ? line[colon + 1] : ' ';
        return blank is not (' ' or '\t') && char.IsWhiteSpace(blank) ? YamlTexts.OtherBlank(at(colon + 1), blank) : null;
    }
}
