namespace Par.Rules.Feel;

/// <summary>A time of day, with or without a zone.</summary>
/// <param name="Nanosecond">Nanoseconds since midnight.</param>
/// <param name="Zone">The zone, or null for a time that is local to wherever it is read.</param>
public readonly record struct FeelTime(long Nanosecond, FeelZone? Zone)
{
    internal const long Day = 86_400_000_000_000;
    internal const long Second = 1_000_000_000;

    /// <summary>A local time of day.</summary>
    public static FeelTime Of(TimeOnly time) => new(time.Ticks * 100, null);

    /// <summary>The time of day as .NET's, cut to 100 nanoseconds.</summary>
    public TimeOnly ToTimeOnly() => new(Nanosecond / 100);

    internal int Hour => (int)(Nanosecond / (3600 * Second));

    internal int Minute => (int)(Nanosecond / (60 * Second) % 60);

    internal decimal SecondsPart => Nanosecond % (60 * Second) / (decimal)Second;

    /// <summary>Nanoseconds since midnight UTC; may lie outside one day.</summary>
    internal long UtcNanosecond(long onDay) => Nanosecond - ((Zone?.SecondsAt(onDay, Nanosecond) ?? 0) * Second);
}

/// <summary>A day and a time of day, with or without a zone.</summary>
/// <param name="DayNumber">Days since 1 January of the year 1.</param>
/// <param name="Nanosecond">Nanoseconds since midnight.</param>
/// <param name="Zone">The zone, or null for a moment that is local to wherever it is read.</param>
public readonly record struct FeelDateTime(long DayNumber, long Nanosecond, FeelZone? Zone)
{
    /// <summary>A moment at a known distance from UTC.</summary>
    public static FeelDateTime Of(DateTimeOffset moment) =>
        new(moment.Date.Ticks / TimeSpan.TicksPerDay, moment.TimeOfDay.Ticks * 100, FeelZone.At(moment.Offset));

    /// <summary>A local day and time.</summary>
    public static FeelDateTime Of(DateOnly day, TimeOnly time) => new(day.DayNumber, time.Ticks * 100, null);

    /// <summary>The moment as .NET's, cut to 100 nanoseconds; a local one counts as UTC.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        var local = new DateTime((DayNumber * TimeSpan.TicksPerDay) + (Nanosecond / 100));
        return new DateTimeOffset(local, TimeSpan.FromSeconds(OffsetSeconds ?? 0));
    }

    /// <summary>How far the moment's zone is from UTC, in seconds; null for a local moment.</summary>
    internal int? OffsetSeconds => Zone?.SecondsAt(DayNumber, Nanosecond);

    /// <summary>Nanoseconds since the year 1 in UTC; a local moment counts as UTC.</summary>
    internal Int128 Instant =>
        ((Int128)DayNumber * FeelTime.Day) + Nanosecond - ((Int128)(OffsetSeconds ?? 0) * FeelTime.Second);
}
