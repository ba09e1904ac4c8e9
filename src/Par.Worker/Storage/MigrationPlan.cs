namespace Par.Worker.Storage;

/// <summary>What the migrator would do now, and who is in its way.</summary>
/// <param name="Missing">What would be applied, in its order.</param>
/// <param name="Newer">What the database has beyond this program, all of which lets it go on.</param>
/// <param name="Older">The programs at work that end before this one.</param>
internal sealed record MigrationPlan(IReadOnlyList<Migration> Missing, IReadOnlyList<Applied> Newer, IReadOnlyList<OlderProgram> Older)
{
    /// <summary>The missing migration that lets the fewest programs go on; null when nothing is missing.</summary>
    public Migration? Strictest => Missing.MaxBy(migration => migration.Needs);

    /// <summary>The programs at work that must end first.</summary>
    public IReadOnlyList<OlderProgram> InTheWay => [.. Older.Where(program => (program.Last ?? 0) < (Strictest?.Needs ?? 0))];
}
