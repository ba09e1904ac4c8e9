using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions that ask how two ranges lie to each other; a lone value counts as the range of itself.</summary>
internal static class RangeFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        Of("before", Before),
        Of("after", (a, b) => Before(b, a)),
        Of("meets", Meets, "range", "range"),
        Of("met by", (a, b) => Meets(b, a), "range", "range"),
        Of("overlaps", Overlaps, "range", "range"),
        Of("overlaps before", OverlapsBefore, "range", "range"),
        Of("overlaps after", (a, b) => OverlapsBefore(b, a), "range", "range"),
        Of("finishes", Finishes, "any", "range"),
        Of("finished by", (a, b) => Finishes(b, a), "range", "any"),
        Of("includes", Includes, "range", "any"),
        Of("during", (a, b) => Includes(b, a), "any", "range"),
        Of("starts", Starts, "any", "range"),
        Of("started by", (a, b) => Starts(b, a), "range", "any"),
        Of("coincides", Coincides),
    ];

    private static BuiltIn Of(string name, Func<FeelRange, FeelRange, bool?> holds, string first = "any", string second = "any") =>
        BuiltIn.Of($"{name}(a: {first}, b: {second}) -> boolean", (a, b) => Logic.ValueOf(holds(AsRange(a), AsRange(b))));

    private static FeelRange AsRange(Value value) => value.Kind == ValueKind.Range ? value.AsRange : new FeelRange(value, true, value, true);

    // Null stands for two values that have no order, and then for the whole answer.
    private static int? Order(Value a, Value b) => Comparison.Order(a, b);

    private static bool? Before(FeelRange a, FeelRange b) =>
        Order(a.End, b.Start) is { } order ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;

    private static bool? Meets(FeelRange a, FeelRange b) =>
        Order(a.End, b.Start) is { } order ? order == 0 && a.EndIncluded && b.StartIncluded : null;

    private static bool? Overlaps(FeelRange a, FeelRange b) => Before(a, b) is { } isBefore && Before(b, a) is { } isAfter ? !isBefore && !isAfter : null;

    private static bool? OverlapsBefore(FeelRange a, FeelRange b)
    {
        if (Order(a.Start, b.Start) is not { } starts || Order(a.End, b.End) is not { } ends || Before(a, b) is not { } isBefore)
        {
            return null;
        }

        var startsFirst = starts < 0 || (starts == 0 && a.StartIncluded && !b.StartIncluded);
        var endsFirst = ends < 0 || (ends == 0 && (!a.EndIncluded || b.EndIncluded));
        return startsFirst && endsFirst && !isBefore;
    }

    private static bool? Finishes(FeelRange a, FeelRange b)
    {
        if (Order(a.Start, b.Start) is not { } starts || Order(a.End, b.End) is not { } ends)
        {
            return null;
        }

        return ends == 0 && a.EndIncluded == b.EndIncluded && (starts > 0 || (starts == 0 && (!a.StartIncluded || b.StartIncluded)));
    }

    private static bool? Starts(FeelRange a, FeelRange b)
    {
        if (Order(a.Start, b.Start) is not { } starts || Order(a.End, b.End) is not { } ends)
        {
            return null;
        }

        return starts == 0 && a.StartIncluded == b.StartIncluded && (ends < 0 || (ends == 0 && (!a.EndIncluded || b.EndIncluded)));
    }

    private static bool? Includes(FeelRange a, FeelRange b)
    {
        if (Order(a.Start, b.Start) is not { } starts || Order(a.End, b.End) is not { } ends)
        {
            return null;
        }

        return (starts < 0 || (starts == 0 && (a.StartIncluded || !b.StartIncluded)))
            && (ends > 0 || (ends == 0 && (a.EndIncluded || !b.EndIncluded)));
    }

    private static bool? Coincides(FeelRange a, FeelRange b)
    {
        if (Order(a.Start, b.Start) is not { } starts || Order(a.End, b.End) is not { } ends)
        {
            return null;
        }

        return starts == 0 && ends == 0 && a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded;
    }
}
