using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>Reads the keys of one map and reports every key that is missing, unknown or of the wrong kind.</summary>
internal sealed class MapReader
{
    /// <summary>Of a key that is none, so many letters that they are the end of another one: <c>days</c> of <c>workingDays</c>.</summary>
    private const int ShortestEnd = 4;

    private readonly Dictionary<string, YamlEntry> _entries;
    private readonly KeySet _keys;
    private readonly List<Diagnostic> _problems;
    private readonly HashSet<string> _meant = new(StringComparer.Ordinal);

    public MapReader(YamlMap map, KeySet keys, List<Diagnostic> problems)
    {
        Map = map;
        _keys = keys;
        _problems = problems;
        _entries = map.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (var entry in map.Entries.Where(entry => !keys.Names.Contains(entry.Name, StringComparer.Ordinal)))
        {
            var ends = keys.Names.Where(name => entry.Name.Length >= ShortestEnd && name.EndsWith(entry.Name, StringComparison.OrdinalIgnoreCase)).ToList();
            var nearest = ends.Count > 0 ? string.Join("' or '", ends) : Nearest.Name(entry.Name, keys.Names);
            problems.Add(YamlTexts.UnknownKey(entry.Key.At, entry.Name, keys.Name, nearest, keys.Names));
            _meant.UnionWith(ends.Count > 0 ? ends : [nearest ?? ""]);
            HasStrangeKeys = true;
        }
    }

    public YamlMap Map { get; }

    public SourcePosition At => Map.At;

    /// <summary>Whether a key was refused.</summary>
    public bool HasStrangeKeys { get; }

    /// <summary>A map read with its keys; null, and reported, when the node is something else.</summary>
    public static MapReader? Of(YamlNode node, KeySet keys, List<Diagnostic> problems)
    {
        if (node is YamlMap map)
        {
            return new MapReader(map, keys, problems);
        }

        problems.Add(YamlTexts.NotAMap(node.At, keys.Name, node.Kind, keys.Names));
        return null;
    }

    /// <summary>What is said of a map or list where an expression was wanted. A name between braces is what sentences have.</summary>
    public static Diagnostic NoExpression(YamlNode node, string what) =>
        node is YamlMap { IsFlow: true, Entries: [{ Value: YamlScalar { IsNull: true } } hole] }
            ? YamlTexts.HoleInCondition(node.At, $"{{{hole.Name}}}", hole.Name)
            : YamlTexts.WrongKind(node.At, what, "a text", node.Kind);

    public bool Has(string key) => Node(key) is not null;

    /// <summary>What is written under the key; null when the key is missing or has nothing beside it.</summary>
    public YamlNode? Node(string key)
    {
        if (!_keys.Names.Contains(key, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{key}' is not among the keys of {_keys.Name}.", nameof(key));
        }

        return _entries.TryGetValue(key, out var entry) && entry.Value is not YamlScalar { IsNull: true } ? entry.Value : null;
    }

    public YamlNode? RequiredNode(string key)
    {
        var node = Node(key);
        if (node is null && !_meant.Contains(key))
        {
            _problems.Add(_entries.TryGetValue(key, out var empty)
                ? YamlTexts.NothingWritten(empty.Key.At, key, _keys.Name)
                : YamlTexts.MissingKey(At, key, _keys.Name));
        }

        return node;
    }

    public YamlScalar? Scalar(string key) => AsScalar(key, Node(key));

    public YamlScalar? RequiredScalar(string key) => AsScalar(key, RequiredNode(key));

    public string? Text(string key) => Scalar(key)?.Text;

    public string? RequiredText(string key) => RequiredScalar(key)?.Text;

    public IReadOnlyList<YamlNode> List(string key) => AsList(key, Node(key));

    public IReadOnlyList<YamlNode> RequiredList(string key) => AsList(key, RequiredNode(key));

    public MapReader? Inner(string key, KeySet innerKeys) => Node(key) is { } node ? Of(node, innerKeys, _problems) : null;

    public MapReader? RequiredInner(string key, KeySet innerKeys) => RequiredNode(key) is { } node ? Of(node, innerKeys, _problems) : null;

    /// <summary>The entries of a map whose keys are names the author chooses.</summary>
    public IReadOnlyList<YamlEntry> Named(string key) => AsEntries(key, Node(key));

    public IReadOnlyList<YamlEntry> RequiredNamed(string key) => AsEntries(key, RequiredNode(key));

    public DateOnly? Day(string key) => Scalar(key) is { } written ? Scalars.Day(written, _problems) : null;

    public DateOnly? RequiredDay(string key) => RequiredScalar(key) is { } written ? Scalars.Day(written, _problems) : null;

    public int? Whole(string key) => Scalar(key) is { } written ? Scalars.Whole(written, $"'{key}'", _problems) : null;

    public int? RequiredWhole(string key) => RequiredScalar(key) is { } written ? Scalars.Whole(written, $"'{key}'", _problems) : null;

    public bool Flag(string key)
    {
        if (Scalar(key) is not { } written)
        {
            return false;
        }

        if (written.Text is not ("true" or "false"))
        {
            _problems.Add(YamlTexts.NotAFlag(written.At, $"'{key}'", written.Text));
        }

        return written.Text == "true";
    }

    public TimeSpan? Span(string key) => Scalar(key) is { } written ? Scalars.Span(written, _problems) : null;

    public Wording? Wording(string key) => Node(key) is { } node ? Scalars.Wording(node, $"'{key}'", _problems) : null;

    public Wording? RequiredWording(string key) => RequiredNode(key) is { } node ? Scalars.Wording(node, $"'{key}'", _problems) : null;

    /// <summary>One of a few words; null when the key is missing or the word is none of them.</summary>
    public T? OneOf<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Scalar(key) is not { } written)
        {
            return null;
        }

        if (choices.TryGetValue(written.Text, out var chosen))
        {
            return chosen;
        }

        _problems.Add(YamlTexts.NotAmong(written.At, $"'{key}'", written.Text, choices.Keys, Nearest.Name(written.Text, choices.Keys)));
        return null;
    }

    private YamlScalar? AsScalar(string key, YamlNode? node)
    {
        switch (node)
        {
            case null:
                return null;
            case YamlScalar { Text.Length: 0 } empty:
                _problems.Add(YamlTexts.Empty(empty.At, $"'{key}'"));
                return null;
            case YamlScalar scalar:
                return scalar;
            default:
                _problems.Add(key is "vi" or "en" ? YamlTexts.WrongKind(node.At, $"'{key}'", "a text", node.Kind) : NoExpression(node, $"'{key}'"));
                return null;
        }
    }

    private IReadOnlyList<YamlNode> AsList(string key, YamlNode? node)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case YamlMap { IsFlow: false, Entries: [var first, ..] } map:
                _problems.Add(YamlTexts.MapForList(map.At, $"'{key}'", first.Name));
                return [map];
            default:
                _problems.Add(YamlTexts.WrongKind(node.At, $"'{key}'", "a list", node.Kind));
                return [];
        }
    }

    private IReadOnlyList<YamlEntry> AsEntries(string key, YamlNode? node)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlMap map:
                return map.Entries;
            case YamlScalar scalar when EqualsSign.In(scalar.Text) is { } written:
                _problems.Add(YamlTexts.EqualsForColon(scalar.At, written.Key, written.Value));
                return [];
            default:
                _problems.Add(YamlTexts.WrongKind(node.At, $"'{key}'", "a map", node.Kind));
                return [];
        }
    }
}
