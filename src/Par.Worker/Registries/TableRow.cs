namespace Par.Worker.Registries;

/// <summary>One row of a table that is read as a life event. A moment is null when the registry wrote none, or one that no calendar has.</summary>
internal sealed record TableRow
{
    /// <summary>Names the row within its table.</summary>
    public required string Key { get; init; }

    public required DateTime? UpdatedAt { get; init; }

    public required string Subject { get; init; }

    public required string Locality { get; init; }

    public required DateTime? OccurredAt { get; init; }

    public required string Body { get; init; }
}

/// <summary>How far the rows of a table have been read: up to this moment and, within it, this key.</summary>
internal readonly record struct TablePlace(DateTime UpdatedAt, string Key);

/// <summary>What a table holds past a place.</summary>
/// <param name="SystemIdentifier">Names the server that answered.</param>
/// <param name="Now">What its clock says.</param>
/// <param name="Rows">In the order in which they were last written.</param>
/// <param name="HasMore">There are more rows, or may be.</param>
internal sealed record TablePage(long SystemIdentifier, DateTime Now, IReadOnlyList<TableRow> Rows, bool HasMore);

/// <summary>What is needed to find a row of a table again and to compare it, without its body.</summary>
internal readonly record struct TableKey(string Key, string Subject, DateTime? UpdatedAt);

/// <summary>A page of a table's keys.</summary>
/// <param name="SystemIdentifier">Names the server that answered.</param>
/// <param name="Keys">In the order of the keys.</param>
internal sealed record TableKeys(long SystemIdentifier, IReadOnlyList<TableKey> Keys);
