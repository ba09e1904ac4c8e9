namespace Par.Worker.Demo.Life;

/// <summary>
/// What happens to a person at once: entries in one registry after the other, since registries share no transaction. Happenings
/// of one subject are written in the order they were planned.
/// </summary>
internal sealed record Happening(string Subject, params IReadOnlyList<Entry> Entries)
{
    public int Events => Entries.Sum(entry => entry.Events.Count);
}

/// <summary>A happening, and how many life events later it is to be written; 0 is next.</summary>
internal sealed record Planned(Happening Happening, int After = 0);
