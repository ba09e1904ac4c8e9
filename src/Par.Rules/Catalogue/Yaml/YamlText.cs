using System.Text;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>The text of one file, and the line and column of every character in it.</summary>
internal sealed class YamlText
{
    private readonly List<int> _lineStarts = [0];

    public YamlText(string path, string text)
    {
        Path = path;
        Text = Normalised(text);
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>One spelling for every editor: no byte order mark, lines end with a line feed, letters composed (NFC).</summary>
    public static string Normalised(string text) =>
        text.TrimStart('\uFEFF')
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .Normalize(NormalizationForm.FormC);

    public SourcePosition PositionAt(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(Path, line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>Whether the next sign after a key is its colon.</summary>
    public bool HasColonAfter(int offset)
    {
        while (offset < Text.Length && char.IsWhiteSpace(Text[offset]))
        {
            offset++;
        }

        return offset < Text.Length && Text[offset] == ':';
    }

    /// <summary>Where the comment behind a value begins, and where its line ends; null when there is none.</summary>
    public (int Sign, int LineEnd)? CommentAfter(int offset)
    {
        var sign = offset;
        while (sign < Text.Length && Text[sign] == ' ')
        {
            sign++;
        }

        return sign < Text.Length && Text[sign] == '#' && sign > 0 && Text[sign - 1] == ' '
            ? (sign, Text.IndexOf('\n', sign) is >= 0 and var end ? end : Text.Length)
            : null;
    }

    /// <summary>The first character that is a tab used to indent a line, if any; YAML allows blanks only.</summary>
    public IEnumerable<SourcePosition> TabsInIndentation()
    {
        foreach (var start in _lineStarts)
        {
            var i = start;
            while (i < Text.Length && Text[i] == ' ')
            {
                i++;
            }

            if (i < Text.Length && Text[i] == '\t')
            {
                yield return PositionAt(i);
            }
        }
    }
}
