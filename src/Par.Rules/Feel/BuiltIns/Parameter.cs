namespace Par.Rules.Feel.BuiltIns;

/// <summary>One parameter of a built-in function.</summary>
/// <param name="Name">The name it may be given by.</param>
/// <param name="Types">The types it takes; any of them will do.</param>
/// <param name="MayBeNull">Whether null is a value like others here; otherwise it makes the result null.</param>
/// <param name="Generic">Whether its type, or what its list holds, is the function's free type T.</param>
internal sealed record Parameter(string Name, FeelType[] Types, bool MayBeNull, bool Generic)
{
    private const int NeedsALook = (1 << (int)ValueKind.Null) | (1 << (int)ValueKind.Unknown) | (1 << (int)ValueKind.List);

    // One bit for each kind of value that fits without a look inside it.
    private readonly int _fitting = Types.Aggregate(0, (bits, type) => bits | FittingKinds(type));

    private readonly int _atOnce = Types.Aggregate(0, (bits, type) => bits | FittingKinds(type)) & ~NeedsALook;

    /// <summary>Whether a value of a kind fits just as it is: neither null nor unknown, and no list that may hold unknown items.</summary>
    public bool TakesAtOnce(ValueKind kind) => (_atOnce >> (int)kind & 1) != 0;

    /// <summary>The types in words, for messages.</summary>
    public string Wanted => string.Join(" or ", Types.Select(type => type.ToString()));

    public bool MayTake(FeelType type, bool forgiving) =>
        Types.Any(wanted => Typing.MayBe(type, wanted) || MayConvert(type, wanted, forgiving));

    /// <summary>The value as this parameter takes it: a lone value where a list is wanted, or the other way round; null when it does not fit.</summary>
    public Value Fit(Value value)
    {
        if ((_fitting >> (int)value.Kind & 1) != 0)
        {
            return value;
        }

        foreach (var type in Types)
        {
            if (Typing.Holds(type, value))
            {
                return value;
            }
        }

        foreach (var type in Types)
        {
            if (type is ListType list && !value.IsNull && Typing.Holds(list.Of, value))
            {
                return Value.Of(new FeelList(value));
            }

            if (value.Kind == ValueKind.List && value.RawList.Count == 1 && Typing.Holds(type, value.RawList[0]))
            {
                return value.RawList[0];
            }

            if (type == FeelType.DateTime && value.Kind == ValueKind.Date)
            {
                return Value.Of(new FeelDateTime(value.RawDay, 0, FeelZone.Utc));
            }
        }

        return Value.Null;
    }

    private static int FittingKinds(FeelType type) => type switch
    {
        _ when type == FeelType.Any => ~0,
        ListType list => list.Of == FeelType.Any ? 1 << (int)ValueKind.List : 0,
        _ => Typing.KindOf(type) is { } kind ? 1 << (int)kind : 0,
    };

    private static bool MayConvert(FeelType type, FeelType wanted, bool forgiving) =>
        (wanted is ListType list && Typing.MayBe(type, list.Of)) || (forgiving && type is ListType given && Typing.MayBe(given.Of, wanted))
        || (type == FeelType.Date && wanted == FeelType.DateTime);
}
