namespace Par.Rules.Diagnostics;

/// <summary>A place in a rule file.</summary>
/// <param name="File">The file, as a path from the top of the rules.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The character in the line, counted from 1.</param>
public sealed record SourcePosition(string File, int Line, int Column)
{
    /// <summary>The form that editors and CI make a link: <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
