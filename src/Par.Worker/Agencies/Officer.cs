namespace Par.Worker.Agencies;

/// <summary>Someone who decides for an agency.</summary>
internal sealed record Officer
{
    public required string Id { get; init; }

    public required string Agency { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the officer sees and decides what waits for a human in the whole province.</summary>
    public bool Supervisor { get; init; }

    /// <summary>How many items the officer may hold at once.</summary>
    public required int Capacity { get; init; }

    /// <summary>The share of the working time: 1 is all of it.</summary>
    public decimal Share { get; init; } = 1;

    /// <summary>The day of the last claim, and how many items the officer took on it.</summary>
    public DateOnly? Day { get; init; }

    public int Taken { get; init; }

    /// <summary>How many items the officer holds now.</summary>
    public int Holding { get; init; }
}
