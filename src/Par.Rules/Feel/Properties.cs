namespace Par.Rules.Feel;

/// <summary>The parts of days, times, lengths of time and ranges that a path can name, such as <c>year</c>.</summary>
internal static class Properties
{
    private static readonly string[] OfDate = ["year", "month", "day", "weekday"];
    private static readonly string[] OfTime = ["hour", "minute", "second", "time offset", "timezone"];
    private static readonly string[] OfDays = ["days", "hours", "minutes", "seconds"];
    private static readonly string[] MonthParts = ["years", "months"];
    private static readonly string[] OfRange = ["start", "end", "start included", "end included"];
    private static readonly string[] OfDateTime = [.. OfDate, .. OfTime];

    /// <summary>Names that hold a space.</summary>
    public static IEnumerable<string> Spaced { get; } = ["time offset", "start included", "end included"];

    public static IEnumerable<string> NamesOf(FeelType type) => type switch
    {
        RangeType => OfRange,
        _ => Typing.KindOf(type) switch
        {
            ValueKind.Date => OfDate,
            ValueKind.Time => OfTime,
            ValueKind.DateTime => OfDateTime,
            ValueKind.DaysAndTime => OfDays,
            ValueKind.YearsAndMonths => MonthParts,
            _ => [],
        },
    };

    public static FeelType? TypeOf(FeelType type, string name) => NamesOf(type).Contains(name)
        ? name switch
        {
            "timezone" => FeelType.String,
            "time offset" => FeelType.DaysAndTimeDuration,
            "start" or "end" => ((RangeType)type).Of,
            "start included" or "end included" => FeelType.Boolean,
            _ => FeelType.Number,
        }
        : null;

    /// <summary>The part of a value by its name; null when it has none.</summary>
    public static Value Of(Value value, string name) => value.Kind switch
    {
        ValueKind.Date => OfDay(value.RawDay, name),
        ValueKind.Time => Part(value.AsTime, 0, name),
        ValueKind.DateTime => Array.IndexOf(OfDate, name) >= 0
            ? OfDay(value.RawDay, name)
            : Part(new FeelTime(value.AsDateTime.Nanosecond, value.AsDateTime.Zone), value.RawDay, name),
        ValueKind.DaysAndTime => Part(value.RawSpan, name),
        ValueKind.YearsAndMonths => OfMonths(value.RawMonths, name),
        ValueKind.Range => name switch
        {
            "start" => value.AsRange.Start,
            "end" => value.AsRange.End,
            "start included" => Value.Of(value.AsRange.StartIncluded),
            "end included" => Value.Of(value.AsRange.EndIncluded),
            _ => Value.Null,
        },
        _ => Value.Null,
    };

    /// <summary>The years or the months of a length of time, by their name.</summary>
    public static Value OfMonths(long months, string name) => name switch
    {
        "years" => Value.Of((decimal)(months / 12)),
        "months" => Value.Of((decimal)(months % 12)),
        _ => Value.Null,
    };

    /// <summary>The part of a day by its name.</summary>
    public static Value OfDay(long number, string name)
    {
        var (year, month, day) = CalendarDay.Parts(number);
        return name switch
        {
            "year" => Value.Of((decimal)year),
            "month" => Value.Of((decimal)month),
            "day" => Value.Of((decimal)day),
            "weekday" => Value.Of((decimal)CalendarDay.Weekday(number)),
            _ => Value.Null,
        };
    }

    private static Value Part(FeelTime time, long onDay, string name) => name switch
    {
        "hour" => Value.Of((decimal)time.Hour),
        "minute" => Value.Of((decimal)time.Minute),
        "second" => Value.Of(decimal.Truncate(time.SecondsPart)),
        "time offset" => time.Zone is { } zone
            ? Value.Of(new DaysAndTime((Int128)zone.SecondsAt(onDay, time.Nanosecond) * FeelTime.Second))
            : Value.Null,
        "timezone" => Value.Of(time.Zone?.Region),
        _ => Value.Null,
    };

    private static Value Part(Int128 span, string name) => name switch
    {
        "days" => Value.Of((decimal)(span / FeelTime.Day)),
        "hours" => Value.Of((decimal)(span / (3600 * FeelTime.Second) % 24)),
        "minutes" => Value.Of((decimal)(span / (60 * FeelTime.Second) % 60)),
        "seconds" => Value.Of((decimal)(span % (60 * FeelTime.Second)) / FeelTime.Second),
        _ => Value.Null,
    };
}
