namespace Par.Worker.Audits;

/// <summary>The root of one UTC day: it stands for every row that histories got on that day, and for all roots before it.</summary>
internal sealed record HistoryRoot
{
    public required DateOnly Day { get; init; }

    /// <summary>The root of the day before; null of the first one.</summary>
    public required byte[]? BeforeRoot { get; init; }

    public required long Changes { get; init; }

    /// <summary>Over the hashes of the day's rows, in the order of dossiers and positions.</summary>
    public required byte[] RowsHash { get; init; }

    public required byte[] Root { get; init; }
}
