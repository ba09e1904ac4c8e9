namespace Par.Rules.Calendars;

/// <summary>When a term ends, and what anyone needs to check it by hand.</summary>
public readonly record struct DueDate
{
    /// <summary>The moment the term ends, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The day of that moment where the desk is.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The days off without which the term would have ended earlier, in order. Weekends are not among them.</summary>
    public required IReadOnlyList<OffDay> Moved { get; init; }

    /// <summary>The calendar and the publications of the years the term runs through, for example <c>vn-public 2025.1 2026.2</c>.</summary>
    public required string CalendarVersion { get; init; }

    /// <summary>True when the term runs through a year that nobody has published yet: its days off are not known.</summary>
    public required bool Provisional { get; init; }
}
