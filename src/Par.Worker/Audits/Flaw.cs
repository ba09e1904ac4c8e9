using System.Globalization;

namespace Par.Worker.Audits;

/// <summary>One thing that differs between what histories and roots say and what follows from them: where, what, and what to do. By keys only.</summary>
internal sealed record Flaw
{
    public required FlawKind Kind { get; init; }

    /// <summary>The number of the dossier, or its id where it has no row; null where a root is at fault.</summary>
    public string? Dossier { get; init; }

    /// <summary>The row of the history, where one is at fault.</summary>
    public int? Position { get; init; }

    /// <summary>The UTC day of the root, where one is at fault.</summary>
    public DateOnly? Day { get; init; }

    public required string What { get; init; }

    public string Mend => Kind switch
    {
        FlawKind.RootMissing => "Start a worker, which takes missing roots within the hour; if it was there before, somebody deleted it: look in the log for its line and in a backup for its row.",
        FlawKind.RootAltered or FlawKind.RootUnlinked => "Compare it with the line 'Took the root' in the log of that day and with a backup, and put back what stood there.",
        FlawKind.DayDiffers => "Look first at the dossiers named above; where none is, hold the day's rows against a backup whose root of that day is the same.",
        _ => "Hold the dossier's rows against a backup, put back what stood there, and find out who could write past the triggers.",
    };

    public override string ToString()
    {
        var where = Day is { } day ? string.Create(CultureInfo.InvariantCulture, $"root of {day:yyyy-MM-dd}")
            : Position is { } position ? string.Create(CultureInfo.InvariantCulture, $"{Dossier}, row {position}")
            : Dossier;
        return $"{where}: {What} {Mend}";
    }
}
