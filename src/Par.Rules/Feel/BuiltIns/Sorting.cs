using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Sorts lists so that items of equal rank keep their order, whatever the ordering function answers.</summary>
internal static class Sorting
{
    /// <summary>The sorted list; null when items have no order, unknown when the ordering function does not know.</summary>
    public static Value Sort(Frame frame, FeelList list, FeelFunction? precedes)
    {
        if (precedes is not null && precedes.Parameters.Count != 2)
        {
            return Value.Null;
        }

        var (items, spare) = (list.Items.ToArray(), new Value[list.Count]);
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, items.Length);
                var end = Math.Min(start + (2 * width), items.Length);
                if (Merge(frame, precedes, items, spare, (start, middle, end)) is { } stopped)
                {
                    return stopped;
                }
            }

            (items, spare) = (spare, items);
        }

        return Value.Of(new FeelList(items));
    }

    private static Value? Merge(Frame frame, FeelFunction? precedes, Value[] from, Value[] to, (int Start, int Middle, int End) part)
    {
        var (left, right) = (part.Start, part.Middle);
        for (var i = part.Start; i < part.End; i++)
        {
            var takesRight = left >= part.Middle;
            if (!takesRight && right < part.End)
            {
                frame.Spend(1);
                var answer = Precedes(frame, precedes, from[right], from[left]);
                if (answer.Kind != ValueKind.Boolean)
                {
                    return answer.IsUnknown ? answer : Value.Null;
                }

                takesRight = answer.RawBoolean;
            }

            to[i] = takesRight ? from[right++] : from[left++];
        }

        return null;
    }

    private static Value Precedes(Frame frame, FeelFunction? precedes, Value a, Value b) => precedes is not null
        ? precedes.Invoke(frame, [a, b])
        : Comparison.Order(a, b) is { } order ? Value.Of(order < 0) : Value.Null;
}
