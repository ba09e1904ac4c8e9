using System.Text;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

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
                if (DoubledName(text, i) is { } name && reading.Knows(name))
                {
                    reading.Problems.Add(RuleTexts.DoubledBraces(source.PositionAt(i), name));
                    return null;
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

    // As other languages write holes; null for braces that are text.
    private static string? DoubledName(string text, int at) =>
        text[at] == '{' && text.IndexOf("}}", at, StringComparison.Ordinal) is var end && end > at ? text[(at + 2)..end].Trim() : null;

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
        if (hole?.Checked.Type is { } type && (type is ListType list ? list.Of : type) is RecordShape or ContextType)
        {
            var fields = Typing.FieldNames(type).ToList();
            reading.Problems.Add(RuleTexts.WholeRecord(source.PositionAt(start), written.Trim(), fields.Find(field => field == "name") ?? fields.FirstOrDefault() ?? "name"));
            return null;
        }

        return hole;
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
