namespace Par.Worker.Storage;

/// <summary>The migrations that a program was written for. The number of the last tells programs apart.</summary>
internal sealed record KnownMigrations(IReadOnlyList<Migration> InOrder)
{
    private static readonly Lazy<KnownMigrations> OfThisProgram = new(() => new KnownMigrations(Migration.All()));

    public static KnownMigrations Own => OfThisProgram.Value;

    public Migration Last => InOrder[^1];
}
