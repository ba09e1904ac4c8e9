namespace Par.Worker.Queues;

/// <summary>An item that went back to the queue, and from whom.</summary>
internal sealed record RescuedItem
{
    public required Guid Dossier { get; init; }

    public required string Task { get; init; }

    public required string Agency { get; init; }

    public required string Officer { get; init; }
}
