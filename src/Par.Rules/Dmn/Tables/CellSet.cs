using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Tables;

/// <summary>The values that a cell of a decision table accepts: intervals of one kind of value, apart from one another and in order.</summary>
internal sealed class CellSet
{
    private CellSet(ValueKind? kind, IReadOnlyList<Interval> intervals) => (Kind, Intervals) = (kind, intervals);

    /// <summary>The kind of the values; null when the cell accepts every value of every kind.</summary>
    public ValueKind? Kind { get; }

    public IReadOnlyList<Interval> Intervals { get; }

    /// <summary>What a dash accepts: every value, and also none.</summary>
    public static CellSet Everything { get; } = new(null, [Interval.All]);

    /// <summary>The set of the tests of one cell; null when the values alone do not tell, for example because a function is called.</summary>
    public static CellSet? Of(Node tests) => tests switch
    {
        Constant { Value: { Kind: ValueKind.Boolean, RawBoolean: true } } => Everything,
        Meets meets => Of(meets.Tests),
        BuiltInCall { Function.Name: "not", Arguments: [Meets negated] } => Of(negated.Tests)?.Complement(),
        _ => null,
    };

    /// <summary>All values of the kind that this set leaves out.</summary>
    public CellSet Complement()
    {
        var left = new List<Interval>();
        Cut? from = null;
        foreach (var interval in Intervals)
        {
            var before = new Interval(from, interval.From);
            if (interval.From is not null && !before.IsEmpty)
            {
                left.Add(before);
            }

            if (interval.To is null)
            {
                return new CellSet(Kind, left);
            }

            from = interval.To;
        }

        left.Add(new Interval(from, null));
        return new CellSet(Kind, left);
    }

    /// <summary>The set of some tests, of which a value must meet one.</summary>
    public static CellSet? Of(Test[] tests)
    {
        var intervals = new List<Interval>();
        ValueKind? kind = null;
        foreach (var test in tests)
        {
            if (Of(test) is not { } found)
            {
                return null;
            }

            foreach (var interval in found)
            {
                var own = (interval.From ?? interval.To)!.Value.At.Kind;
                kind ??= own;
                if (own != kind)
                {
                    return null;
                }

                if (!interval.IsEmpty)
                {
                    intervals.Add(interval);
                }
            }
        }

        return new CellSet(kind, Joined(intervals));
    }

    private static IReadOnlyList<Interval>? Of(Test test) => test switch
    {
        RelationTest { With: Constant { Value: var with } } relation when IsOnALine(with) => Of(relation.Relation, with),
        RangeTest { Range: { Start: Constant, End: Constant } range } => Of(range),
        ValueTest { Of: Constant { Value: { Kind: ValueKind.List } list } } when list.AsList.Count > 0 && list.AsList.All(IsOnALine) => [.. list.AsList.Select(Interval.Only)],
        ValueTest { Of: ListOf { Items: [_, ..] items } } when items.All(item => item is Constant { Value: var one } && IsOnALine(one)) =>
            [.. items.Select(item => Interval.Only(((Constant)item).Value))],
        ValueTest { Of: Constant { Value: var value } } when IsOnALine(value) => [Interval.Only(value)],
        _ => null,
    };

    private static IReadOnlyList<Interval>? Of(Relation relation, Value with)
    {
        var (before, after) = (new Cut(with, false), new Cut(with, true));
        return relation switch
        {
            Relation.Equal => [new(before, after)],
            Relation.NotEqual => [new(null, before), new(after, null)],
            _ when with.Kind == ValueKind.Boolean => null,
            Relation.Less => [new(null, before)],
            Relation.LessOrEqual => [new(null, after)],
            Relation.Greater => [new(after, null)],
            _ => [new(before, null)],
        };
    }

    private static IReadOnlyList<Interval>? Of(RangeOf range)
    {
        var (start, end) = (((Constant)range.Start).Value, ((Constant)range.End).Value);
        var (startsOpen, endsOpen) = (ReferenceEquals(range.Start, RangeOf.Open), ReferenceEquals(range.End, RangeOf.Open));
        if ((!startsOpen && !IsOrdered(start)) || (!endsOpen && !IsOrdered(end)) || (startsOpen && endsOpen))
        {
            return null;
        }

        if (range.IsAllBut)
        {
            return Of(Relation.NotEqual, start);
        }

        return startsOpen || endsOpen || start.Kind == end.Kind
            ? [new(startsOpen ? null : new Cut(start, !range.StartIncluded), endsOpen ? null : new Cut(end, range.EndIncluded))]
            : null;
    }

    // Moments and times of day compare by zone and by instant in different ways, so they lie on no one line.
    private static bool IsOnALine(Value value) => value.Kind == ValueKind.Boolean || IsOrdered(value);

    private static bool IsOrdered(Value value) =>
        value.Kind is ValueKind.Number or ValueKind.Date or ValueKind.String or ValueKind.DaysAndTime or ValueKind.YearsAndMonths;

    private static List<Interval> Joined(List<Interval> intervals)
    {
        intervals.Sort(Interval.CompareStarts);
        var joined = new List<Interval>();
        foreach (var interval in intervals)
        {
            if (joined.Count > 0 && joined[^1] is var last && (last.To is null || interval.From is null || last.To.Value.CompareTo(interval.From.Value) >= 0))
            {
                joined[^1] = new Interval(last.From, Interval.CompareEnds(last, interval) >= 0 ? last.To : interval.To);
            }
            else
            {
                joined.Add(interval);
            }
        }

        return joined;
    }
}
