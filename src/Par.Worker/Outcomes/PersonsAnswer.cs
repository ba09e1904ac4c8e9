namespace Par.Worker.Outcomes;

/// <summary>What the person said to a prepared dossier, and how it came.</summary>
internal sealed record PersonsAnswer
{
    public required bool Yes { get; init; }

    public required AnswerChannel Channel { get; init; }

    /// <summary>The reference number of the written request; a yes needs it where the law wants one.</summary>
    public string? Request { get; init; }

    /// <summary>Why not, if the person said why.</summary>
    public string? Reason { get; init; }

    /// <summary>The sender's own id of it, where it came by a message: taken twice, it counts once.</summary>
    public Guid? Message { get; init; }
}
