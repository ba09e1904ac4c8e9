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
            var offset = (int)Math.Min(broken.Start.Index, file.Text.Length);
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
            MappingStart => Map(at),
            SequenceStart => List(at),
            Scalar scalar => Text(scalar, at),
            _ => Nothing(at),
        };
        _depth--;
        return read;
    }

    private YamlMap Map(SourcePosition at)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        while (Move() && _parser.Current is not MappingEnd)
        {
            var written = Node();
            Move();
            var value = Node();
            if (written is not YamlScalar key)
            {
                _problems.Add(YamlTexts.KeyIsNotText(written.At, written.Kind));
            }
            else if (seen.TryGetValue(key.Text, out var first))
            {
                _problems.Add(YamlTexts.DoubledKey(key.At, key.Text, first.Line));
            }
            else
            {
                seen.Add(key.Text, key.At);
                entries.Add(new YamlEntry(key, value));
            }
        }

        return new YamlMap(at, entries);
    }

    private YamlList List(SourcePosition at)
    {
        var items = new List<YamlNode>();
        while (Move() && _parser.Current is not SequenceEnd)
        {
            items.Add(Node());
        }

        return new YamlList(at, items);
    }

    private YamlScalar Text(Scalar scalar, SourcePosition at)
    {
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "null" or "~";
        return new YamlScalar(ScalarSource.Of(scalar, _file), at, isNull, scalar.Style == ScalarStyle.Plain);
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
