namespace Par.Rules.Diagnostics;

/// <summary>A text taken out of a file, which still knows where each of its characters stands in that file.</summary>
public sealed class SourceText
{
    private readonly Func<int, SourcePosition> _positionAt;

    private SourceText(string text, Func<int, SourcePosition> positionAt)
    {
        Text = text;
        _positionAt = positionAt;
    }

    /// <summary>The text itself.</summary>
    public string Text { get; }

    /// <summary>A text that stands in the file just as it is, from the given place on.</summary>
    public static SourceText Plain(string text, SourcePosition start)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(start);
        var lines = new Lazy<int[]>(() => [0, .. Enumerable.Range(0, text.Length).Where(at => text[at] == '\n').Select(at => at + 1)]);
        return new SourceText(text, offset => InLines(lines.Value, start, offset));
    }

    /// <summary>A text that is written otherwise in the file (quoted, folded): the map tells where each character stands.</summary>
    public static SourceText Mapped(string text, Func<int, SourcePosition> positionAt)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(positionAt);
        return new SourceText(text, positionAt);
    }

    /// <summary>A text that stands in no file; places in it name the file <c>expression</c>.</summary>
    public static SourceText Bare(string text) => Plain(text, new SourcePosition("expression", 1, 1));

    /// <summary>The place of a character; an offset past the end gives the place just after the text.</summary>
    public SourcePosition PositionAt(int offset) => _positionAt(Math.Clamp(offset, 0, Text.Length));

    /// <summary>A part of this text, which keeps its places.</summary>
    public SourceText Slice(int start, int length) =>
        new(Text.Substring(start, length), offset => PositionAt(start + offset));

    // The lines are found once, so that many places in a long text take no longer than few.
    private static SourcePosition InLines(int[] lines, SourcePosition start, int offset)
    {
        var found = Array.BinarySearch(lines, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(start.File, start.Line + line, offset - lines[line] + (line == 0 ? start.Column : 1));
    }
}
