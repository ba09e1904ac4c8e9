namespace Par.Rules.Feel.BuiltIns;

/// <summary>Reads the written signatures of built-in functions.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="IsVariadic">Whether the last parameter, written with three dots, may come many times.</param>
/// <param name="Result">What it gives; <c>T</c> is what the parameters of type T hold.</param>
internal sealed record Signature(string Name, Parameter[] Parameters, bool IsVariadic, FeelType Result)
{
    /// <summary>Stands for the free type of a signature until a call says what it is.</summary>
    public static FeelType T { get; } = new SimpleType("T", null);

    private static readonly Dictionary<string, FeelType> Types = new(StringComparer.Ordinal)
    {
        ["any"] = FeelType.Any,
        ["boolean"] = FeelType.Boolean,
        ["number"] = FeelType.Number,
        ["string"] = FeelType.String,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["moment"] = FeelType.DateTime,
        ["days"] = FeelType.DaysAndTimeDuration,
        ["months"] = FeelType.YearsAndMonthsDuration,
        ["context"] = FeelType.OpenContext,
        ["range"] = FeelType.Range(FeelType.Any),
        ["function"] = FeelType.Function([], FeelType.Any),
        ["list"] = FeelType.List(FeelType.Any),
        ["texts"] = FeelType.List(FeelType.String),
        ["numbers"] = FeelType.List(FeelType.Number),
        ["conditions"] = FeelType.List(FeelType.Boolean),
        ["contexts"] = FeelType.List(FeelType.OpenContext),
        ["T"] = T,
        ["list of T"] = FeelType.List(T),
    };

    public static Signature Read(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.IndexOf(") -> ", StringComparison.Ordinal);
        var inside = text[(open + 1)..close];
        var parts = inside.Length == 0 ? [] : inside.Split(", ");
        return new Signature(
            text[..open],
            [.. parts.Select(Parameter)],
            inside.Contains("...", StringComparison.Ordinal),
            Types[text[(close + 5)..]]);
    }

    private static Parameter Parameter(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var types = text[(colon + 2)..];
        var mayBeNull = types.EndsWith('?');
        var named = types.TrimEnd('?').Split('|');
        var generic = named.Any(name => name is "T" or "list of T");
        return new Parameter(
            text[..colon].TrimStart('.'),
            [.. named.Select(name => name switch { "T" => FeelType.Any, "list of T" => Types["list"], _ => Types[name] })],
            mayBeNull,
            generic);
    }
}
