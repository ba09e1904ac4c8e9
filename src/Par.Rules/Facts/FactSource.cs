namespace Par.Rules.Facts;

/// <summary>Where a fact comes from.</summary>
/// <param name="Registry">The registry that answered.</param>
/// <param name="AsOf">The moment the registry's answer stands for; null when it did not say.</param>
public sealed record FactSource(string Registry, DateTimeOffset? AsOf);
