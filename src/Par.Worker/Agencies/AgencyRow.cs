namespace Par.Worker.Agencies;

/// <summary>An agency as the work database knows it.</summary>
internal sealed record AgencyRow
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Area { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public required string Code { get; init; }

    public required DateTimeOffset? PausedAt { get; init; }

    public required string? PausedBy { get; init; }

    public required string? PausedReason { get; init; }

    /// <summary>How many open dossiers are in its queue.</summary>
    public required long Items { get; init; }
}
