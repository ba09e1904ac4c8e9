using System.Text.RegularExpressions;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>One value of a line that YAML cannot read: where it begins and ends, and how it opens.</summary>
internal sealed partial class WrittenValue
{
    private static readonly HashSet<string> Sentences = ["vi", "en", "title", "says", "ref", "source", "name", "law", "keeper"];

    private WrittenValue(string line, string key, int start, int end, bool isWithin = false)
    {
        (Key, Start, IsWithin) = (key, start, isWithin);
        Text = line[start..end].TrimEnd();
        Close = Text.StartsWith('(') ? -1 : Closing(Text);
    }

    /// <summary>The key that it stands beside; empty in a list.</summary>
    public string Key { get; }

    public int Start { get; }

    public string Text { get; }

    /// <summary>Where the quote, brace or bracket that opens it is closed; below zero when it opens with none, or never closes.</summary>
    public int Close { get; }

    /// <summary>It stands between braces or brackets.</summary>
    public bool IsWithin { get; }

    /// <summary>It is a text for people, not an expression.</summary>
    public bool IsSentence => Sentences.Contains(Key);

    /// <summary>What follows the closing sign.</summary>
    public string Rest => Close < 0 ? "" : Text[(Close + 1)..].Trim();

    /// <summary>The value that the place belongs to; null when no value begins before it.</summary>
    public static WrittenValue? At(string line, int column)
    {
        var head = Head.Match(line);
        if (head.Length >= line.Length || column < head.Length)
        {
            return null;
        }

        var whole = new WrittenValue(line, head.Groups[1].Value, head.Length, line.Length);
        return IsCollection(whole) ? Within(line, head.Length, column) ?? whole : whole;
    }

    /// <summary>It opens as a map or list does, and nothing follows that could not follow one.</summary>
    private static bool IsCollection(WrittenValue value) =>
        value.Rest.Length == 0 && (MapBegins.IsMatch(value.Text) || value.Text.StartsWith('['));

    /// <summary>The value between braces or brackets that the place belongs to.</summary>
    private static WrittenValue? Within(string line, int from, int column)
    {
        var (key, start) = ("", from);
        for (var i = from; i < line.Length && i <= column; i++)
        {
            var opens = line[i] is '{' or '[' && i == start && new WrittenValue(line, key, i, line.Length) is var nested && (i == from || MapBegins.IsMatch(nested.Text) || line[i] == '[');
            if (opens || line[i] == ',')
            {
                var entry = Entry.Match(line, i + 1);
                (key, start) = (entry.Groups[1].Value, i + 1 + entry.Length);
                i = start - 1;
            }
            else
            {
                i = Skipped(line, i);
            }
        }

        return start == from || start >= line.Length ? null : new WrittenValue(line, key, start, End(line, key, start), isWithin: true);
    }

    /// <summary>Where a value between braces ends: at the comma before the next key or item, or at the sign that closes the whole.</summary>
    private static int End(string line, string key, int start)
    {
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] is '}' or ']' || (line[i] == ',' && (key.Length == 0 || NextEntry.IsMatch(line, i))))
            {
                return i;
            }

            i = Skipped(line, i);
        }

        return line.Length;
    }

    /// <summary>The sign that closes the quote, brace or bracket at a place; the place itself where there is none or it is never closed.</summary>
    private static int Skipped(string line, int at) =>
        line[at] is '"' or '(' or '{' or '[' && Closing(line[at..]) is >= 0 and var length ? at + length : at;

    /// <summary>The sign that closes the one the text opens with.</summary>
    private static int Closing(string text)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\'' or '{' or '[' or '('))
        {
            return -1;
        }

        var (depth, quote) = (0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            if (quote == '"' && text[i] == '\\')
            {
                i++;
            }
            else if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '"' || (text[i] is '\'' && i == 0))
            {
                quote = text[i];
            }
            else
            {
                depth += text[i] is '{' or '[' or '(' ? 1 : text[i] is '}' or ']' or ')' ? -1 : 0;
            }

            if (i > 0 && depth == 0 && quote == '\0')
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"^[ -]*(?:([\w.-]+|""[^""]*""):(?:\s+|$))?")]
    private static partial Regex Head { get; }

    [GeneratedRegex(@"^\{\s*([\w.-]+|""[^""]*""|'[^']*'):(\s|$)")]
    private static partial Regex MapBegins { get; }

    [GeneratedRegex(@"\G\s*(?:([\w.-]+):\s+)?")]
    private static partial Regex Entry { get; }

    [GeneratedRegex(@"\G,\s*[\w.-]+:\s")]
    private static partial Regex NextEntry { get; }
}
