namespace Par.Rules.Feel.BuiltIns;

/// <summary>
/// The first and the last day that a recorded date may be, where a registry knows only its year or its month. A call is run
/// with the record as well as the date: what was merely worked out from an imprecise date is unknown too, and is no such date.
/// </summary>
internal static class RecordedDays
{
    private static readonly BuiltIn Earliest = OfRecord("earliest", between => between.First);
    private static readonly BuiltIn Latest = OfRecord("latest", between => between.Last);

    /// <summary>The functions as they are written: with the date alone.</summary>
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("earliest(date: date) -> date", date => date),
        BuiltIn.Of("latest(date: date) -> date", date => date),
    ];

    /// <summary>The function as it is run, with the record before the date; null for any other function.</summary>
    public static BuiltIn? WithRecord(BuiltIn written) => written.Name switch
    {
        "earliest" => Earliest,
        "latest" => Latest,
        _ => null,
    };

    private static BuiltIn OfRecord(string name, Func<(DateOnly First, DateOnly Last), DateOnly> choose) => BuiltIn.Of(
        name + "(record: any, date: date) -> date",
        (record, date) => record.Kind == ValueKind.Context && record.AsContext is Record && date.IsUnknown && date.Missing.Between is { } between
            ? Value.Of(choose(between))
            : date,
        Traits.SeesUnknown | Traits.MovesOnly);
}
