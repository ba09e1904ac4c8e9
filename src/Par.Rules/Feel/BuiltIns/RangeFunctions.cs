using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions that ask how two ranges lie to each other; a lone value counts as the range of itself.</summary>
internal static class RangeFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        .. Points("before", Before),
        .. PointInRange("before", Before),
        .. RangeAndPoint("before", Before),
        .. Ranges("before", Before),
        .. Points("after", (a, b) => Before(b, a)),
        .. PointInRange("after", (a, b) => Before(b, a)),
        .. RangeAndPoint("after", (a, b) => Before(b, a)),
        .. Ranges("after", (a, b) => Before(b, a)),
        .. Ranges("meets", Meets),
        .. Ranges("met by", (a, b) => Meets(b, a)),
        .. Ranges("overlaps", Overlaps),
        .. Ranges("overlaps before", OverlapsBefore),
        .. Ranges("overlaps after", (a, b) => OverlapsBefore(b, a)),
        .. PointInRange("finishes", Finishes),
        .. Ranges("finishes", Finishes),
        .. RangeAndPoint("finished by", (a, b) => Finishes(b, a)),
        .. Ranges("finished by", (a, b) => Finishes(b, a)),
        .. RangeAndPoint("includes", Includes),
        .. Ranges("includes", Includes),
        .. PointInRange("during", (a, b) => Includes(b, a)),
        .. Ranges("during", (a, b) => Includes(b, a)),
        .. PointInRange("starts", Starts),
        .. Ranges("starts", Starts),
        .. RangeAndPoint("started by", (a, b) => Starts(b, a)),
        .. Ranges("started by", (a, b) => Starts(b, a)),
        .. Points("coincides", Coincides),
        .. Ranges("coincides", Coincides),
    ];

    private static BuiltIn[] Points(string name, Func<FeelRange, FeelRange, bool?> holds) => Of($"{name}(point1: any, point2: any)", holds);

    private static BuiltIn[] PointInRange(string name, Func<FeelRange, FeelRange, bool?> holds) => Of($"{name}(point: any, range: range)", holds);

    private static BuiltIn[] RangeAndPoint(string name, Func<FeelRange, FeelRange, bool?> holds) => Of($"{name}(range: range, point: any)", holds);

    private static BuiltIn[] Ranges(string name, Func<FeelRange, FeelRange, bool?> holds) => Of($"{name}(range1: range, range2: range)", holds);

    private static BuiltIn[] Of(string signature, Func<FeelRange, FeelRange, bool?> holds) =>
        [BuiltIn.Of($"{signature} -> boolean", (a, b) => Logic.ValueOf(holds(AsRange(a), AsRange(b))))];

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
