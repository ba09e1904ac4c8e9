using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Says which value of a line must stand between quotes, and how it is written then.</summary>
internal sealed partial class ValueFault(string line, Func<int, SourcePosition> positionAt)
{
    /// <summary>Nobody writes a longer one; it is not looked at.</summary>
    private const int LongestLine = 2000;

    /// <summary>What is wrong with the value that the parser stumbled over at a column; null when it is not the value.</summary>
    public Diagnostic? At(int column)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        if (Comment() is { } comment)
        {
            return comment;
        }

        if (WrittenValue.At(line, column) is not { Text: [var first, ..] } value)
        {
            return null;
        }

        return first is '@' or '`' or '%' ? YamlTexts.MustBeQuoted(positionAt(value.Start), first, value.Text)
            : value.Rest is [not '#', ..] ? GoesOn(value)
            : NoComma(value) ?? Colon(value);
    }

    /// <summary>A value that begins with a quote, a brace or a bracket and does not end where that is closed.</summary>
    private Diagnostic? GoesOn(WrittenValue value)
    {
        var (at, rest, first, last) = (positionAt(value.Start), value.Rest, value.Text[0], value.Text[value.Close]);
        if (value.IsWithin && NextKey.Match(rest) is { Success: true } next)
        {
            var place = value.Start + value.Text.LastIndexOf(rest, StringComparison.Ordinal);
            return YamlTexts.NoComma(positionAt(place), next.Groups[1].Value);
        }

        if (value.IsSentence)
        {
            return first == last && rest[^1] == first ? null : YamlTexts.ValueGoesOn(at, first, last, value.Text);
        }

        // Texts in expressions stand between double quotes.
        var meant = first == '\'' && !value.Text.Contains('"', StringComparison.Ordinal) ? value.Text.Replace('\'', '"') : value.Text;
        return Hole.Match(value.Text) is { Success: true } hole
            ? YamlTexts.HoleInCondition(at, hole.Value, hole.Groups[1].Value)
            : YamlTexts.ValueGoesOn(at, first, last, meant);
    }

    /// <summary>A value between braces with the next key behind it and no comma between the two.</summary>
    private Diagnostic? NoComma(WrittenValue value)
    {
        if (!value.IsWithin || KeyBehind.Match(value.Text) is not { Success: true } behind)
        {
            return null;
        }

        var key = behind.Groups[2];
        var isKey = key.Value is "vi" or "en" || (!value.IsSentence && !behind.Groups[1].Value.Contains(' ', StringComparison.Ordinal));
        return isKey ? YamlTexts.NoComma(positionAt(value.Start + key.Index), key.Value) : null;
    }

    /// <summary>A value without quotes that has a colon in it, and texts of its own.</summary>
    private Diagnostic? Colon(WrittenValue value)
    {
        var colon = value.Text.IndexOf(": ", StringComparison.Ordinal);
        if (value.Close >= 0 || colon < 0 || !value.Text.Contains('"', StringComparison.Ordinal))
        {
            return null;
        }

        var isWhole = value.Key.Length > 0 || value.IsWithin || line.TrimStart().StartsWith('-');
        return YamlTexts.ColonInValue(positionAt(value.Start + colon), isWhole ? value.Text : "...");
    }

    /// <summary>The comment that swallows the brace or bracket at the end of a line; null when there is none.</summary>
    private Diagnostic? Comment()
    {
        var (depth, quote) = (0, '\0');
        for (var i = 0; i < line.Length; i++)
        {
            if (quote != '\0')
            {
                quote = line[i] == quote ? '\0' : quote;
            }
            else if (line[i] is '"')
            {
                quote = line[i];
            }
            else if (depth > 0 && i > 0 && line[i] == '#' && line[i - 1] == ' ')
            {
                return line.AsSpan(i).IndexOfAny('}', ']') >= 0 && WrittenValue.At(line, i) is { } value
                    ? YamlTexts.CommentInText(positionAt(i), value.Text)
                    : null;
            }
            else
            {
                depth += line[i] is '{' or '[' ? 1 : line[i] is '}' or ']' ? -1 : 0;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^([A-Za-z]\w*):(\s|$)")]
    private static partial Regex NextKey { get; }

    [GeneratedRegex(@"^\{\s*([A-Za-z][\w.]*)\s*\}")]
    private static partial Regex Hole { get; }

    [GeneratedRegex(@"^([^""]*?)\s+([A-Za-z][A-Za-z0-9]*):\s")]
    private static partial Regex KeyBehind { get; }
}
