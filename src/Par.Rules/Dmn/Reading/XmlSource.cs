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

    // The place of each letter of a piece, from the given one up to another; gives the place after the last.
    private int Walk(int[] places, int from, int to, int offset, bool isPlain)
    {
        var text = _file.Text;
        for (var letter = from; letter < to && offset < text.Length;)
        {
            var (width, letters) = (1, 1);
            if (!isPlain && text[offset] == '&' && text.IndexOf(';', offset) is > 0 and var end)
            {
                // A numbered character beyond the first 65,536 is two letters in .NET.
                var isWide = end - offset > 7 || (end - offset == 7 && text[offset + 2] is not 'x');
                (width, letters) = (end - offset + 1, isWide ? 2 : 1);
            }
            else if (text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n')
            {
                width = 2;
            }

            for (var next = Math.Min(to, letter + letters); letter < next; letter++)
            {
                places[letter] = offset;
            }

            offset += width;
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

        public SourceText ToText(SourcePosition element)
        {
            if (_pieces.Count == 0)
            {
                return SourceText.Plain("", element);
            }

            // Worked out once, so that many places in a long text take no longer than few.
            var places = new Lazy<int[]>(Places);
            return SourceText.Mapped(_text.ToString(), letter => source.PositionOf(places.Value[letter]));
        }

        private int[] Places()
        {
            var places = new int[_text.Length + 1];
            for (var i = 0; i < _pieces.Count; i++)
            {
                var (start, offset, isPlain) = _pieces[i];
                places[^1] = source.Walk(places, start, i + 1 < _pieces.Count ? _pieces[i + 1].Start : _text.Length, offset, isPlain);
            }

            return places;
        }
    }
}
