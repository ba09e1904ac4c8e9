namespace Par.Rules.Calendars;

/// <summary>A day on which desks stay closed although the week says they open, with its name for the person who asks why.</summary>
public sealed record OffDay
{
    /// <summary>The day itself.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the day is called in Vietnamese, for example "Tết Nguyên đán".</summary>
    public required string Vietnamese { get; init; }

    /// <summary>What the day is called in English, for example "Lunar New Year".</summary>
    public required string English { get; init; }

    /// <summary>When this day off was announced, where that was later than the year's calendar. Otherwise empty.</summary>
    public DateOnly? PublishedOn { get; init; }
}
