using System.Globalization;
using Par.Rules.Diagnostics;

namespace Par.Worker.Cli;

/// <summary>Shows a place in a text: its line, and a caret under the character.</summary>
internal static class Caret
{
    private const int Widest = 100;

    public static string Under(string text, SourcePosition at)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var line = at.Line <= lines.Length ? lines[at.Line - 1] : "";
        var column = Math.Clamp(at.Column - 1, 0, line.Length);

        // Of a very long line the part around the place is shown.
        var start = column > Widest ? column - (Widest / 2) : 0;
        var shown = line.Substring(start, Math.Min(line.Length - start, 2 * Widest));
        var before = shown[..(column - start)];
        return $"  {shown.Replace('\t', ' ')}\n  {new string(' ', Columns(before))}^";
    }

    // Letters of two code units, and marks that stand on another letter, take one column on the screen.
    private static int Columns(string text) => new StringInfo(text).LengthInTextElements;
}
