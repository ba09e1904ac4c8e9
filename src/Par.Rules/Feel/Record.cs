using Par.Rules.Facts;

namespace Par.Rules.Feel;

/// <summary>A context of a known shape: one value for each field of the shape, and the registry they come from.</summary>
public sealed class Record : FeelContext
{
    private readonly Value[] _values;

    /// <summary>Takes over one value for each field, in the order of the shape; whoever gives the array must not change it afterwards.</summary>
    public Record(RecordShape shape, Value[] values, FactSource source)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != shape.Fields.Count)
        {
            throw new ArgumentException($"A {shape.Name} has {shape.Fields.Count} fields, not {values.Length}. Give one value for each field.");
        }

        Shape = shape;
        Source = source;
        _values = values;
    }

    /// <summary>The shape: which fields there are.</summary>
    public RecordShape Shape { get; }

    /// <summary>Where the values come from.</summary>
    public FactSource Source { get; }

    /// <summary>The values, in the order of the shape.</summary>
    internal Value[] RawValues => _values;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => Shape.FieldNames;

    /// <summary>The value of a field, by its place in the shape.</summary>
    public Value this[int index] => _values[index];

    internal ref readonly Value At(int index) => ref _values[index];

    /// <inheritdoc/>
    public override bool TryGet(string name, out Value value)
    {
        var index = Shape.IndexOf(name);
        value = index < 0 ? Value.Null : _values[index];
        return index >= 0;
    }
}
