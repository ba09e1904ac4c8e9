namespace Par.Worker.Demo.Life;

/// <summary>What one registry writes in one transaction: facts, and the life events that tell of them.</summary>
internal sealed record Entry(RegistrySchema Registry, IReadOnlyList<Fact> Facts, params IReadOnlyList<LifeEvent> Events);
