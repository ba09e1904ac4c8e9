namespace Par.Worker.Audits;

/// <summary>One row of a dossier's history as the database keeps it, with the hashes it stands on.</summary>
internal sealed record ChainedRow
{
    public required Guid Dossier { get; init; }

    public required int Position { get; init; }

    /// <summary>The moment as the database sends it: microseconds, eight bytes.</summary>
    public required byte[] At { get; init; }

    public required string Change { get; init; }

    public required string? CameFrom { get; init; }

    public required string State { get; init; }

    public required string Actor { get; init; }

    public required string? Reason { get; init; }

    /// <summary>JSON, in the words of the database.</summary>
    public required string Detail { get; init; }

    /// <summary>The hash of the row before; null of the first one.</summary>
    public required byte[]? BeforeHash { get; init; }

    public required byte[] Hash { get; init; }
}
