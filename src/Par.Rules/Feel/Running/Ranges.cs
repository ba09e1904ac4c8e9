using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>Making ranges, and asking whether a value lies within one.</summary>
internal static class Ranges
{
    /// <summary>A range as a value; ends that have no order, or an upper end below the lower one, make none.</summary>
    public static Value Make(RangeOf range, Value start, Value end)
    {
        if (Logic.AreUnknown(start, end, out var unknown))
        {
            return unknown;
        }

        var isOrdered = range.HasOpenEnd
            ? Comparison.Order(start, start) is not null || Comparison.Order(end, end) is not null
            : Comparison.Order(start, end) is <= 0;
        return isOrdered ? Value.Of(Of(range, start, end)) : Value.Null;
    }

    /// <summary>Whether a value lies within a range that is written where it is used.</summary>
    public static Ternary Within(RangeOf range, Value value, Value start, Value end)
    {
        if (range.HasOpenEnd || range.IsAllBut)
        {
            return Logic.AreUnknown(start, end, out _)
                ? Ternary.Unknown
                : Comparison.Within(value, Of(range, start, end));
        }

        return Comparison.Within(value, start, range.StartIncluded, end, range.EndIncluded);
    }

    private static FeelRange Of(RangeOf range, Value start, Value end) =>
        new(start, range.StartIncluded, end, range.EndIncluded) { IsAllBut = range.IsAllBut };
}
