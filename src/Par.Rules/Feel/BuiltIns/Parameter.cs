namespace Par.Rules.Feel.BuiltIns;

/// <summary>One parameter of a built-in function.</summary>
/// <param name="Name">The name it may be given by.</param>
/// <param name="Types">The types it takes; any of them will do.</param>
/// <param name="MayBeNull">Whether null is a value like others here; otherwise it makes the result null.</param>
/// <param name="Generic">Whether its type, or what its list holds, is the function's free type T.</param>
internal sealed record Parameter(string Name, FeelType[] Types, bool MayBeNull, bool Generic)
{
    /// <summary>The types in words, for messages.</summary>
    public string Wanted => string.Join(" or ", Types.Select(type => type.ToString()));

    public bool MayTake(FeelType type, bool forgiving) =>
        Types.Any(wanted => Typing.MayBe(type, wanted) || MayConvert(type, wanted, forgiving));

    /// <summary>The value as this parameter takes it: a lone value where a list is wanted, or the other way round; null when it does not fit.</summary>
    public Value Fit(Value value)
    {
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

    private static bool MayConvert(FeelType type, FeelType wanted, bool forgiving) =>
        (wanted is ListType list && Typing.MayBe(type, list.Of)) || (forgiving && type is ListType given && Typing.MayBe(given.Of, wanted))
        || (type == FeelType.Date && wanted == FeelType.DateTime);
}
