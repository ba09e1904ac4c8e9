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
        return new SourceText(text, offset => Walk(text, start, offset));
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

    private static SourcePosition Walk(string text, SourcePosition start, int offset)
    {
        var line = start.Line;
        var column = start.Column;
        for (var i = 0; i < offset; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }

        return new SourcePosition(start.File, line, column);
    }
}
