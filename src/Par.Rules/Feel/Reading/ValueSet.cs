namespace Par.Rules.Feel.Reading;

/// <summary>Some of the values that one operand may have: what lies between cuts of the ordered values, and perhaps null.</summary>
/// <param name="HasLowest">Whether the values before the first cut belong to it.</param>
/// <param name="Cuts">Where belonging to it begins or ends, in order.</param>
/// <param name="HasNull">Whether null belongs to it.</param>
internal sealed record ValueSet(bool HasLowest, Cut[] Cuts, bool HasNull)
{
    public static ValueSet All { get; } = new(true, [], true);

    public static ValueSet JustNull { get; } = new(false, [], true);

    public bool IsEmpty => !HasLowest && Cuts.Length == 0 && !HasNull;

    public ValueSet Rest => this with { HasLowest = !HasLowest, HasNull = !HasNull };

    public ValueSet WithoutNull => this with { HasNull = false };

    public static ValueSet Before(Cut cut) => new(true, [cut], false);

    public static ValueSet Between(Cut from, Cut to) => from.CompareTo(to) < 0 ? new(false, [from, to], false) : new(false, [], false);

    public ValueSet And(ValueSet other) => Merge(other, (mine, its) => mine && its);

    public ValueSet Or(ValueSet other) => Merge(other, (mine, its) => mine || its);

    /// <summary>The values as an author would write them; null when that says nothing.</summary>
    public string? Written()
    {
        if (HasLowest && Cuts.Length == 0)
        {
            return null;
        }

        var parts = new List<string>();
        for (var i = HasLowest ? -1 : 0; i < Cuts.Length; i += 2)
        {
            parts.Add(Part(i < 0 ? null : Cuts[i], i + 1 < Cuts.Length ? Cuts[i + 1] : null));
        }

        return string.Join(" or ", HasNull ? [.. parts, "null"] : parts);
    }

    private static string Part(Cut? from, Cut? to) => (from, to) switch
    {
        ({ IsAfter: false } low, { IsAfter: true } high) when low.At == high.At => low.At.ToString(),
        ({ } low, { } high) => $"{(low.IsAfter ? '(' : '[')}{low.At}..{high.At}{(high.IsAfter ? ']' : ')')}",
        ({ } low, null) => $"{(low.IsAfter ? ">" : ">=")} {low.At}",
        (_, { } high) => $"{(high.IsAfter ? "<=" : "<")} {high.At}",
        _ => "",
    };

    private ValueSet Merge(ValueSet other, Func<bool, bool, bool> joins)
    {
        var (mine, its) = (HasLowest, other.HasLowest);
        var within = joins(mine, its);
        var merged = new ValueSet(within, [], joins(HasNull, other.HasNull));
        var cuts = new List<Cut>();
        for (int i = 0, j = 0; i < Cuts.Length || j < other.Cuts.Length;)
        {
            var order = i == Cuts.Length ? 1 : j == other.Cuts.Length ? -1 : Cuts[i].CompareTo(other.Cuts[j]);
            var cut = order <= 0 ? Cuts[i] : other.Cuts[j];
            (mine, i) = order <= 0 ? (!mine, i + 1) : (mine, i);
            (its, j) = order >= 0 ? (!its, j + 1) : (its, j);
            if (joins(mine, its) != within)
            {
                within = !within;
                cuts.Add(cut);
            }
        }

        return merged with { Cuts = [.. cuts] };
    }
}
