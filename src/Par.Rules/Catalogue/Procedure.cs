namespace Par.Rules.Catalogue;

/// <summary>An administrative procedure that a dossier runs.</summary>
public sealed record Procedure
{
    /// <summary>Its code in the national list.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required Wording Title { get; init; }

    /// <summary>True when it is in use; false when it was repealed.</summary>
    public required bool Active { get; init; }

    /// <summary>The first day of its use, if known.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of its use, if it has ended or will end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The procedure that took its place.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Where the entry comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>True when a dossier may run it on that day.</summary>
    public bool InUseOn(DateOnly day) =>
        (Active || Until is not null) && (From is null || From <= day) && (Until is null || day <= Until);
}
