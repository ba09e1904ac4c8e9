namespace Par.Rules.Catalogue;

/// <summary>What became of an area that has ended: which areas took its place, and from which day.</summary>
public sealed record Succession
{
    /// <summary>The id of the area that has ended.</summary>
    public required string From { get; init; }

    /// <summary>The ids of the areas that took its place; several after a split.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>How it came about: <c>merge</c>, <c>split</c>, <c>rename</c> or <c>transfer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The first day of the successors' competence: the day after the old area's last.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Where the entry comes from.</summary>
    public required Provenance Provenance { get; init; }
}
