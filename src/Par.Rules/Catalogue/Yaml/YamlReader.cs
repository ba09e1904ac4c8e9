using Par.Rules.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Reads a YAML file into nodes with positions, and refuses what rule files have no use for: tabs, anchors, tags, doubled keys.</summary>
internal sealed class YamlReader
{
    /// <summary>A rule book has no file near this length; a longer one is a mistake or an attack.</summary>
    private const int LongestFile = 4 * 1024 * 1024;

    private const int DeepestNesting = 40;

    private readonly YamlText _file;
    private readonly List<Diagnostic> _problems;
    private readonly Parser _parser;
    private int _depth;
    private string? _key;
    private bool _isItem;

    private YamlReader(YamlText file, List<Diagnostic> problems)
    {
        _file = file;
        _problems = problems;
        _parser = new Parser(new StringReader(file.Text));
    }

    /// <summary>The documents of the file; what could not be read is in <paramref name="problems"/>.</summary>
    public static IReadOnlyList<YamlNode> Read(YamlText file, List<Diagnostic> problems)
    {
        if (file.Text.Length > LongestFile)
        {
            problems.Add(YamlTexts.TooLong(file.PositionAt(0), LongestFile));
            return [];
        }

        var strange = file.Text.AsSpan().IndexOfAny('\0', '\uFFFD');
        if (strange >= 0)
        {
            problems.Add(YamlTexts.OtherEncoding(file.PositionAt(strange)));
            return [];
        }

        var tabs = file.TabsInIndentation().ToList();
        if (tabs.Count > 0)
        {
            problems.AddRange(tabs.Select(YamlTexts.Tab));
            return [];
        }

        var blanks = OtherSigns.BlanksThatIndent(file).ToList();
        if (blanks.Count > 0)
        {
            problems.AddRange(blanks);
            return [];
        }

        try
        {
            return new YamlReader(file, problems).Documents();
        }
        catch (NestingException nesting)
        {
            problems.Add(YamlTexts.TooDeep(nesting.At, DeepestNesting));
            return [];
        }
        catch (YamlException broken)
        {
            // What was told of the same line before spoke of half of it.
            var offset = (int)Math.Min(broken.Start.Index, file.Text.Length);
            problems.RemoveAll(problem => problem.At.File == file.Path && problem.At.Line == file.PositionAt(offset).Line);
            problems.Add(YamlFault.At(offset, broken.Message, file));
            return [];
        }
    }

    private List<YamlNode> Documents()
    {
        var documents = new List<YamlNode>();
        while (Move())
        {
            if (_parser.Current is DocumentStart)
            {
                Move();
                documents.Add(Node());
            }
        }

        return documents;
    }

