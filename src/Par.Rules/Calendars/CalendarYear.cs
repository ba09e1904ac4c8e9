namespace Par.Rules.Calendars;

/// <summary>What the authorities have published about one year: its days off and its make-up days.</summary>
public sealed record CalendarYear
{
    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// 1 for the first publication, raised by one whenever the year is published again, for example after a swap that was
    /// announced late. 0 for an estimate that nobody has published yet: due dates that run into it are provisional.
    /// </summary>
    public required int Version { get; init; }

    /// <summary>The day of this publication, or of the estimate.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>The days off of the year.</summary>
    public required IReadOnlyList<OffDay> OffDays { get; init; }

    /// <summary>The days worked in place of days off.</summary>
    public IReadOnlyList<MakeUpDay> MakeUpDays { get; init; } = [];

    /// <summary>
    /// Days that this publication changes although they were over when it came out. Only what stands here may rewrite the past: due
    /// dates that are open are counted anew from their start.
    /// </summary>
    public IReadOnlyList<DateOnly> Rewrites { get; init; } = [];
}
