namespace Par.Worker.Demo.Reckoning;

/// <summary>What the independent count found. Each list should be empty.</summary>
internal sealed record Reckoned
{
    /// <summary>Life events in a feed.</summary>
    public required long LifeEvents { get; init; }

    /// <summary>Rows in the feeds, those sent again included.</summary>
    public required long FeedRows { get; init; }

    /// <summary>Life events that were not taken in, and people clearly due something for whom nothing was opened; in words.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Procedure and person, where one was opened for the other more than once.</summary>
    public required IReadOnlyList<string> Twice { get; init; }

    /// <summary>The numbers of open dossiers without a due date.</summary>
    public required IReadOnlyList<string> WithoutDueDate { get; init; }

    public bool AllWell => Lost.Count + Twice.Count + WithoutDueDate.Count == 0;
}
