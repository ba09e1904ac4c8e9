using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Finds a name and its value that are joined by '=' where YAML has a colon.</summary>
internal static partial class EqualsSign
{
    /// <summary>The name, and its value as it must be written after the colon; null when the line says something else.</summary>
    public static (string Key, string Value)? In(string line)
    {
        if (Assignment.Match(line) is not { Success: true } found)
        {
            return null;
        }

        var value = found.Groups[2].Value.Trim();
        var needsQuotes = value[0] is '"' or '\'' or '{' or '[' or '@' or '!' || value.Contains(": ", StringComparison.Ordinal) || value.Contains(" #", StringComparison.Ordinal);
        return (found.Groups[1].Value, needsQuotes ? YamlTexts.Quoted(value) : value);
    }

    [GeneratedRegex(@"^\s*([A-Za-z][A-Za-z0-9]*)\s*:?=(?!=)\s*(\S.*)$")]
    private static partial Regex Assignment { get; }
}
