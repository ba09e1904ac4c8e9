namespace Par.Worker.Queues;

/// <summary>Where a page of a queue ended: the next page begins after it, whatever came or went meanwhile.</summary>
internal sealed record QueuePosition(short Priority, DateTimeOffset DueAt, Guid Dossier);
