namespace Par.Rules.Catalogue;

/// <summary>
/// The table in which a registry without a feed writes down what happened: each row is one life event, taken in when it appears.
/// </summary>
public sealed record EventTable
{
    /// <summary>The table, or a view, in the schema of the registry.</summary>
    public required string Table { get; init; }

    /// <summary>The column that names the row, and with the kind the life event, for ever.</summary>
    public required string Key { get; init; }

    /// <summary>The column with the moment at which the row was last written.</summary>
    public required string UpdatedAt { get; init; }

    /// <summary>The column with the personal id of whom it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>The column with the area where it was registered, if there is one.</summary>
    public string? Locality { get; init; }

    /// <summary>The column with the day or moment at which it happened; null: the moment at which the row was last written.</summary>
    public string? OccurredAt { get; init; }

    /// <summary>What the life event says besides: the name in its body, and the column.</summary>
    public required IReadOnlyDictionary<string, string> Body { get; init; }

    /// <summary>Every column that is read, each once.</summary>
    public IEnumerable<string> Columns =>
        new[] { Key, UpdatedAt, Subject, Locality, OccurredAt }.OfType<string>().Concat(Body.Values).Distinct(StringComparer.Ordinal);
}
