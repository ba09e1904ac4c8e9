using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions about true and false.</summary>
internal static class BooleanFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("not(negand: boolean) -> boolean", Logic.Not),
        BuiltIn.Of("is(value1: any?, value2: any?) -> boolean", Is, Traits.SettlesItems),
    ];

    // Unlike '=', it tells apart one moment written in two zones.
    private static Value Is(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Time, ValueKind.Time) => Value.Of(a == b || SameZone(a.AsTime.Zone, b.AsTime.Zone, a.AsTime.Nanosecond == b.AsTime.Nanosecond)),
        (ValueKind.DateTime, ValueKind.DateTime) => Value.Of(a == b || SameZone(
            a.AsDateTime.Zone, b.AsDateTime.Zone, a.AsDateTime with { Zone = null } == b.AsDateTime with { Zone = null })),
        _ => a.Kind != b.Kind ? Value.False : Value.Of(Comparison.Equal(a, b) == Ternary.True),
    };

    private static bool SameZone(FeelZone? a, FeelZone? b, bool sameTime) =>
        sameTime && a is not null && b is not null && a.FixedSeconds is { } left && b.FixedSeconds is { } right && left == right;
}
