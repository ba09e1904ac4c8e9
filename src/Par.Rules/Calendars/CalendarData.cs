namespace Par.Rules.Calendars;

/// <summary>Everything a working calendar is made of, as it was read from its file.</summary>
public sealed record CalendarData
{
    /// <summary>The name rules and agencies use for the calendar, for example <c>vn-public</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The IANA name of the time zone the desk hours are meant in, for example <c>Asia/Ho_Chi_Minh</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The desk hours of each weekday, earliest first. A weekday left out is not worked.</summary>
    public required IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingSession>> Sessions { get; init; }

    /// <summary>The years that are published or estimated. Days of other years follow the week alone, and due dates there are provisional.</summary>
    public required IReadOnlyList<CalendarYear> Years { get; init; }

    /// <summary>Every reason why no calendar can be made of this, each one sentence; none when all is well.</summary>
    public IReadOnlyList<string> Problems() => [.. CalendarProblems.In(this)];
}
