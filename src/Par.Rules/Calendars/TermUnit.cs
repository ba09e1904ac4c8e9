namespace Par.Rules.Calendars;

/// <summary>What a term counts. Terms of different units are never added or compared: an hour is not a fraction of a day in law.</summary>
public enum TermUnit
{
    /// <summary>Whole working days after the day of reception; the last one runs to closing.</summary>
    WorkingDays,

    /// <summary>Hours during which desks are open.</summary>
    WorkingHours,

    /// <summary>Minutes during which desks are open.</summary>
    WorkingMinutes,

    /// <summary>Days of the calendar, worked or not; a last day that is not worked moves to the next working day.</summary>
    CalendarDays,
}
