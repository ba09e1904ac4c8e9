using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>A kind of thing that a registry keeps records of: a person, a residence, an insurance card.</summary>
public sealed class Entity
{
    internal Entity(string name, Registry registry, RecordShape shape)
    {
        Name = name;
        Registry = registry;
        Shape = shape;
    }

    /// <summary>Its name in rules, for example <c>Person</c>.</summary>
    public string Name { get; }

    /// <summary>The registry that keeps it.</summary>
    public Registry Registry { get; }

    /// <summary>The table in the registry's schema.</summary>
    public required string Table { get; init; }

    /// <summary>The field that names one record, for example <c>id</c>.</summary>
    public required EntityField Key { get; init; }

    /// <summary>The column that says when the record was last confirmed; null when the table has none.</summary>
    public string? AsOfColumn { get; init; }

    /// <summary>Between which days it lives; null for what is not born and does not die.</summary>
    public Lifetime? Life { get; init; }

    /// <summary>What is recorded, in the order of the catalogue.</summary>
    public required IReadOnlyList<EntityField> Fields { get; init; }

    /// <summary>Where this kind of record leads to.</summary>
    public IReadOnlyList<EntityLink> Links { get; internal set; } = [];

    /// <summary>The record as rules see it: its fields, then its links.</summary>
    public RecordShape Shape { get; }

    /// <summary>Where the entry comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The field of that name, or null.</summary>
    public EntityField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>The link of that name, or null.</summary>
    public EntityLink? Link(string name) => Links.FirstOrDefault(link => link.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The fields with the days between which somebody lives.</summary>
/// <param name="From">The day of birth.</param>
/// <param name="Until">The day of death; nothing is recorded while the person lives.</param>
public sealed record Lifetime(EntityField From, EntityField Until);

/// <summary>One statement that a registry records about a thing.</summary>
/// <param name="Name">Its name in rules, for example <c>dateOfBirth</c>.</param>
/// <param name="Column">The column of the table.</param>
/// <param name="Type">What kind of value it is.</param>
public sealed record EntityField(string Name, string Column, FeelType Type)
{
    /// <summary>The column that says how exactly a day is known (day, month or year); null when it always is.</summary>
    public string? PrecisionColumn { get; init; }

    /// <summary>The legal basis for reading this field, where it is not that of the registry.</summary>
    public string? Law { get; init; }

    /// <summary>What people call it, if stated.</summary>
    public Wording? Title { get; init; }
}

/// <summary>A way from one record to others, for example from a person to that person's residences.</summary>
/// <param name="Name">Its name in rules, for example <c>residences</c>.</param>
/// <param name="Target">The kind of record it leads to.</param>
public sealed record EntityLink(string Name, Entity Target)
{
    /// <summary>The field of the target that holds this record's key; null when the way goes through <see cref="From"/>.</summary>
    public string? By { get; init; }

    /// <summary>The field of this record that holds the target's key; null when the way goes through <see cref="By"/>.</summary>
    public string? From { get; init; }

    /// <summary>True: at most one record, and null where there is none. False: a list.</summary>
    public bool One { get; init; }

    /// <summary>Only records whose fields have these values; <see cref="Value.Null"/> means that the column is empty.</summary>
    public IReadOnlyList<LinkFilter> Where { get; init; } = [];
}

/// <summary>A condition on the target of a link: this field has this value.</summary>
/// <param name="Field">The field of the target.</param>
/// <param name="Value">The value; null means that nothing is recorded.</param>
public sealed record LinkFilter(EntityField Field, Value Value);
