namespace Par.Rules.Feel;

/// <summary>How deep a list or context goes, and how many values lie in it in all, those that are shared counted each time they are met.</summary>
/// <param name="Depth">How many lists and contexts lie within one another.</param>
/// <param name="Weight">How many values there are, counted no further than one more than is allowed.</param>
internal readonly record struct Extent(int Depth, int Weight)
{
    /// <summary>How deeply lists and contexts may lie within one another; whoever walks through one needs no more of the stack than that.</summary>
    public const int Deepest = 200;

    /// <summary>An empty list or context.</summary>
    public static Extent Empty => new(1, 0);

    /// <summary>Whether no value may be so deep, or hold so much.</summary>
    public bool IsTooMuch => Depth > Deepest || Weight > FeelList.Longest;

    public Extent Plus(in Value value)
    {
        var inner = value.Kind switch
        {
            ValueKind.List => value.RawList.Extent,
            ValueKind.Context => value.RawContext.Extent,
            _ => default,
        };
        return new(Math.Max(Depth, inner.Depth + 1), (int)Math.Min((long)Weight + inner.Weight + 1, FeelList.Longest + 1));
    }

    public static Extent Of(ReadOnlySpan<Value> values)
    {
        var extent = Empty;
        foreach (ref readonly var value in values)
        {
            extent = extent.Plus(in value);
        }

        return extent;
    }
}
