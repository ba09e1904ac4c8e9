using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>Which of two values is smaller, and whether they are equal.</summary>
internal static class Comparison
{
    public static Ternary Test(Relation relation, in Value a, in Value b)
    {
        if (a.Kind == b.Kind)
        {
            switch (a.Kind)
            {
                case ValueKind.Number:
                    return Holds(relation, decimal.Compare(a.RawNumber, b.RawNumber));
                case ValueKind.Date:
                    return Holds(relation, a.RawDay.CompareTo(b.RawDay));
                default:
                    break;
            }
        }

        return TestOthers(relation, in a, in b);
    }

    /// <summary>The same within an evaluation, which pays for what is long.</summary>
    public static Ternary Test(Frame frame, Relation relation, in Value a, in Value b)
    {
        if (a.Kind is not (ValueKind.Number or ValueKind.Date))
        {
            frame.Pay(in a);
            frame.Pay(in b);
        }

        return Test(relation, in a, in b);
    }

    private static Ternary TestOthers(Relation relation, in Value a, in Value b) => relation switch
    {
        Relation.Equal => Equal(a, b),
        Relation.NotEqual => Logic.Not(Equal(a, b)),
        Relation.Less => Less(a, b),
        Relation.LessOrEqual => LessOrEqual(a, b),
        Relation.Greater => Less(b, a),
        _ => LessOrEqual(b, a),
    };

    private static Ternary Holds(Relation relation, int order) => Logic.TernaryOf(relation switch
    {
        Relation.Equal => order == 0,
        Relation.NotEqual => order != 0,
        Relation.Less => order < 0,
        Relation.LessOrEqual => order <= 0,
        Relation.Greater => order > 0,
        _ => order >= 0,
    });

    public static Ternary Less(in Value a, in Value b)
    {
        if (a.Kind == b.Kind)
        {
            switch (a.Kind)
            {
                case ValueKind.Number:
                    return Logic.TernaryOf(a.RawNumber < b.RawNumber);
                case ValueKind.Date:
                    return Logic.TernaryOf(a.RawDay < b.RawDay);
                default:
                    break;
            }
        }

        return a.IsUnknown || b.IsUnknown ? Ternary.Unknown : Order(a, b) is { } order ? Logic.TernaryOf(order < 0) : Ternary.Null;
    }

    public static Ternary LessOrEqual(in Value a, in Value b)
    {
        if (a.Kind == b.Kind)
        {
            switch (a.Kind)
            {
                case ValueKind.Number:
                    return Logic.TernaryOf(a.RawNumber <= b.RawNumber);
                case ValueKind.Date:
                    return Logic.TernaryOf(a.RawDay <= b.RawDay);
                default:
                    break;
            }
        }

        return a.IsUnknown || b.IsUnknown ? Ternary.Unknown : Order(a, b) is { } order ? Logic.TernaryOf(order <= 0) : Ternary.Null;
    }

    /// <summary>Below zero when the first is smaller; null when the two have no order.</summary>
    public static int? Order(in Value a, in Value b)
    {
        if (a.Kind != b.Kind)
        {
            return null;
        }

        switch (a.Kind)
        {
            case ValueKind.Number:
                return a.RawNumber.CompareTo(b.RawNumber);
            case ValueKind.Date:
                return a.RawDay.CompareTo(b.RawDay);
            case ValueKind.String:
                return CompareTexts(a.RawString, b.RawString);
            case ValueKind.DaysAndTime:
                return a.RawSpan.CompareTo(b.RawSpan);
            case ValueKind.YearsAndMonths:
                return a.RawMonths.CompareTo(b.RawMonths);
            case ValueKind.DateTime:
                var (left, right) = (a.AsDateTime, b.AsDateTime);
                return left.Instant.CompareTo(right.Instant);
            case ValueKind.Time:
                return a.AsTime.UtcNanosecond(0).CompareTo(b.AsTime.UtcNanosecond(0));
            default:
                return null;
        }
    }

