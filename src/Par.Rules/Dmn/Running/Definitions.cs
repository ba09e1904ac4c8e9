using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>One model file, read.</summary>
internal sealed class Definitions(string name, string space)
{
    public string Name => name;

    public string Space => space;

    public List<Import> Imports { get; } = [];

    public ItemTypes Types { get; } = new();

    /// <summary>What is misspelt in the file, and would be passed over in silence.</summary>
    public required IReadOnlyList<Diagnostic> Misspelt { get; init; }

    /// <summary>The elements, in the order of the file.</summary>
    public List<Element> Elements { get; } = [];

    public T? Find<T>(string wanted)
        where T : Element =>
        Elements.OfType<T>().FirstOrDefault(element => element.Name == wanted);
}

/// <summary>The types of a model, by name.</summary>
internal sealed class ItemTypes
{
    private readonly Dictionary<string, ItemType> _named = new(StringComparer.Ordinal);
    private Scope? _scope;

    public static ItemTypes None { get; } = new();

    public IReadOnlyDictionary<string, ItemType> Named => _named;

    /// <summary>No variables yet, and every type of the model by its name.</summary>
    public Scope Scope => _scope ??= _named.Aggregate(Scope.AsInDmn, (scope, type) => scope.WithType(type.Key, type.Value.Feel));

    public bool TryAdd(string name, ItemType type) => _named.TryAdd(name, type);
}
