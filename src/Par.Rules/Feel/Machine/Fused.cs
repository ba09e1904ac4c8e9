namespace Par.Rules.Feel.Machine;

/// <summary>Conditions and groups of them, as machine code tests them in one piece.</summary>
internal abstract record Fused
{
    /// <summary>One condition, and its place among all.</summary>
    public sealed record One(CheckedExpression Test, int Place) : Fused;

    /// <summary>A group: of all its parts or any of them, and whether its outcome is turned round.</summary>
    public sealed record Group(bool Any, bool Turned, IReadOnlyList<Fused> Parts) : Fused;

    public IEnumerable<CheckedExpression> Tests => this is One one ? [one.Test] : ((Group)this).Parts.SelectMany(part => part.Tests);
}

/// <summary>A name that a rule gives to an expression, and its place in the frame.</summary>
internal sealed record FusedLet(int Slot, CheckedExpression Written, CompiledExpression Compiled);

/// <summary>What must be known before anything opens: where, under which key, and from when a term runs.</summary>
internal sealed record FusedOpening(CheckedExpression Area, IReadOnlyList<CheckedExpression> Once, CheckedExpression? From);

/// <summary>A whole version of a rule. It gives <see cref="Due"/>, <see cref="GaveUp"/>, or the place of the condition at which it stopped.</summary>
internal sealed record FusedRule(IReadOnlyList<Fused> Parts, IReadOnlyList<FusedLet> Lets, FusedOpening Opening)
{
    public const int Due = -1;
    public const int GaveUp = -2;

    // The compiler of .NET takes its time over long methods.
    private const int MostParts = 1_200;

    public IEnumerable<CheckedExpression> OfOpening => Opening.Once.Append(Opening.Area).Concat(Opening.From is null ? [] : [Opening.From]);

    public bool IsTooLarge => Parts.SelectMany(part => part.Tests).Concat(OfOpening).Sum(one => one.Root.AndAllWithin.Take(MostParts).Count()) >= MostParts;
}
