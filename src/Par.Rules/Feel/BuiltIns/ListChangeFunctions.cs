using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions that make new lists out of lists.</summary>
internal static class ListChangeFunctions
{
    private const Traits Moves = Traits.SettlesItems | Traits.MovesOnly;

    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("sublist(list: list of T, start position: number) -> list of T", (list, start) => Sublist(list, start, Value.Null), Moves),
        BuiltIn.Of("sublist(list: list of T, start position: number, length: number) -> list of T", Sublist, Moves),
        BuiltIn.Of("append(list: list of T) -> list of T", list => list, Moves),
        BuiltIn.Of("append(list: list of T, ...item: T?) -> list of T", (_, given) => Of([.. given[0].RawList.Items, .. given[1..]]), Moves),
        BuiltIn.Of("concatenate(...list: list of T) -> list of T", (_, given) => Concatenated(given), Moves),
        BuiltIn.Of("insert before(list: list of T, position: number, newItem: T?) -> list of T", InsertBefore, Moves),
        BuiltIn.Of("remove(list: list of T, position: number) -> list of T", Remove, Moves),
        BuiltIn.Of("list replace(list: list of T, position: number, newItem: T?) -> list of T", ReplaceAt, Moves),
        BuiltIn.Of("list replace(list: list of T, match: function, newItem: T?) -> list of T", ReplaceWhere, Traits.SettlesItems | Traits.NeedsFrame),
        BuiltIn.Of("reverse(list: list of T) -> list of T", list => Of([.. list.RawList.Reverse()]), Moves),
        BuiltIn.Of("union(...list: list of T) -> list of T", (frame, given) => Distinct(frame, Concatenated(given)), Traits.NeedsFrame),
        BuiltIn.Of("distinct values(list: list of T) -> list of T", (frame, given) => Distinct(frame, given[0]), Traits.NeedsFrame),
        BuiltIn.Of("flatten(list: list) -> list", list => Of([.. Flatten(list.RawList)]), Moves),
        BuiltIn.Of("sort(list: list of T) -> list of T", (frame, given) => Sorting.Sort(frame, given[0].RawList, null), Traits.NeedsFrame),
        BuiltIn.Of("sort(list: list of T, precedes: function) -> list of T", (frame, given) => Sorting.Sort(frame, given[0].RawList, given[1].AsFunction), Traits.NeedsFrame),
    ];

    private static Value Of(Value[] items) => items.Length > FeelList.Longest ? Value.Null : Value.Of(new FeelList(items));

    private static Value Concatenated(ReadOnlySpan<Value> lists)
    {
        var all = new List<Value>();
        foreach (var list in lists)
        {
            all.AddRange(list.RawList.Items);
        }

        return Of([.. all]);
    }

    /// <summary>The place in a list that a number means, from 1 on or from the end when below zero; -1 when there is none.</summary>
    private static int Place(Value position, int count)
    {
        var place = position.RawNumber;
        if (place != decimal.Truncate(place) || place == 0 || Math.Abs(place) > count)
        {
            return -1;
        }

        return (int)(place > 0 ? place - 1 : count + place);
    }

    private static Value Sublist(Value list, Value start, Value length)
    {
        var items = list.RawList.Items;
        var first = Place(start, items.Length);
        if (first < 0 || (!length.IsNull && (length.RawNumber < 1 || length.RawNumber > items.Length - first)))
        {
            return Value.Null;
        }

        return Of(items.Slice(first, length.IsNull ? items.Length - first : (int)length.RawNumber).ToArray());
    }

    private static Value InsertBefore(Value list, Value position, Value item)
    {
        var place = Place(position, list.RawList.Count);
        return place < 0 ? Value.Null : Of([.. list.RawList.Items[..place], item, .. list.RawList.Items[place..]]);
    }

    private static Value Remove(Value list, Value position)
    {
        var place = Place(position, list.RawList.Count);
        return place < 0 ? Value.Null : Of([.. list.RawList.Items[..place], .. list.RawList.Items[(place + 1)..]]);
    }

    private static Value ReplaceAt(Value list, Value position, Value item)
    {
        var place = Place(position, list.RawList.Count);
        return place < 0 ? Value.Null : Of([.. list.RawList.Items[..place], item, .. list.RawList.Items[(place + 1)..]]);
    }

    private static Value ReplaceWhere(Frame frame, ReadOnlySpan<Value> given)
    {
        var (match, item) = (given[1].AsFunction, given[2]);
        if (match.Parameters.Count != 2)
        {
            return Value.Null;
        }

        var items = given[0].RawList.Items.ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            var holds = match.Invoke(frame, [items[i], item]);
            if (holds.Kind != ValueKind.Boolean)
            {
                return holds.IsUnknown ? holds : Value.Null;
            }

            items[i] = holds.RawBoolean ? item : items[i];
        }

        return Of(items);
    }

    private static Value Distinct(Frame frame, Value list)
    {
        if (list.IsNull)
        {
            return list;
        }

        var kept = new List<Value>();
        foreach (var item in list.RawList.Items)
        {
            frame.Spend(1 + (kept.Count / 16));
            var isKept = Ternary.False;
            foreach (var other in kept)
            {
                var equal = Comparison.Equal(other, item);
                isKept = equal == Ternary.Null ? isKept : Logic.Or(isKept, equal);
            }

            if (isKept == Ternary.Unknown)
            {
                return Value.Unknown(Unknowns.In(list, null)!);
            }

            if (isKept == Ternary.False)
            {
                kept.Add(item);
            }
        }

        return Of([.. kept]);
    }

    private static IEnumerable<Value> Flatten(FeelList list) =>
        list.SelectMany(item => item.Kind == ValueKind.List ? Flatten(item.RawList) : [item]);
}
