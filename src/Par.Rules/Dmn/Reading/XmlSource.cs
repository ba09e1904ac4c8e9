using System.Text;
using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn.Reading;

/// <summary>Tells where in an XML file the characters of a text stand, although <c>&amp;lt;</c> is one character there and four here.</summary>
internal sealed class XmlSource
{
    private readonly DmnFile _file;
    private readonly List<int> _lines = [0];

    public XmlSource(DmnFile file)
    {
        _file = file;
        for (var i = 0; i < file.Text.Length; i++)
        {
            if (file.Text[i] == '\n' || (file.Text[i] == '\r' && (i + 1 == file.Text.Length || file.Text[i + 1] != '\n')))
            {
                _lines.Add(i + 1);
            }
        }
    }

    public Pieces Start() => new(this);

    private int OffsetOf(int line, int column) => Math.Min(_file.Text.Length, _lines[Math.Clamp(line, 1, _lines.Count) - 1] + column - 1);

    private SourcePosition PositionOf(int offset)
    {
        var line = _lines.BinarySearch(offset);
        line = line >= 0 ? line : ~line - 1;
        return new SourcePosition(_file.Path, line + 1, offset - _lines[line] + 1);
    }

    private int Walk(int offset, int letters, bool isPlain)
    {
        var text = _file.Text;
        while (letters > 0 && offset < text.Length)
        {
            var width = 1;
            if (!isPlain && text[offset] == '&' && text.IndexOf(';', offset) is > 0 and var end)
            {
                // A numbered character beyond the first 65,536 is two letters in .NET.
                var isWide = end - offset > 7 || (end - offset == 7 && text[offset + 2] is not 'x');
                letters -= isWide ? 1 : 0;
                width = end - offset + 1;
            }
            else if (text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n')
            {
                width = 2;
            }

            offset += width;
            letters--;
        }

        return offset;
    }

    /// <summary>The pieces that a text comes in: between comments, and in CDATA sections.</summary>
    internal sealed class Pieces(XmlSource source)
    {
        private readonly StringBuilder _text = new();
        private readonly List<(int Start, int Offset, bool IsPlain)> _pieces = [];

        public void Add(string value, int line, int column, bool isPlain)
        {
            _pieces.Add((_text.Length, source.OffsetOf(line, column), isPlain));
            _text.Append(value);
        }

        public SourceText ToText(SourcePosition element) =>
            _pieces.Count == 0 ? SourceText.Plain("", element) : SourceText.Mapped(_text.ToString(), PositionAt);

        private SourcePosition PositionAt(int letter)
        {
            var (start, offset, isPlain) = _pieces.FindLast(piece => piece.Start <= letter);
            return source.PositionOf(source.Walk(offset, letter - start, isPlain));
        }
    }
}
