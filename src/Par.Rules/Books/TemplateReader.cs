using System.Text;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>Reads a text with holes: <c>{expression}</c>; a doubled brace is a brace.</summary>
internal static class TemplateReader
{
    /// <summary>The template; null, and reported, when a hole cannot be read.</summary>
    public static Template? Read(SourceText source, RuleReading reading)
    {
        var text = source.Text;
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        var sound = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                literal.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                if (text[i] == '{' && HoleCheck.Doubled(text, i, reading) is { } meant)
                {
                    reading.Problems.Add(RuleTexts.TwoBraces(source.PositionAt(i), meant));
                    sound = false;
                    i = text.IndexOf("}}", i, StringComparison.Ordinal);
                }

                literal.Append(text[i++]);
            }
            else if (text[i] == '}')
            {
                reading.Problems.Add(RuleTexts.StrayBrace(source.PositionAt(i)));
                sound = false;
            }
            else
            {
                var end = Closing(text, i);
                if (end < 0)
                {
                    reading.Problems.Add(RuleTexts.OpenHole(source.PositionAt(i)));
                    return null;
                }

                if (i > 0 && text[i - 1] == '$')
                {
                    reading.Problems.Add(RuleTexts.DollarBeforeHole(source.PositionAt(i - 1), text[i..(end + 1)]));
                    sound = false;
                }

                parts.Add(new TemplatePart(literal.ToString(), null));
                literal.Clear();
                var hole = Hole(source, i, end, reading);
                sound &= hole is not null;
                parts.Add(new TemplatePart("", hole));
                i = end;
            }
        }

        parts.Add(new TemplatePart(literal.ToString(), null));
        return sound ? new Template([.. parts.Where(part => part.Hole is not null || part.Text.Length > 0)]) : null;
    }

    private static RuleExpression? Hole(SourceText source, int start, int end, RuleReading reading)
    {
        var written = source.Text[(start + 1)..end];
        var blanks = written.Length - written.TrimStart().Length;
        if (written.Length == blanks)
        {
            reading.Problems.Add(RuleTexts.EmptyHole(source.PositionAt(start)));
            return null;
        }

        var hole = reading.Expression(source.Slice(start + 1 + blanks, written.Trim().Length));
        if (hole is null || HoleCheck.Refusal(hole) is not { } refusal)
        {
            return hole;
        }

        reading.Problems.Add(refusal);
        return null;
    }

    /// <summary>The brace that closes the hole: braces of contexts within it are counted, those within texts are not.</summary>
    private static int Closing(string text, int open)
    {
        var depth = 0;
        var quoted = false;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] == '{')
            {
                depth++;
            }
            else if (!quoted && text[i] == '}' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
