using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>A piece of a YAML file that remembers where it was written.</summary>
internal abstract class YamlNode(SourcePosition at)
{
    public SourcePosition At { get; } = at;

    /// <summary>What the piece is, in the words of messages: "a text", "a list", "a map".</summary>
    public abstract string Kind { get; }
}

/// <summary>A text, number, date or empty value; what it means is up to the reader of the key.</summary>
internal sealed class YamlScalar(SourceText source, SourcePosition at, bool isNull, bool isPlain = false) : YamlNode(at)
{
    public SourceText Source { get; } = source;

    public string Text => Source.Text;

    /// <summary>Nothing was written, or an unquoted 'null' or '~'.</summary>
    public bool IsNull { get; } = isNull;

    /// <summary>It was written without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    public override string Kind => IsNull ? "nothing" : "a text";
}

internal sealed class YamlList(SourcePosition at, IReadOnlyList<YamlNode> items) : YamlNode(at)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Kind => "a list";
}

internal sealed class YamlMap(SourcePosition at, IReadOnlyList<YamlEntry> entries, bool isFlow = false) : YamlNode(at)
{
    /// <summary>It was written between braces.</summary>
    public bool IsFlow { get; } = isFlow;

    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Kind => "a map";
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    public string Name => Key.Text;
}
