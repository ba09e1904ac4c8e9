namespace Par.Rules.Feel;

/// <summary>A length of time in days, hours, minutes and seconds, for example <c>P3DT4H</c>.</summary>
/// <param name="Nanoseconds">The whole length in nanoseconds; less than zero when it goes back in time.</param>
public readonly record struct DaysAndTime(Int128 Nanoseconds)
{
    /// <summary>The same length as .NET's span of time.</summary>
    public static DaysAndTime Of(TimeSpan span) => new((Int128)span.Ticks * 100);

    // 100,000 days, some 270 years, are counted in a machine word.
    internal static DaysAndTime OfDays(long days) =>
        new(days is > -100_000 and < 100_000 ? days * FeelTime.Day : (Int128)days * FeelTime.Day);

    /// <summary>The length as .NET's span of time, cut to 100 nanoseconds.</summary>
    public TimeSpan ToTimeSpan() => new((long)(Nanoseconds / 100));
}

/// <summary>A length of time in whole months, for example <c>P1Y6M</c>: how many days it has depends on where it starts.</summary>
/// <param name="Months">The length in months; less than zero when it goes back in time.</param>
public readonly record struct YearsAndMonths(long Months);
