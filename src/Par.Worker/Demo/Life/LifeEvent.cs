namespace Par.Worker.Demo.Life;

/// <summary>One row of a registry's feed, as its application writes it.</summary>
internal sealed record LifeEvent
{
    public required RegistrySchema Registry { get; init; }

    public required Guid Uid { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Area { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public Guid? Corrects { get; init; }

    public required string Body { get; init; }
}
