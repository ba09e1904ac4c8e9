namespace Par.Rules.Feel.Reading;

/// <summary>The names that FEEL gives to types.</summary>
internal static class TypeNames
{
    public static Dictionary<string, FeelType> Simple { get; } = new(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = FeelType.Null,
        ["number"] = FeelType.Number,
        ["string"] = FeelType.String,
        ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["date and time"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysAndTimeDuration,
        ["years and months duration"] = FeelType.YearsAndMonthsDuration,
        ["day-time duration"] = FeelType.DaysAndTimeDuration,
        ["year-month duration"] = FeelType.YearsAndMonthsDuration,
    };

    public static IEnumerable<string> All { get; } = [.. Simple.Keys, "list", "range", "context", "function"];
}
