using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Says in plain words why a file is not YAML: an open quote, a colon in a text, a line that is indented wrongly.</summary>
internal sealed class YamlFault
{
    private readonly YamlText _file;
    private readonly int _at;
    private readonly string[] _lines;
    private readonly int _line;
    private readonly int _column;

    private YamlFault(YamlText file, int at)
    {
        (_file, _at) = (file, at);
        _lines = file.Text.Split('\n');
        var place = file.PositionAt(at);
        (_line, _column) = (place.Line - 1, place.Column - 1);
    }

    private string Line => _lines[_line];

    private string Before => Line[.._column];

    private char Here => _at < _file.Text.Length ? _file.Text[_at] : '\n';

    /// <summary>The diagnostic for what the parser stumbled over; its own words where nothing plainer is known.</summary>
    public static Diagnostic At(int offset, string reason, YamlText file) =>
        new YamlFault(file, offset).Find(reason) ?? YamlTexts.NotYaml(file.PositionAt(offset), reason);

    private Diagnostic? Find(string reason)
    {
        var place = _file.PositionAt(_at);
        if (Exclamation() is >= 0 and var exclamation)
        {
            return YamlTexts.Exclamation(_file.PositionAt(_at - _column + exclamation));
        }

        if (Enumerable.Range(0, 2).Where(back => _line >= back).Select(back => OtherSign(_line - back)).OfType<Diagnostic>().FirstOrDefault() is { } other)
        {
            return other;
        }

        if (Entry() is { } entry)
        {
            return entry;
        }

        if (new ValueFault(Line, column => _file.PositionAt(_at - _column + column)).At(_column) is { } value)
        {
            return value;
        }

        if (reason.Contains("quoted scalar", StringComparison.Ordinal) && Here is '"' or '\'')
        {
            return YamlTexts.OpenQuote(place, Here);
        }

        if (Before.TrimEnd() is [.., '"' or '\''] && Before.TrimStart().Length > 0)
        {
            return YamlTexts.QuoteInText(place);
        }

        if (OpenBracket() is >= 0 and var open && !reason.Contains("mapping", StringComparison.Ordinal))
        {
            return YamlTexts.OpenBracket(_file.PositionAt(_at - _column + open), Line[open]);
        }

        if (Here == ':' && reason.Contains("mapping", StringComparison.Ordinal))
        {
            var isKey = Before[KeyLevel(Line)..].All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
            return isKey ? Indentation() : YamlTexts.ColonInText(place);
        }

        if (Before.Trim().Length > 0)
        {
            return null;
        }

        return HasKey(Line) || IsItem(Line) ? Indentation() : YamlTexts.NoColon(place);
    }

    /// <summary>What is wrong with how the line begins: an '=' for a colon, conditions without 'when:', an entry without its dash.</summary>
    private Diagnostic? Entry()
    {
        var equals = Enumerable.Range(0, 2).Select(back => _line - back).FirstOrDefault(line => line >= 0 && !HasKey(_lines[line]) && EqualsSign.In(_lines[line]) is not null, -1);
        if (equals >= 0 && EqualsSign.In(_lines[equals]) is { } written)
        {
            return YamlTexts.EqualsForColon(PlaceOf(equals), written.Key, written.Value);
        }

        var above = _lines.Take(_line).Reverse().TakeWhile(line => !line.StartsWith("---", StringComparison.Ordinal)).ToList();
        if (IsItem(Line) && Line.TrimStart(' ', '-') is var item && (item.StartsWith("id:", StringComparison.Ordinal) || item is "all:" or "any:" or "none:")
            && !above.Any(line => line.StartsWith("when:", StringComparison.Ordinal)))
        {
            return YamlTexts.NoWhen(PlaceOf(_line));
        }

        var key = Line.Trim().Split(':')[0];
        var own = Line.Length - Line.TrimStart(' ').Length;
        var lacksDash = !IsItem(Line) && HasKey(Line) && above.Any(line => line.StartsWith($"{new string(' ', own)}- {key}:", StringComparison.Ordinal));
        return lacksDash && Before.Trim().Length <= key.Length + 1 ? YamlTexts.NoDash(PlaceOf(_line), key) : null;
    }

    private Diagnostic? OtherSign(int line) => OtherSigns.In(_lines[line], column => new SourcePosition(_file.Path, line + 1, column + 1));

    /// <summary>The first letter of a line.</summary>
    private SourcePosition PlaceOf(int line) => new(_file.Path, line + 1, _lines[line].Length - _lines[line].TrimStart(' ').Length + 1);

    /// <summary>The exclamation mark that begins the value of the line; below zero where there is none.</summary>
    private int Exclamation()
    {
        var start = KeyLevel(Line);
        var colon = Line.IndexOf(": ", start, StringComparison.Ordinal);
        var value = colon < 0 ? start : colon + 2 + Line[(colon + 2)..].TakeWhile(letter => letter == ' ').Count();
        return value < Line.Length && Line[value] == '!' && value <= _column ? value : -1;
    }

    /// <summary>The bracket or brace that the line opens outside quotes and does not close; below zero where there is none.</summary>
    private int OpenBracket()
    {
        var open = new Stack<int>();
        var quote = '\0';
        for (var i = 0; i < Line.Length; i++)
        {
            var letter = Line[i];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter is '[' or '{')
            {
                open.Push(i);
            }
            else if (letter is ']' or '}')
            {
                open.TryPop(out _);
            }
        }

        return open.TryPeek(out var last) ? last : -1;
    }

    private Diagnostic? Indentation()
    {
        var own = Line.Length - Line.TrimStart(' ').Length;
        var others = OpenLevels().Where(level => level != own).ToList();
        return others.Count == 0
            ? null
            : YamlTexts.Indentation(
                _file.PositionAt(_at - _column + own), own, others.OrderBy(level => Math.Abs(level - own)).ThenByDescending(level => level).First());
    }

    /// <summary>How far the keys are indented that the line could stand beside: those above it with nothing further out in between.</summary>
    private IEnumerable<int> OpenLevels()
    {
        var outermost = int.MaxValue;
        for (var i = _line - 1; i >= 0 && !_lines[i].StartsWith("---", StringComparison.Ordinal); i--)
        {
            if (HasKey(_lines[i]) && KeyLevel(_lines[i]) is var level && level < outermost)
            {
                outermost = level;
                yield return level;
            }
        }
    }

    private static bool IsItem(string line) => line.TrimStart() is "-" or ['-', ' ', ..];

    private static bool HasKey(string line)
    {
        var bare = line.TrimStart();
        return !bare.StartsWith('#') && (bare.Contains(": ", StringComparison.Ordinal) || bare.TrimEnd().EndsWith(':'));
    }

    /// <summary>Where the first key of a line begins: past blanks and the dashes of list items.</summary>
    private static int KeyLevel(string line)
    {
        var at = 0;
        while (at < line.Length && (line[at] == ' ' || (line[at] == '-' && at + 1 < line.Length && line[at + 1] == ' ')))
        {
            at++;
        }

        return at;
    }
}
