using Par.Rules.Facts;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions that ask something of a list.</summary>
internal static class ListFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("count(list: list) -> number", list => Value.Of((decimal)list.RawList.Count), Traits.SettlesItems | Traits.MovesOnly),
        BuiltIn.Of("list contains(list: list, element: any?) -> boolean", Contains, Traits.SettlesItems),
        BuiltIn.Of("index of(list: list, match: any?) -> numbers", IndexOf),
        BuiltIn.Of("all(list: list) -> boolean", list => Settle(list.RawList, settles: false), Traits.SettlesItems),
        BuiltIn.Of("all(...list: any?) -> boolean", (_, given) => Settle(List(given), settles: false), Traits.SettlesItems),
        BuiltIn.Of("any(list: list) -> boolean", list => Settle(list.RawList, settles: true), Traits.SettlesItems),
        BuiltIn.Of("any(...list: any?) -> boolean", (_, given) => Settle(List(given), settles: true), Traits.SettlesItems),
        BuiltIn.Of("min(list: list of T) -> T", list => Extreme(list.RawList, -1)),
        BuiltIn.Of("min(...list: T) -> T", (_, given) => Extreme(List(given), -1)),
        BuiltIn.Of("max(list: list of T) -> T", list => Extreme(list.RawList, 1)),
        BuiltIn.Of("max(...list: T) -> T", (_, given) => Extreme(List(given), 1)),
    ];

    public static FeelList List(ReadOnlySpan<Value> given) => new(given.ToArray());

    private static Value Contains(Value list, Value wanted)
    {
        var missing = default(MissingFacts);
        foreach (var item in list.RawList.Items)
        {
            var equal = Comparison.Equal(item, wanted);
            if (equal == Ternary.True)
            {
                return Value.True;
            }

            missing = equal == Ternary.Unknown ? Unknowns.In(wanted, Unknowns.In(item, missing)) : missing;
        }

        return missing is null ? Value.False : Value.Unknown(missing);
    }

    private static Value IndexOf(Value list, Value wanted)
    {
        var places = new List<Value>();
        for (var i = 0; i < list.RawList.Count; i++)
        {
            var equal = Comparison.Equal(list.RawList[i], wanted);
            if (equal == Ternary.Unknown)
            {
                return Value.Unknown(Unknowns.In(wanted, Unknowns.In(list, null))!);
            }

            if (equal == Ternary.True)
            {
                places.Add(Value.Of(i + 1m));
            }
        }

        return Value.Of(new FeelList([.. places]));
    }

    // 'any' is settled by one true, 'all' by one false; then unknown weighs more than null, and anything else gives null.
    private static Value Settle(FeelList list, bool settles)
    {
        var result = Value.Of(!settles);
        foreach (var item in list.Items)
        {
            var one = item.Kind is ValueKind.Boolean or ValueKind.Unknown ? item : Value.Null;
            result = settles ? Logic.Or(result, one) : Logic.And(result, one);
        }

        return result;
    }

    private static Value Extreme(FeelList list, int sign)
    {
        if (list.Count == 0)
        {
            return Value.Null;
        }

        var best = list[0];
        foreach (var item in list.Items)
        {
            if (Comparison.Order(item, best) is not { } order)
            {
                return Value.Null;
            }

            best = order * sign > 0 ? item : best;
        }

        return best;
    }
}
