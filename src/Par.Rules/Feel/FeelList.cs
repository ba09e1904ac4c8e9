using System.Collections;

namespace Par.Rules.Feel;

/// <summary>Values in order. A list never changes once made.</summary>
public sealed class FeelList : IReadOnlyList<Value>, IEquatable<FeelList>
{
    private readonly Value[] _items;

    /// <summary>Takes an array over as a list; whoever gives it must not change it afterwards.</summary>
    public FeelList(params Value[] items)
        : this(items, items?.Length ?? 0, Extent.Of(items))
    {
    }

    internal FeelList(Value[] items, int count, Extent extent)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
        Count = count;
        Extent = extent;
    }

    /// <summary>How many items the built-in functions put into one list; a longer one gives null, so that no rule can fill the memory.</summary>
    internal const int Longest = 1_000_000;

    /// <summary>How many letters a text may have that FEEL puts together; a longer one gives null.</summary>
    internal const int LongestText = 1_000_000;

    /// <summary>The list without values.</summary>
    public static FeelList Empty { get; } = new();

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Value this[int index] => _items[index];

    internal Extent Extent { get; }

    internal ref readonly Value At(int index) => ref _items[index];

    internal ReadOnlySpan<Value> Items => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public bool Equals(FeelList? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)_items).Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => Value.Of(this).ToString();
}
