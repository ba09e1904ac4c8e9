using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Refuses the holes of a text that would print what nobody means: whole records, names between two braces, a sign from another language.</summary>
internal static partial class HoleCheck
{
    /// <summary>What is longer between two braces is no name.</summary>
    private const int LongestName = 200;

    /// <summary>What is wrong with what the hole gives; null when a reader can be shown it.</summary>
    public static Diagnostic? Refusal(RuleExpression hole)
    {
        var (at, written) = (hole.Source.PositionAt(0), hole.Source.Text);
        return hole.Checked.Type switch
        {
            RecordShape shape => RuleTexts.WholeRecord(at, shape.Name, Mend("Name a field", written, "", shape.Fields)),
            ListType { Of: RecordShape shape } => RuleTexts.ListOfRecords(at, shape.Name, Mend("Name a field of one of them", written, "[1]", shape.Fields)),
            ContextType context => RuleTexts.WholeContext(at, Mend("Name one", written, "", context.Fields)),
            ListType { Of: ContextType context } => RuleTexts.WholeContext(at, Mend("Name one", written, "[1]", context.Fields)),
            _ => null,
        };
    }

    /// <summary>What stands between two braces each and was meant as a hole; null when it is a text.</summary>
    public static string? Doubled(string text, int open, RuleReading reading)
    {
        var end = text.IndexOf("}}", open + 2, Math.Min(LongestName, text.Length - open - 2), StringComparison.Ordinal);
        var inside = end < 0 ? "" : text[(open + 2)..end].Trim();
        if (inside.Length == 0)
        {
            return null;
        }

        var isKnown = Path.Match(inside) is { Success: true } path && reading.Scope.IndexOf(path.Groups[1].Value) >= 0;
        return isKnown || Feel.Feel.Read(SourceText.Bare(inside), reading.Scope).Expression is { Variables.Count: > 0 } ? inside : null;
    }

    private static string Mend(string ask, string written, string item, IReadOnlyList<ShapeField> fields)
    {
        var shown = Shown(fields);
        return shown is null ? $"{ask}."
            : Path.IsMatch(written) ? $"{ask}: {{{written}{item}.{shown}}}."
            : $"{ask}, such as {shown}.";
    }

    /// <summary>The field that a sentence would most likely show: the name, else a text that is no number of a file, else a day, else any.</summary>
    private static string? Shown(IReadOnlyList<ShapeField> fields) =>
        fields.Select(known => known.Name).FirstOrDefault(name => name == "name")
        ?? (fields.FirstOrDefault(known => known.Type == FeelType.String && !Number.IsMatch(known.Name))
            ?? fields.FirstOrDefault(known => known.Type == FeelType.Date)
            ?? fields.FirstOrDefault(known => known.Type is not (RecordShape or ContextType or ListType)))?.Name;

    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_]*)(\.[A-Za-z_][A-Za-z0-9_]*|\[[^\]]*\])*$")]
    private static partial Regex Path { get; }

    [GeneratedRegex("([Ii]d|No)$")]
    private static partial Regex Number { get; }
}
