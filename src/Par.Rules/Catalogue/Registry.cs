namespace Par.Rules.Catalogue;

/// <summary>An authority's book from which life events and facts come.</summary>
public sealed record Registry
{
    internal static readonly TimeSpan UsualOverlap = TimeSpan.FromMinutes(10);

    /// <summary>The name by which the catalogue and the settings speak of it, for example <c>population</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required Wording Title { get; init; }

    /// <summary>The authority that keeps it, if stated.</summary>
    public Wording? Keeper { get; init; }

    /// <summary>The legal basis for reading it, if stated.</summary>
    public string? Law { get; init; }

    /// <summary>The first day on which its answers count; before it every fact of it is unknown. Null: always.</summary>
    public DateOnly? LiveSince { get; init; }

    /// <summary>Facts confirmed longer ago than this are unknown. Null: no limit.</summary>
    public TimeSpan? Freshness { get; init; }

    /// <summary>The schema in its database that holds its tables.</summary>
    public required string Schema { get; init; }

    /// <summary>
    /// Where life events are read from tables: how far back each reading begins before the latest moment it has seen, so that rows
    /// that were written late are found.
    /// </summary>
    public TimeSpan Overlap { get; init; } = UsualOverlap;

    /// <summary>Where the statements of this entry come from, and when that was checked.</summary>
    public required Provenance Provenance { get; init; }
}
