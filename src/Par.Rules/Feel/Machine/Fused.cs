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
/// <param name="Area">Where.</param>
/// <param name="Once">The parts of the key.</param>
/// <param name="Key">Puts a key of several parts together.</param>
/// <param name="From">From when.</param>
internal sealed record FusedOpening(CheckedExpression Area, IReadOnlyList<CheckedExpression> Once, Func<Frame, string> Key, CheckedExpression? From)
{
    /// <summary>What it says; null when that cannot be told in words.</summary>
    public string? Words()
    {
        var words = Once.Prepend(Area).Concat(From is null ? [] : [From]).Select(one => Alike.Words(one.Root, [])).ToList();
        return words.Contains(null) ? null : $"{Once.Count} {string.Join('|', words)}";
    }
}

/// <summary>
/// A version of a rule. What comes out for it is <see cref="Due"/>, <see cref="GaveUp"/>, or the place of the condition
/// at which it stopped.
/// </summary>
/// <param name="First">The shape of the record in the first variable.</param>
/// <param name="Second">The shape of the record in the second.</param>
/// <param name="Parts">What must hold.</param>
/// <param name="Lets">The names it gives.</param>
/// <param name="Opening">What must be known before it opens.</param>
internal sealed record FusedRule(RecordShape First, RecordShape Second, IReadOnlyList<Fused> Parts, IReadOnlyList<FusedLet> Lets, FusedOpening Opening)
{
    public const int Due = -1;
    public const int GaveUp = -2;

    public IEnumerable<CheckedExpression> Tests => Parts.SelectMany(part => part.Tests);

    public IEnumerable<CheckedExpression> OfOpening => Opening.Once.Append(Opening.Area).Concat(Opening.From is null ? [] : [Opening.From]);

    /// <summary>The places of the names it gives.</summary>
    public HashSet<int> Own => [.. Lets.Select(let => let.Slot)];

    /// <summary>How many parts its expressions have, counted no further than a number.</summary>
    public int Size(int most) => Tests.Concat(OfOpening).Sum(one => one.Root.AndAllWithin.Take(most).Count());
}
