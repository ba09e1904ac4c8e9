namespace Par.Rules.Feel.BuiltIns;

/// <summary>All built-in functions by name; one name may have several ways to call it.</summary>
internal static class Library
{
    private static readonly Dictionary<string, BuiltIn[]> ByName = All()
        .GroupBy(function => function.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static IReadOnlyList<BuiltIn> Find(string name) => ByName.TryGetValue(name, out var found) ? found : [];

    private static IEnumerable<BuiltIn> All() =>
    [
        .. BooleanFunctions.All,
        .. NumberFunctions.All,
        .. StringFunctions.All,
        .. ListFunctions.All,
        .. ListChangeFunctions.All,
        .. StatisticsFunctions.All,
        .. ContextFunctions.All,
        .. ConversionFunctions.All,
        .. TimeFunctions.All,
        .. RecordedDays.All,
        .. RangeFunctions.All,
    ];
}
