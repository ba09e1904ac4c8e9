namespace Par.Worker.Tests;

/// <summary>
/// Tests that measure time run after all others, one by one: a transaction that any test leaves open for a moment holds back the
/// feeds of every registry on the same server.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
