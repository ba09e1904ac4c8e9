using System.Globalization;
using System.Text;
using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.Reading;

/// <summary>Cuts an expression into tokens. Names with spaces come as several tokens; the scope puts them together.</summary>
internal sealed class Lexer(SourceText source, List<Diagnostic> diagnostics)
{
    private static readonly string[] Symbols =
        ["..", "**", "!=", "<=", ">=", "->", "(", ")", "[", "]", "{", "}", ",", ":", ".", "+", "-", "*", "/", "=", "<", ">", "'"];

    private readonly string _text = source.Text;
    private readonly List<Token> _tokens = [];
    private int _at;

    public Token[] Cut()
    {
        while (SkipSpace())
        {
            _tokens.Add(Next());
        }

        _tokens.Add(new Token(TokenKind.End, _text.Length, "", _text.Length));
        return [.. _tokens];
    }

    /// <summary>The words and signs of a name, as the lexer would cut them; none for a name that no expression can write.</summary>
    public static string[] Parts(string name)
    {
        try
        {
            var tokens = new Lexer(SourceText.Bare(name), []).Cut();
            return [.. tokens.SkipLast(1).Select(token => token.Text)];
        }
        catch (ReadingStoppedException)
        {
            return [];
        }
    }

    public static bool IsNameStart(Rune rune) => rune.Value is '?' or '_' || Rune.IsLetter(rune) || rune.Value is (>= 0x200C and <= 0x200D)
        or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF)
        or (>= 0xFDF0 and <= 0xFFFC) or (>= 0x10000 and <= 0xEFFFF);

    private static bool IsNamePart(Rune rune) => IsNameStart(rune) || Rune.IsDigit(rune) || rune.Value is 0xB7 or 0x203F or 0x2040
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private Token Next()
    {
        var start = _at;
        var letter = _text[_at];
        if (letter == '"')
        {
            return Text(start, TokenKind.String);
        }

        if (letter == '@' && _at + 1 < _text.Length && SkipTo(_at + 1) is var quote && quote < _text.Length && _text[quote] == '"')
        {
            _at = quote;
            return Text(start, TokenKind.TimeLiteral);
        }

        if (char.IsAsciiDigit(letter) || (letter == '.' && StartsFraction()))
        {
            return Number();
        }

        if (Rune.TryGetRuneAt(_text, _at, out var rune) && IsNameStart(rune))
        {
            return Name();
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, start, symbol, _at);
            }
        }

        var written = Rune.TryGetRuneAt(_text, _at, out var strange) ? strange.ToString() : "\\u" + ((int)letter).ToString("X4", CultureInfo.InvariantCulture);
        throw Stop(FeelReadingTexts.StrangeCharacter(source.PositionAt(_at), written, MendOf(letter)));
    }

    // What is before and behind a strange character may tell what it was meant as.
    private string? MendOf(char letter)
    {
        var rest = _text[(_at + 1)..].TrimStart();
        var open = _tokens.Count(token => token.Text is "(" or "[" or "{" && token.Kind == TokenKind.Symbol) > _tokens.Count(token => token.Text is ")" or "]" or "}" && token.Kind == TokenKind.Symbol);
        return (letter, _tokens.Count > 0 ? _tokens[^1].Kind : TokenKind.End) switch
        {
            ('–' or '−' or '—', TokenKind.Number) when rest is [>= '0' and <= '9', ..] => "Write a range as [1..5], and a subtraction with the plain sign '-'.",
            (';', _) when open || rest.Length > 0 => "Write ',' instead of it.",
            ('&', TokenKind.String) when rest is not ['&', ..] => "Join texts with '+'.",
            ('%', TokenKind.Number) when rest is [] or [')' or ']' or ',' or '}' or '=' or '<' or '>', ..] || rest.StartsWith("and ", StringComparison.Ordinal) || rest.StartsWith("or ", StringComparison.Ordinal) =>
                $"Write {_tokens[^1].Text}% as {_tokens[^1].Text} / 100.",
            (_, TokenKind.Symbol) when _tokens[^1].Text == "'" => Slips.Sign("'"),
            _ => null,
        };
    }

    private int SkipTo(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private bool StartsFraction() =>
        _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])
        && !(_tokens.Count > 0 && _tokens[^1] is { Kind: TokenKind.Name or TokenKind.String or TokenKind.Number } or { Text: ")" or "]" or "}" });

    private Token Number()
    {
        var start = _at;
        Digits();
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            Digits();
        }

        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            var sign = _at + 1 < _text.Length && _text[_at + 1] is '+' or '-' ? 1 : 0;
            if (_at + 1 + sign < _text.Length && char.IsAsciiDigit(_text[_at + 1 + sign]))
            {
                _at += 1 + sign;
                Digits();
            }
        }

        return new Token(TokenKind.Number, start, _text[start.._at], _at);
    }

    private void Digits()
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }
    }

    private Token Name()
    {
        var start = _at;
        do
        {
            Rune.TryGetRuneAt(_text, _at, out var rune);
            _at += rune.Utf16SequenceLength;
        }
        while (_at < _text.Length && Rune.TryGetRuneAt(_text, _at, out var next) && next.Value != '?' && IsNamePart(next));

        return new Token(TokenKind.Name, start, _text[start.._at], _at);
    }

    private Token Text(int start, TokenKind kind)
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\')
            {
                Escape(text);
            }
            else
            {
                text.Append(_text[_at]);
            }
        }

        if (_at >= _text.Length)
        {
            throw Stop(FeelReadingTexts.UnclosedText(source.PositionAt(start)));
        }

        _at++;
        return new Token(kind, start, text.ToString(), _at);
    }

    private void Escape(StringBuilder text)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        var digits = next switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits > 0)
        {
            if (_at + 2 + digits <= _text.Length
                && int.TryParse(_text.AsSpan(_at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && code <= 0x10FFFF)
            {
                _ = digits == 4 ? text.Append((char)code) : Rune.IsValid(code) ? text.Append(new Rune(code)) : text.Append('\uFFFD');
                _at += 1 + digits;
                return;
            }

            throw Stop(FeelReadingTexts.StrangeEscape(source.PositionAt(_at), "\\" + next));
        }

        // Any other letter keeps its backslash, so that patterns such as "\d" can be written as they are.
        _ = next switch
        {
            '"' or '\\' or '\'' => text.Append(next),
            'n' => text.Append('\n'),
            'r' => text.Append('\r'),
            't' => text.Append('\t'),
            _ => text.Append('\\').Append(next),
        };
        _at++;
    }

    private bool SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]) || _text[_at] is '\u180E' or '\uFEFF')
            {
                _at++;
            }
            else if (string.CompareOrdinal(_text, _at, "//", 0, 2) == 0)
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else if (string.CompareOrdinal(_text, _at, "/*", 0, 2) == 0)
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end < 0 ? throw Stop(FeelReadingTexts.UnclosedComment(source.PositionAt(_at))) : end + 2;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private ReadingStoppedException Stop(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return new ReadingStoppedException();
    }
}
