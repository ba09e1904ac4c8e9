using System.Text;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>
/// Rewrites a regular expression of XPath as one of .NET. What XPath does not know, such as looking around or a back
/// reference to a group that is not closed yet, is refused even where .NET would take it.
/// </summary>
internal sealed class XPathPattern
{
    private const string NameStart = @"_:\p{L}\p{Nl}";
    private const string NamePart = @"\-._:\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\u00B7";
    private const string Space = @" \t\n\r";
    private const string NoWord = @"\p{P}\p{Z}\p{C}";

    private readonly string _pattern;
    private readonly bool _dotIsAny;
    private readonly bool _byLine;
    private readonly StringBuilder _written = new();
    private readonly Stack<int> _open = new();
    private readonly HashSet<int> _closed = [];
    private int _groups;
    private int _at;

    private XPathPattern(string pattern, string flags)
    {
        _pattern = pattern;
        _dotIsAny = flags.Contains('s', StringComparison.Ordinal);
        _byLine = flags.Contains('m', StringComparison.Ordinal);
    }

    /// <summary>Whether only a backtracking engine can run it.</summary>
    public bool LooksBack { get; private set; }

    public string Text => _written.ToString();

    /// <summary>The pattern rewritten; null when it is none of XPath's.</summary>
    public static XPathPattern? Read(string pattern, string flags)
    {
        var read = new XPathPattern(pattern, flags);
        return read.Whole() ? read : null;
    }

    private bool Whole()
    {
        while (_at < _pattern.Length)
        {
            if (!Part(_pattern[_at]))
            {
                return false;
            }
        }

        return _open.Count == 0;
    }

    private bool Part(char letter)
    {
        switch (letter)
        {
            case '\\':
                return Escape(inClass: false);
            case '[':
                return Class();
            case ']' or '}':
                return false;
            case '{':
                return Quantity();
            case '(':
                return Open();
            case ')':
                return Close();
            case '.':
                return Write(_dotIsAny ? "." : @"[^\n\r]", 1);
            case '^' when _byLine:
                LooksBack = true;
                return Write(@"(?:\A|(?<=\n)(?!\z))", 1);
            case '$':
                LooksBack |= _byLine;
                return Write(_byLine ? @"(?:(?=\n)|(?<!\n)\z)" : @"\z", 1);
            default:
                return Write(letter.ToString(), 1);
        }
    }

    private bool Write(string text, int read)
    {
        _written.Append(text);
        _at += read;
        return true;
    }

    private bool Open()
    {
        if (Next(1) != '?')
        {
            _open.Push(++_groups);
            return Write("(", 1);
        }

        _open.Push(0);
        return Next(2) == ':' && Write("(?:", 3);
    }

    private bool Close()
    {
        if (!_open.TryPop(out var group))
        {
            return false;
        }

        _closed.Add(group);
        return Write(")", 1);
    }

    private bool Quantity()
    {
        var end = _pattern.IndexOf('}', _at);
        var inside = end < 0 ? "" : _pattern[(_at + 1)..end];
        var parts = inside.Split(',');
        var isQuantity = parts[0].Length > 0 && parts.Length <= 2 && parts.All(part => part.All(char.IsAsciiDigit));
        return isQuantity && Write(_pattern[_at..(end + 1)], end + 1 - _at);
    }

    private bool Class()
    {
        Write("[", 1);
        if (Next(0) == '^')
        {
            Write("^", 1);
        }

        for (var isFirst = true; _at < _pattern.Length; isFirst = false)
        {
            switch (_pattern[_at])
            {
                case ']':
                    return !isFirst && Write("]", 1);
                case '[':
                    return false;
                case '-' when Next(1) == '[':
                    Write("-", 1);
                    return !isFirst && Class() && Next(0) == ']' && Write("]", 1);
                case '\\':
                    if (!Escape(inClass: true))
                    {
                        return false;
                    }

                    break;
                default:
                    Write(_pattern[_at].ToString(), 1);
                    break;
            }
        }

        return false;
    }

    private bool Escape(bool inClass)
    {
        var letter = Next(1);
        switch (letter)
        {
            case 'n' or 'r' or 't' or 'd' or 'D' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$':
                return Write(_pattern.Substring(_at, 2), 2);
            case 's' or 'i' or 'c':
                var letters = letter switch { 's' => Space, 'i' => NameStart, _ => NamePart };
                return Write(inClass ? letters : $"[{letters}]", 2);
            case 'W':
                return Write(inClass ? NoWord : $"[{NoWord}]", 2);
            case 'w' or 'S' or 'I' or 'C' when !inClass:
                return Write($"[^{letter switch { 'w' => NoWord, 'S' => Space, 'I' => NameStart, _ => NamePart }}]", 2);
            case 'w' or 'S':
                // What is left out cannot be added to other letters; .NET's own classes come close.
                return Write(_pattern.Substring(_at, 2), 2);
            case 'p' or 'P':
                var end = _pattern.IndexOf('}', _at);
                return Next(2) == '{' && end > 0 && Write(_pattern[_at..(end + 1)], end + 1 - _at);
            case >= '1' and <= '9' when !inClass:
                return BackReference();
            default:
                return false;
        }
    }

    // As many digits as there are groups for; a group must be closed before it is referred to.
    private bool BackReference()
    {
        var number = 0;
        var digits = 0;
        while (char.IsAsciiDigit(Next(1 + digits)) && (digits == 0 || (number * 10) + (Next(1 + digits) - '0') <= _groups))
        {
            number = (number * 10) + (Next(1 + digits) - '0');
            digits++;
        }

        LooksBack = true;
        return _closed.Contains(number) && Write($@"(?:\{number})", 1 + digits);
    }

    private char Next(int further) => _at + further < _pattern.Length ? _pattern[_at + further] : '\0';
}
