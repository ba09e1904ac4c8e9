using Par.Rules.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Finds for each character of a YAML text the place where it was written: past quotes, escapes, folds and indentation.</summary>
internal static class ScalarSource
{
    public static SourceText Of(Scalar scalar, YamlText file)
    {
        var start = (int)scalar.Start.Index;
        var places = Places(scalar, file.Text, start, (int)scalar.End.Index);
        if (places is null)
        {
            // Only a spelling the aligner does not know comes here; the start of the text is still a true place.
            var at = file.PositionAt(start);
            return SourceText.Mapped(scalar.Value, _ => at);
        }

        return SourceText.Mapped(scalar.Value, offset => file.PositionAt(places[Math.Clamp(offset, 0, places.Length - 1)]));
    }

    private static int[]? Places(Scalar scalar, string raw, int start, int end)
    {
        var value = scalar.Value;
        var places = new int[value.Length + 1];
        var at = scalar.Style switch
        {
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => start + 1,
            ScalarStyle.Literal or ScalarStyle.Folded => AfterHeader(raw, start),
            _ => start,
        };
        for (var i = 0; i < value.Length;)
        {
            var (taken, length) = scalar.Style == ScalarStyle.DoubleQuoted && at < end && raw[at] == '\\'
                ? Escape(raw, at)
                : (1, 1);
            if (taken == 0)
            {
                at += length;
                continue;
            }

            if (taken == 1 && length == 1)
            {
                if (char.IsWhiteSpace(value[i]))
                {
                    places[i++] = Math.Min(at, end);
                    at += at < end && raw[at] == value[i - 1] ? 1 : 0;
                    continue;
                }

                while (at < end && char.IsWhiteSpace(raw[at]))
                {
                    at++;
                }

                if (at < end && scalar.Style == ScalarStyle.DoubleQuoted && raw[at] == '\\')
                {
                    continue;
                }

                if (at >= end || raw[at] != value[i])
                {
                    return null;
                }

                length = scalar.Style == ScalarStyle.SingleQuoted && raw[at] == '\'' ? 2 : 1;
            }

            for (var n = 0; n < taken && i < value.Length; n++)
            {
                places[i++] = at;
            }

            at += length;
        }

        places[value.Length] = Math.Min(at, end);
        return places;
    }

    private static int AfterHeader(string raw, int start)
    {
        var lineEnd = raw.IndexOf('\n', start);
        return lineEnd < 0 ? raw.Length : lineEnd + 1;
    }

    /// <summary>How many characters an escape stands for, and how many it takes to write.</summary>
    private static (int Taken, int Length) Escape(string raw, int at)
    {
        if (at + 1 >= raw.Length)
        {
            return (1, 2);
        }

        return raw[at + 1] switch
        {
            'x' => (1, 4),
            'u' => (1, 6),
            'U' => (raw.AsSpan(at + 2, Math.Min(8, raw.Length - at - 2)).TrimStart('0').Length > 4 ? 2 : 1, 10),
            '\n' => (0, 2 + Blanks(raw, at + 2)),
            _ => (1, 2),
        };
    }

    private static int Blanks(string raw, int from)
    {
        var at = from;
        while (at < raw.Length && raw[at] is ' ' or '\t')
        {
            at++;
        }

        return at - from;
    }
}
