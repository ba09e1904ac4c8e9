using Par.Rules.Facts;

namespace Par.Rules.Feel.Running;

/// <summary>FEEL's three values and unknown: how conditions join, and how unknown spreads.</summary>
internal static class Logic
{
    public static Ternary TernaryOf(in Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.RawBoolean ? Ternary.True : Ternary.False,
        ValueKind.Unknown => Ternary.Unknown,
        _ => Ternary.Null,
    };

    public static Ternary TernaryOf(bool value) => value ? Ternary.True : Ternary.False;

    public static Value ValueOf(bool? value) => value is { } known ? Value.Of(known) : Value.Null;

    // False settles 'and'. Otherwise unknown weighs more than null: the answer may still come.
    public static Ternary And(Ternary a, Ternary b)
    {
        if (a == Ternary.False || b == Ternary.False)
        {
            return Ternary.False;
        }

        return a == Ternary.True ? b : b == Ternary.True ? a : a == Ternary.Unknown ? a : b;
    }

    public static Ternary Or(Ternary a, Ternary b) => Not(And(Not(a), Not(b)));

    public static Ternary Not(Ternary a) => a switch
    {
        Ternary.True => Ternary.False,
        Ternary.False => Ternary.True,
        _ => a,
    };

    public static Value And(Value a, Value b) => Join(a, b, settles: false);

    public static Value Or(Value a, Value b) => Join(a, b, settles: true);

    public static Value Not(Value a) => a.Kind switch
    {
        ValueKind.Boolean => Value.Of(!a.RawBoolean),
        ValueKind.Unknown => a,
        _ => Value.Null,
    };

    /// <summary>The unknown that two values make together; null when neither is unknown.</summary>
    public static bool AreUnknown(Value a, Value b, out Value unknown)
    {
        if (!a.IsUnknown && !b.IsUnknown)
        {
            unknown = default;
            return false;
        }

        unknown = (a.IsUnknown, b.IsUnknown) switch
        {
            (true, true) => Value.Unknown(a.Missing.Union(b.Missing)),
            (true, false) => a,
            _ => b,
        };
        return true;
    }

    public static MissingFacts Gather(MissingFacts? gathered, Value unknown) => gathered is null ? unknown.Missing : gathered.Union(unknown.Missing);

    private static Value Join(Value a, Value b, bool settles)
    {
        if (IsThat(a, settles) || IsThat(b, settles))
        {
            return Value.Of(settles);
        }

        if (AreUnknown(a, b, out var unknown))
        {
            return unknown;
        }

        return IsThat(a, !settles) && IsThat(b, !settles) ? Value.Of(!settles) : Value.Null;
    }

    private static bool IsThat(Value value, bool wanted) => value.Kind == ValueKind.Boolean && value.RawBoolean == wanted;
}
