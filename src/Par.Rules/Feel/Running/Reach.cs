using Par.Rules.Facts;

namespace Par.Rules.Feel.Running;

/// <summary>Reaching into values: paths, filters, and whether a value is among others.</summary>
internal static class Reach
{
    /// <summary>A field of a record whose shape is known: by its place, without looking for its name.</summary>
    public static Value Field(Value source, RecordShape shape, int index, string name) =>
        source.Kind == ValueKind.Context && source.AsContext is Record record && ReferenceEquals(record.Shape, shape)
            ? record[index]
            : Path(source, name);

    /// <summary>A path into a list goes into each of its items, which costs steps; into anything else it is one look.</summary>
    public static void PayFor(Frame frame, in Value source)
    {
        if (source.Kind == ValueKind.List)
        {
            frame.Pay(in source);
        }
    }

    public static Value Path(Value source, string name)
    {
        switch (source.Kind)
        {
            case ValueKind.Context:
                return source.AsContext.TryGet(name, out var value) ? value : Value.Null;
            case ValueKind.List:
                var items = new Value[source.RawList.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Path(source.RawList[i], name);
                }

                return Value.Of(new FeelList(items));
            case ValueKind.Unknown:
                return source;
            default:
                return Properties.Of(source, name);
        }
    }

    /// <summary>The field of a filtered item; when the item has none, what the name means outside.</summary>
    public static bool ItemField(Value item, string name, out Value value)
    {
        value = Value.Null;
        if (item.Kind == ValueKind.Context)
        {
            return item.AsContext.TryGet(name, out value);
        }

        return false;
    }

    public static Value Filter(Frame frame, Value source, int local, Func<Frame, Value> condition, Diagnostics.SourcePosition at)
    {
        if (source.IsUnknown)
        {
            return source;
        }

        var list = source.Kind == ValueKind.List ? source.RawList : source.IsNull ? FeelList.Empty : new FeelList(source);
        var kept = default(List<Value>);
        var missing = default(MissingFacts);
        for (var i = 0; i < list.Count; i++)
        {
            frame.Step(at);
            frame.Locals[local] = list[i];
            var holds = condition(frame);
            if (holds.Kind == ValueKind.Number)
            {
                return At(list, holds.RawNumber);
            }

            if (holds.IsUnknown)
            {
                missing = Logic.Gather(missing, holds);
            }
            else if (holds.Kind is not (ValueKind.Boolean or ValueKind.Null))
            {
                return Value.Null;
            }
            else if (!holds.IsNull && holds.RawBoolean)
            {
                (kept ??= []).Add(list[i]);
            }
        }

        return missing is not null ? Value.Unknown(missing) : Value.Of(kept is null ? FeelList.Empty : new FeelList([.. kept]));
    }

    /// <summary>The item at a place, counted from 1, or from the end when below zero.</summary>
    public static Value Indexed(Value source, Value index)
    {
        if (Logic.AreUnknown(source, index, out var unknown))
        {
            return unknown;
        }

        var list = source.Kind == ValueKind.List ? source.RawList : source.IsNull ? FeelList.Empty : new FeelList(source);
        return index.Kind == ValueKind.Number ? At(list, index.RawNumber) : Value.Null;
    }

    /// <summary>Whether a value is what another says: equal to it, among its items, or within it.</summary>
    public static Ternary Among(in Value value, in Value others)
    {
        switch (others.Kind)
        {
            case ValueKind.Range when value.Kind != ValueKind.Range:
                return Comparison.Within(value, others.AsRange);
            case ValueKind.List when value.Kind == ValueKind.List && Comparison.Equal(value, others) == Ternary.True:
                return Ternary.True;
            case ValueKind.List:
                var any = Ternary.False;
                foreach (var item in others.RawList.Items)
                {
                    var found = item.Kind == ValueKind.Range && value.Kind != ValueKind.Range
                        ? Comparison.Within(value, item.AsRange)
                        : Comparison.Equal(value, item);
                    any = Logic.Or(any, found == Ternary.Null ? Ternary.False : found);
                }

                return any;
            default:
                return Comparison.Equal(value, others);
        }
    }

    private static Value At(FeelList list, decimal place)
    {
        if (place != decimal.Truncate(place) || place == 0 || Math.Abs(place) > list.Count)
        {
            return Value.Null;
        }

        return list[(int)(place > 0 ? place - 1 : list.Count + place)];
    }
}
