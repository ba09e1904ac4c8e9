namespace Par.Worker.Outcomes;

/// <summary>What the person objects to in a dossier that is over, and how it came.</summary>
internal sealed record PersonsObjection
{
    public required AnswerChannel Channel { get; init; }

    /// <summary>Why, in the person's words; the officer who looks again reads it.</summary>
    public required string? Reason { get; init; }

    /// <summary>The sender's own id of it, where it came by a message: taken twice, it counts once.</summary>
    public Guid? Message { get; init; }
}
