namespace Par.Worker.Intake;

/// <summary>A registry as one worker sees it.</summary>
internal sealed record SeenRegistry
{
    public required Guid Worker { get; init; }

    public required string Registry { get; init; }

    /// <summary>Whether its life events are read: closed, halfOpen or open.</summary>
    public required string Feed { get; init; }

    /// <summary>Whether it is asked for facts: closed, halfOpen or open.</summary>
    public required string Facts { get; init; }

    public required DateTimeOffset? AwaySince { get; init; }

    public required string? Reason { get; init; }

    /// <summary>Until when all its life events are known.</summary>
    public required DateTimeOffset? KnownUntil { get; init; }

    public required DateTimeOffset SeenAt { get; init; }
}