    /// <summary>Goes to the next event. Some broken files the parser leaves without saying what is wrong with them.</summary>
    private bool Move()
    {
        var last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            return _parser.MoveNext();
        }
        catch (InvalidOperationException lost)
        {
            throw new YamlException(last, last, "a bracket, brace or quote is not closed before this place", lost);
        }
    }

    /// <summary>Reads the node the parser stands on, and leaves the parser on its last event.</summary>
    private YamlNode Node()
    {
        var current = _parser.Current!;
        var at = _file.PositionAt((int)current.Start.Index);
        if (current is AnchorAlias alias)
        {
            _problems.Add(YamlTexts.Alias(at, alias.Value.Value));
            return Nothing(at);
        }

        if (current is NodeEvent node)
        {
            RefuseAnchorAndTag(node, at);
        }

        if (++_depth > DeepestNesting)
        {
            throw new NestingException(at);
        }

        YamlNode read = current switch
        {
            MappingStart start => Map(at, start.Style == MappingStyle.Flow),
            SequenceStart => List(at),
            Scalar scalar => Text(scalar, at),
            _ => Nothing(at),
        };
        _depth--;
        return read;
    }

    private YamlMap Map(SourcePosition at, bool isFlow)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        var bare = new BareKeys(_file, _problems);
        var isItem = _isItem && !isFlow;
        var lacksDash = false;
        while (Move() && _parser.Current is not MappingEnd)
        {
            (_key, _isItem) = (null, false);
            var start = (int)_parser.Current!.Start.Index;
            var written = Node();
            var end = (int)_parser.Current!.End.Index;
            _key = (written as YamlScalar)?.Text;
            Move();
            var valueStart = (int)_parser.Current!.Start.Index;
            var value = Node();
            if (written is not YamlScalar key)
            {
                if (isFlow && entries is [.., { Value: YamlScalar { IsPlain: true } call }] && call.Text.Count(letter => letter == '(') > call.Text.Count(letter => letter == ')'))
                {
                    // A context that is handed to a function: the whole value was meant as an expression.
                    throw new YamlException(new Mark(start, 1, 1), new Mark(start, 1, 1), "a call ends at a comma");
                }

                _problems.Add(YamlTexts.KeyIsNotText(written.At, written.Kind));
                continue;
            }

            if (isFlow && !_file.HasColonAfter(end) && bare.Take(entries, key, start, end))
            {
                continue;
            }

            bare.Next(valueStart);
            if (!seen.TryGetValue(key.Text, out var first))
            {
                seen.Add(key.Text, key.At);
                entries.Add(new YamlEntry(key, value));
            }
            else if (isItem && key.Text == entries[0].Name)
            {
                _problems.Add(YamlTexts.NoDash(key.At, key.Text));
                lacksDash = true;
            }
            else if (!lacksDash)
            {
                _problems.Add(YamlTexts.DoubledKey(key.At, key.Text, first.Line));
            }
        }

        return new YamlMap(at, entries, isFlow);
    }

    private YamlList List(SourcePosition at)
    {
        var items = new List<YamlNode>();
        while (Move() && _parser.Current is not SequenceEnd)
        {
            (_key, _isItem) = (null, true);
            items.Add(Node());
        }

        return new YamlList(at, items);
    }

    private YamlScalar Text(Scalar scalar, SourcePosition at)
    {
        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length > 0 && CutByComment(scalar) is { } whole)
        {
            return whole;
        }

        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "null" or "~";
        return new YamlScalar(ScalarSource.Of(scalar, _file), at, isNull, scalar.Style == ScalarStyle.Plain);
    }

    /// <summary>The whole text, when what YAML takes for a comment behind it was most likely meant as its end; null when it is a comment.</summary>
    private YamlScalar? CutByComment(Scalar scalar)
    {
        var (start, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
        if (_file.CommentAfter(end) is not var (sign, line))
        {
            return null;
        }

        var looksLikeText = _key is "vi" or "en" || scalar.Value.Count(letter => letter == '"') % 2 == 1;
        if (!looksLikeText && (sign + 1 == line || _file.Text[sign + 1] is ' ' or '\t' or '#'))
        {
            return null;
        }

        var text = _file.Text[start..line].TrimEnd();
        _problems.Add(YamlTexts.CommentInText(_file.PositionAt(sign), text));
        return !looksLikeText ? null : new YamlScalar(SourceText.Mapped(text, offset => _file.PositionAt(start + offset)), _file.PositionAt(start), isNull: false, isPlain: true);
    }

    private static YamlScalar Nothing(SourcePosition at) => new(SourceText.Plain("", at), at, isNull: true);

    private void RefuseAnchorAndTag(NodeEvent node, SourcePosition at)
    {
        if (!node.Anchor.IsEmpty)
        {
            _problems.Add(YamlTexts.Anchor(at, node.Anchor.Value));
        }

        if (!node.Tag.IsEmpty)
        {
            _problems.Add(YamlTexts.Tag(at, node.Tag.Value));
        }
    }

    /// <summary>Ends the reading of a file that nests deeper than any rule needs; it never leaves this class.</summary>
    private sealed class NestingException(SourcePosition at) : Exception
    {
        public SourcePosition At { get; } = at;
    }
}
