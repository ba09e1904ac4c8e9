namespace Par.Rules.Feel;

/// <summary>Named values. A context never changes once made.</summary>
public abstract class FeelContext
{
    /// <summary>The names, in order.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The value of a name; false when the context has no such name.</summary>
    public abstract bool TryGet(string name, out Value value);

    /// <summary>Records come from registries, which no expression can make deeper.</summary>
    internal virtual Extent Extent => Extent.Empty;

    /// <summary>A context of the given names and values, in their order; of two with one name the later counts.</summary>
    public static FeelContext Of(IEnumerable<KeyValuePair<string, Value>> entries) => new FeelEntries(entries);

    /// <inheritdoc/>
    public override string ToString() => Value.Of(this).ToString();
}

/// <summary>A context written out name by name.</summary>
internal sealed class FeelEntries : FeelContext
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private Extent _extent = Extent.Empty;

    public FeelEntries(IEnumerable<KeyValuePair<string, Value>> entries)
    {
        foreach (var (name, value) in entries)
        {
            if (!_values.ContainsKey(name))
            {
                _names.Add(name);
            }

            _values[name] = value;
            _extent = _extent.Plus(in value);
        }
    }

    internal override Extent Extent => _extent;

    public override IReadOnlyList<string> Names => _names;

    public override bool TryGet(string name, out Value value) => _values.TryGetValue(name, out value);
}
