using Par.Rules.Feel;
using Par.Rules.Feel.Running;

namespace Par.Rules.Dmn.Tables;

/// <summary>A place on the line of all values of one kind: just before a value, or just after it.</summary>
internal readonly record struct Cut(Value At, bool IsAfter)
{
    /// <summary>The order of two places; values of one kind only.</summary>
    public static int Compare(Cut a, Cut b)
    {
        var order = Order(a.At, b.At);
        return order != 0 ? order : a.IsAfter.CompareTo(b.IsAfter);
    }

    /// <summary>The order of two values of one kind; false comes before true.</summary>
    public static int Order(Value a, Value b) =>
        a.Kind == ValueKind.Boolean ? a.RawBoolean.CompareTo(b.RawBoolean) : Comparison.Order(a, b) ?? throw new InvalidOperationException($"A {a.Kind} and a {b.Kind} have no order.");
}

/// <summary>All values from one place of the line up to another; without a place it is open on that side.</summary>
internal readonly record struct Interval(Cut? From, Cut? To)
{
    public static Interval All { get; } = new(null, null);

    public static Interval Only(Value value) => new(new Cut(value, false), new Cut(value, true));

    public static int CompareStarts(Interval a, Interval b) => (a.From, b.From) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        ({ } from, { } other) => Cut.Compare(from, other),
    };

    public static int CompareEnds(Interval a, Interval b) => (a.To, b.To) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        ({ } to, { } other) => Cut.Compare(to, other),
    };

    public bool IsEmpty => From is { } from && To is { } to && Cut.Compare(from, to) >= 0;
}
