using System.Runtime.CompilerServices;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// A comparison of a whole number or a day with a constant, as a range that it must lie in, and what it gives when it does and when it does not. It is answered
/// without a jump, because nobody can foresee the answer.
/// </summary>
/// <param name="first">The first of the range.</param>
/// <param name="last">The last of the range.</param>
/// <param name="yes">The places that hold when it lies within.</param>
/// <param name="no">The places that hold when it does not.</param>
internal readonly struct Threshold(long first, long last, ulong yes, ulong no)
{
    private readonly long _first = first;
    private readonly ulong _span = unchecked((ulong)(last - first));
    private readonly ulong _differs = yes ^ no;
    private readonly ulong _no = no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(long value) => unchecked(_no ^ (_differs & (0UL - Unsafe.BitCast<bool, byte>((ulong)(value - _first) <= _span))));
}

/// <summary>A comparison that comes down to a <see cref="Threshold"/>.</summary>
/// <param name="Value">What is compared.</param>
/// <param name="First">The first value for which it holds.</param>
/// <param name="Last">The last.</param>
/// <param name="Day">Where the first and the last depend on the day of the question: how.</param>
internal sealed record ThresholdTest(Node Value, long First, long Last, LastDayTest? Day = null)
{
    private const long Highest = long.MaxValue;
    private const long Lowest = long.MinValue;

    /// <summary>The test that a condition comes down to; null when it is another.</summary>
    public static ThresholdTest? Of(Node node) => node switch
    {
        Compared compared when LastDayTest.Of(compared) is { } day => day.On is SlotName ? new ThresholdTest(day.From, 0, 0, day) : null,
        Compared { Right: Constant constant } compared when Raws.Of(constant) == Raws.Of(compared.Left) && Raws.IsOwn(compared.Left) && compared.Left is not Constant && Raws.Long(constant) is { } number =>
            compared.Relation switch
            {
                Relation.Equal => new(compared.Left, number, number),
                Relation.Less when number > Lowest => new(compared.Left, Lowest, number - 1),
                Relation.LessOrEqual => new(compared.Left, Lowest, number),
                Relation.Greater when number < Highest => new(compared.Left, number + 1, Highest),
                Relation.GreaterOrEqual => new(compared.Left, number, Highest),
                _ => null,
            },
        _ => null,
    };
}
