namespace Par.Rules.Feel.Reading;

/// <summary>What is known of the values of operands at some place; <see cref="Nowhere"/> when no values at all lead there.</summary>
internal sealed class Known
{
    private readonly Dictionary<string, (Operand Operand, ValueSet Left)> _left = new(StringComparer.Ordinal);

    public static Known Nothing { get; } = new();

    public static Known Nowhere { get; } = new() { IsNowhere = true };

    public bool IsNowhere { get; private init; }

    /// <summary>The operand for which nothing is left beside something else that is known, and what that leaves of it.</summary>
    public (Operand Operand, ValueSet Left)? ClashWith(Known other)
    {
        foreach (var (key, (operand, left)) in _left)
        {
            if (other._left.TryGetValue(key, out var its) && left.And(its.Left).IsEmpty)
            {
                return (operand, its.Left);
            }
        }

        return null;
    }

    public static Known Of(Operand operand, ValueSet left)
    {
        if (left.IsEmpty)
        {
            return Nowhere;
        }

        var known = new Known();
        known._left[operand.Key] = (operand, left);
        return known;
    }

    public Known And(Known other)
    {
        if (IsNowhere || other.IsNowhere || ClashWith(other) is not null)
        {
            return Nowhere;
        }

        var both = new Known();
        foreach (var (key, value) in _left.Concat(other._left))
        {
            both._left[key] = both._left.TryGetValue(key, out var had) ? (had.Operand, had.Left.And(value.Left)) : value;
        }

        return both;
    }

    public Known Or(Known other)
    {
        if (IsNowhere || other.IsNowhere)
        {
            return IsNowhere ? other : this;
        }

        var either = new Known();
        foreach (var (key, (operand, left)) in _left)
        {
            if (other._left.TryGetValue(key, out var its))
            {
                either._left[key] = (operand, left.Or(its.Left));
            }
        }

        return either;
    }
}

/// <summary>What is known of the operands where a condition is true, where it is false, and where it is not true or not false (but perhaps null).</summary>
internal sealed record Answers(Known True, Known False, Known NotTrue, Known NotFalse)
{
    public static Answers Open { get; } = new(Known.Nothing, Known.Nothing, Known.Nothing, Known.Nothing);

    public Answers Reversed => new(False, True, NotFalse, NotTrue);

    public static Answers Of(Operand operand, ValueSet isTrue, ValueSet isFalse) => new(
        Known.Of(operand, isTrue),
        Known.Of(operand, isFalse),
        Known.Of(operand, operand.Possible.And(isTrue.Rest)),
        Known.Of(operand, operand.Possible.And(isFalse.Rest)));

    public static Answers Settled(Ternary answer) => new(
        Where(answer == Ternary.True),
        Where(answer == Ternary.False),
        Where(answer != Ternary.True),
        Where(answer != Ternary.False));

    public Answers And(Answers other) =>
        new(True.And(other.True), False.Or(other.False), NotTrue.Or(other.NotTrue), NotFalse.And(other.NotFalse));

    public Answers Or(Answers other) =>
        new(True.Or(other.True), False.And(other.False), NotTrue.And(other.NotTrue), NotFalse.Or(other.NotFalse));

    private static Known Where(bool happens) => happens ? Known.Nothing : Known.Nowhere;
}
