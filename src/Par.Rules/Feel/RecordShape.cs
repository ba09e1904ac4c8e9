namespace Par.Rules.Feel;

/// <summary>One field of a shape.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">The type of its values.</param>
public sealed record ShapeField(string Name, FeelType Type);

/// <summary>
/// A named kind of record: what fields a person, a card, a life event has. Its fields are given after it is made,
/// because shapes speak of one another: a person has cards, and a card has a holder.
/// </summary>
public sealed class RecordShape : FeelType
{
    private Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>A shape whose fields <see cref="Define"/> gives later.</summary>
    public RecordShape(string name) => Name = name;

    /// <summary>The name, for example <c>Person</c>.</summary>
    public string Name { get; }

    /// <summary>The fields, in order.</summary>
    public IReadOnlyList<ShapeField> Fields { get; private set; } = [];

    internal IReadOnlyList<string> FieldNames { get; private set; } = [];

    /// <summary>Gives the shape its fields, once.</summary>
    public RecordShape Define(params IEnumerable<ShapeField> fields)
    {
        if (Fields.Count > 0)
        {
            throw new InvalidOperationException($"The shape {Name} has its fields already. Make a new shape instead.");
        }

        var list = fields.ToArray();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < list.Length; i++)
        {
            if (!indexes.TryAdd(list[i].Name, i))
            {
                throw new ArgumentException($"The shape {Name} has two fields '{list[i].Name}'. Rename one.");
            }
        }

        (_indexes, Fields, FieldNames) = (indexes, list, [.. list.Select(field => field.Name)]);
        return this;
    }

    /// <summary>The place of a field, or -1 when the shape has no such field.</summary>
    public int IndexOf(string field) => _indexes.GetValueOrDefault(field, -1);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