    /// <summary>Whether two values are equal; values of different kinds have no answer, except beside null.</summary>
    public static Ternary Equal(in Value a, in Value b)
    {
        if (a.Kind == ValueKind.String && b.Kind == ValueKind.String)
        {
            return Logic.TernaryOf(string.Equals(a.RawString, b.RawString, StringComparison.Ordinal));
        }

        if (a.IsUnknown || b.IsUnknown)
        {
            return Ternary.Unknown;
        }

        if (a.IsNull || b.IsNull)
        {
            return Logic.TernaryOf(a.IsNull && b.IsNull);
        }

        if (a.Kind != b.Kind)
        {
            return Ternary.Null;
        }

        return a.Kind switch
        {
            ValueKind.Number => Logic.TernaryOf(a.RawNumber == b.RawNumber),
            ValueKind.Boolean => Logic.TernaryOf(a.RawBoolean == b.RawBoolean),
            ValueKind.List => EqualLists(a.RawList, b.RawList),
            ValueKind.Context => EqualContexts(a.AsContext, b.AsContext),
            ValueKind.Range => EqualRanges(a.AsRange, b.AsRange),
            ValueKind.Function => Logic.TernaryOf(ReferenceEquals(a.AsFunction, b.AsFunction)),
            ValueKind.DateTime => EqualMoments(a.AsDateTime, b.AsDateTime),
            ValueKind.Time => EqualTimes(a.AsTime, b.AsTime),
            _ => Logic.TernaryOf(Order(a, b) == 0),
        };
    }

    /// <summary>Whether a value lies between two ends; settled as soon as one end says no, even when the other is unknown.</summary>
    public static Ternary Within(in Value value, in Value start, bool startIncluded, in Value end, bool endIncluded)
    {
        var above = startIncluded ? LessOrEqual(start, value) : Less(start, value);
        if (above == Ternary.False)
        {
            return above;
        }

        return Logic.And(above, endIncluded ? LessOrEqual(value, end) : Less(value, end));
    }

    /// <summary>Whether a value lies in a range that stands as a value, where a null end is open.</summary>
    public static Ternary Within(in Value value, FeelRange range)
    {
        if (range.IsAllBut)
        {
            return Logic.Not(Equal(value, range.Start));
        }

        if (range.Start.IsNull && range.End.IsNull)
        {
            return Ternary.Null;
        }

        if (range.Start.IsNull)
        {
            return range.EndIncluded ? LessOrEqual(value, range.End) : Less(value, range.End);
        }

        if (range.End.IsNull)
        {
            return range.StartIncluded ? LessOrEqual(range.Start, value) : Less(range.Start, value);
        }

        return Within(value, range.Start, range.StartIncluded, range.End, range.EndIncluded);
    }

    // By code point, not by UTF-16 unit, so that rare letters sort where Unicode puts them.
    private static int CompareTexts(string a, string b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] != b[i])
            {
                var bothSplit = char.IsSurrogate(a[i]) == char.IsSurrogate(b[i]);
                return bothSplit ? a[i].CompareTo(b[i]) : char.IsSurrogate(a[i]) ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static Ternary EqualLists(FeelList a, FeelList b)
    {
        if (a.Count != b.Count)
        {
            return Ternary.False;
        }

        var all = Ternary.True;
        for (var i = 0; i < a.Count && all != Ternary.False; i++)
        {
            var equal = Equal(a[i], b[i]);
            all = Logic.And(all, equal == Ternary.Null ? Ternary.False : equal);
        }

        return all;
    }

    private static Ternary EqualContexts(FeelContext a, FeelContext b)
    {
        if (a.Names.Count != b.Names.Count)
        {
            return Ternary.False;
        }

        var all = Ternary.True;
        for (var i = 0; i < a.Names.Count && all != Ternary.False; i++)
        {
            var equal = a.TryGet(a.Names[i], out var left) && b.TryGet(a.Names[i], out var right) ? Equal(left, right) : Ternary.False;
            all = Logic.And(all, equal == Ternary.Null ? Ternary.False : equal);
        }

        return all;
    }

    private static Ternary EqualRanges(FeelRange a, FeelRange b) =>
        a.StartIncluded != b.StartIncluded || a.EndIncluded != b.EndIncluded || a.IsAllBut != b.IsAllBut
            ? Ternary.False
            : Logic.And(Equal(a.Start, b.Start), Equal(a.End, b.End));

    private static Ternary EqualMoments(FeelDateTime a, FeelDateTime b) =>
        Logic.TernaryOf((a.Zone is null) == (b.Zone is null) && a.Instant == b.Instant);

    // FEEL compares hours, minutes, whole seconds and offsets.
    private static Ternary EqualTimes(FeelTime a, FeelTime b) =>
        Logic.TernaryOf((a.Zone is null) == (b.Zone is null) && a.UtcNanosecond(0) / FeelTime.Second == b.UtcNanosecond(0) / FeelTime.Second);
}
