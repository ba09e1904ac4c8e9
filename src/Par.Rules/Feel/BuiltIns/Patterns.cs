using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>
/// Regular expressions as XPath has them, which is what FEEL asks for. They run without backtracking, so that no
/// pattern can hold a rule up; the few that need it run under a time limit.
/// </summary>
internal static class Patterns
{
    private const int KeptPatterns = 500;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Regex?> Known = new();

    public static Value Matches(string text, string pattern, string flags) =>
        Find(pattern, flags) is { } regex ? InTime(() => Value.Of(regex.IsMatch(text))) : Value.Null;

    public static Value Replace(string text, string pattern, string by, string flags) =>
        (text.Length + 1L) * (by.Length + 1) <= 10L * FeelList.LongestText
        && Find(pattern, flags) is { } regex && Replacement(by, flags, regex.GetGroupNumbers().Length - 1) is { } replacement
            ? InTime(() => TakesNothing(regex) ? Value.Null : Value.Of(regex.Replace(text, replacement)))
            : Value.Null;

    public static Value Split(string text, string delimiter) => Find(delimiter, "") is { } regex
        ? InTime(() => TakesNothing(regex) ? Value.Null : Value.Of(new FeelList([.. Parts(regex, text)])))
        : Value.Null;

    /// <summary>Whether a pattern means anything.</summary>
    public static bool CanRead(string pattern, string flags) => Find(pattern, flags) is not null;

    // XPath refuses to replace, or to split at, what may be nothing at all.
    private static bool TakesNothing(Regex regex) => regex.IsMatch("");

    private static IEnumerable<Value> Parts(Regex regex, string text)
    {
        var start = 0;
        foreach (Match match in regex.Matches(text))
        {
            yield return Value.Of(text[start..match.Index]);
            start = match.Index + match.Length;
        }

        yield return Value.Of(text[start..]);
    }

    private static Value InTime(Func<Value> work)
    {
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new FeelLimitException(FeelLimit.Steps, new SourcePosition("pattern", 1, 1));
        }
    }

    private static Regex? Find(string pattern, string flags)
    {
        if (Known.TryGetValue((pattern, flags), out var known))
        {
            return known;
        }

        if (Known.Count >= KeptPatterns)
        {
            Known.Clear();
        }

        return Known[(pattern, flags)] = Make(pattern, flags);
    }

    private static Regex? Make(string pattern, string flags)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'x':
                    pattern = WithoutSpace(pattern);
                    break;
                case 'm' or 'q':
                    break;
                default:
                    return null;
            }
        }

        if (flags.Contains('q', StringComparison.Ordinal))
        {
            return new Regex(Regex.Escape(pattern), options | RegexOptions.NonBacktracking);
        }

        try
        {
            return XPathPattern.Read(pattern, flags) is { } read
                ? new Regex(read.Text, read.LooksBack ? options : options | RegexOptions.NonBacktracking, TimeLimit)
                : null;
        }
        catch (ArgumentException)
        {
            // No pattern at all: FEEL's answer to that is null.
            return null;
        }
        catch (NotSupportedException)
        {
            // More than can run without backtracking, such as a very long count.
            return null;
        }
    }

    // XPath's flag x leaves out all space except within a class of letters, even after a backslash, and knows no comments.
    private static string WithoutSpace(string pattern)
    {
        var kept = new StringBuilder(pattern.Length);
        var depth = 0;
        var isEscaped = false;
        foreach (var letter in pattern)
        {
            if (depth > 0 || letter is not (' ' or '\t' or '\n' or '\r'))
            {
                kept.Append(letter);
                depth += isEscaped ? 0 : letter switch { '[' => 1, ']' => -1, _ => 0 };
                isEscaped = !isEscaped && letter == '\\';
            }
        }

        return kept.ToString();
    }

    // XPath writes a plain dollar as \$ and a backslash as \\; anything else after a backslash is a mistake. $N takes as many
    // digits as there are groups for, and stands for nothing where there is no such group.
    private static string? Replacement(string by, string flags, int groups)
    {
        if (flags.Contains('q', StringComparison.Ordinal))
        {
            return by.Replace("$", "$$", StringComparison.Ordinal);
        }

        var text = new StringBuilder(by.Length);
        for (var i = 0; i < by.Length; i++)
        {
            var next = i + 1 < by.Length ? by[i + 1] : ' ';
            if (by[i] == '\\')
            {
                if (next is not ('\\' or '$'))
                {
                    return null;
                }

                text.Append(next == '$' ? "$$" : "\\");
                i++;
            }
            else if (by[i] == '$')
            {
                if (!char.IsAsciiDigit(next))
                {
                    return null;
                }

                var group = next - '0';
                for (i++; i + 1 < by.Length && char.IsAsciiDigit(by[i + 1]) && (group * 10) + (by[i + 1] - '0') <= groups; i++)
                {
                    group = (group * 10) + (by[i + 1] - '0');
                }

                if (group <= groups)
                {
                    text.Append(CultureInfo.InvariantCulture, $"${{{group}}}");
                }
            }
            else
            {
                text.Append(by[i]);
            }
        }

        return text.ToString();
    }
}
