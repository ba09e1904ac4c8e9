using Par.Worker.Dossiers;

namespace Par.Worker.Queues;

/// <summary>One waiting dossier, as an officer sees it in the queue.</summary>
internal sealed record QueueRow
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required string Agency { get; init; }

    /// <summary>See <see cref="QueueTask"/>.</summary>
    public required string Task { get; init; }

    public required DossierState State { get; init; }

    /// <summary>5 is usual; the smaller, the more pressing.</summary>
    public required short Priority { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required string? Officer { get; init; }

    public required DateTimeOffset? LeaseEnds { get; init; }

    /// <summary>The fencing token of the claim that holds it.</summary>
    public required int Attempt { get; init; }

    public required string Subject { get; init; }

    /// <summary>JSON.</summary>
    public required string Prefill { get; init; }

    /// <summary>JSON.</summary>
    public required string Texts { get; init; }

    public required short Level { get; init; }

    public required bool RequestNeeded { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public QueuePosition Position => new(Priority, DueAt, Dossier);
}
