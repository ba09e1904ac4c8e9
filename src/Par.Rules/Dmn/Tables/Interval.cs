using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Tables;

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
        ({ } from, { } other) => from.CompareTo(other),
    };

    public static int CompareEnds(Interval a, Interval b) => (a.To, b.To) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        ({ } to, { } other) => to.CompareTo(other),
    };

    /// <summary>Whether nothing lies in it; between one day and the next, or one month and the next, nothing does.</summary>
    public bool IsEmpty => From is { } from && To is { } to && (from.CompareTo(to) >= 0 || (from.IsAfter && !to.IsAfter && AreNeighbours(from.At, to.At)));

    /// <summary>Whether some value lies in both.</summary>
    public bool Meets(Interval other) => !new Interval(CompareStarts(this, other) < 0 ? other.From : From, CompareEnds(this, other) > 0 ? other.To : To).IsEmpty;

    /// <summary>The same values, by the first and the last of them where values of the kind have neighbours.</summary>
    public Interval Closed(ValueKind kind) => (kind, From, To) switch
    {
        (ValueKind.Boolean, null, { IsAfter: false, At.RawBoolean: true }) => Only(Value.False),
        (ValueKind.Boolean, { IsAfter: true, At.RawBoolean: false }, null) => Only(Value.True),
        (ValueKind.Date, { } from, { } to) => new(new Cut(Value.OfDay(from.At.RawDay + (from.IsAfter ? 1 : 0)), false), new Cut(Value.OfDay(to.At.RawDay - (to.IsAfter ? 0 : 1)), true)),
        _ => this,
    };

    /// <summary>It as a comparison: <c>= 1</c>, <c>&lt; 1</c>, <c>in [1..2)</c>.</summary>
    public override string ToString() => (From, To) switch
    {
        ({ IsAfter: false } from, { IsAfter: true } to) when Cut.Order(from.At, to.At) == 0 => $"= {from.At}",
        ({ } from, { } to) => $"in {(from.IsAfter ? '(' : '[')}{from.At}..{to.At}{(to.IsAfter ? ']' : ')')}",
        (null, { } to) => $"{(to.IsAfter ? "<=" : "<")} {to.At}",
        ({ } from, null) => $"{(from.IsAfter ? ">" : ">=")} {from.At}",
        _ => "= any value",
    };

    private static bool AreNeighbours(Value one, Value next) => one.Kind switch
    {
        ValueKind.Date => next.RawDay - one.RawDay == 1,
        ValueKind.YearsAndMonths => next.RawMonths - one.RawMonths == 1,
        _ => false,
    };
}
