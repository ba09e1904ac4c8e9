namespace Par.Worker.Outbox;

/// <summary>How much of one topic waits to be sent, and since when.</summary>
internal sealed record PendingRows
{
    public required string Topic { get; init; }

    public required long Count { get; init; }

    public required DateTimeOffset Oldest { get; init; }
}
