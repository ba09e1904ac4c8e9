namespace Par.Rules.Calendars;

/// <summary>A day that is worked, usually a Saturday, because another day was given off in its place.</summary>
public sealed record MakeUpDay
{
    /// <summary>The day that is worked.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day given off instead. Its weekday says which desk hours the make-up day has.</summary>
    public required DateOnly InPlaceOf { get; init; }

    /// <summary>When this make-up day was announced, where that was later than the year's calendar. Otherwise empty.</summary>
    public DateOnly? PublishedOn { get; init; }
}
