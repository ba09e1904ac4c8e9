using Par.Rules.Facts;

namespace Par.Rules.Feel.Running;

/// <summary>Finds what is unknown in a value, also deep within lists and contexts.</summary>
internal static class Unknowns
{
    public static MissingFacts? In(Value value, MissingFacts? found) => value.Kind switch
    {
        ValueKind.Unknown => Logic.Gather(found, value),
        ValueKind.List => value.RawList.Aggregate(found, (sofar, item) => In(item, sofar)),
        ValueKind.Context => value.AsContext.Names.Aggregate(
            found, (sofar, name) => value.AsContext.TryGet(name, out var held) ? In(held, sofar) : sofar),
        ValueKind.Range => In(value.AsRange.End, In(value.AsRange.Start, found)),
        _ => found,
    };
}
