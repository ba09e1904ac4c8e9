using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// Whether a number of months is over on a day, counted from another: as an age reaches years, or as a day and a length reach a day. Both are so up to a last day of
/// birth, so to say, which is reckoned once for all who are asked about on one day.
/// </summary>
/// <param name="months">How many months.</param>
/// <param name="isAge">Whether whole months are counted, so that who was born on a 29 February waits for the 1 March; otherwise the months are added to the day.</param>
internal struct LastDay(long months, bool isAge)
{
    private const int AsksBetweenReckonings = 64;
    private static readonly long Farthest = DateOnly.MaxValue.DayNumber;

    // The day of the question and the last day for it, in one number, so that threads never see halves of two: the day in the higher half and the last day, plus one,
    // in the lower.
    private long _known = long.MinValue;
    private int _others;

    /// <summary>Whether it answers the same questions as another: what one has reckoned serves both.</summary>
    public readonly bool IsOfTheSame(in LastDay other) => months == other.Months && isAge == other.IsAge;

    private readonly long Months => months;

    private readonly bool IsAge => isAge;

    /// <summary>Whether the months are over.</summary>
    /// <param name="from">The day they are counted from.</param>
    /// <param name="on">The day of the question, not before it when an age is asked.</param>
    public bool IsOver(long from, long on)
    {
        var known = _known;
        return known >> 32 == on ? from < (known & uint.MaxValue) : IsOverOnAnother(from, on);
    }

    // Where every question is of another day, reckoning for all who may be asked about would be more work than it saves.
    private bool IsOverOnAnother(long from, long on)
    {
        _others = (_others + 1) % AsksBetweenReckonings;
        if (on >= 0 && on <= Farthest && _others == 1)
        {
            _known = on << 32 | (Reckon(on) + 1);
        }

        return Counts(from, on);
    }

    /// <summary>The last day of birth, so to say, for which the months are over; -1 when there is none among the days that .NET knows.</summary>
    public readonly long Reckon(long on)
    {
        var (last, first) = (-1L, isAge ? on + 1 : Farthest + 1);
        while (first - last > 1)
        {
            var middle = last + ((first - last) / 2);
            (last, first) = Counts(middle, on) ? (middle, first) : (last, middle);
        }

        return last;
    }

    /// <summary>Whether the months are over, reckoned for one who is asked about.</summary>
    public readonly bool Counts(long from, long on) => isAge
        ? CalendarDay.MonthsBetween(from, on) >= months
        : CalendarDay.AddMonths(from, months) <= on;
}

/// <summary>A comparison that comes down to a <see cref="LastDay"/>.</summary>
/// <param name="From">The day that is counted from.</param>
/// <param name="On">The day of the question: a variable, or one that is written out.</param>
/// <param name="Months">How many months.</param>
/// <param name="IsAge">Whether an age is compared.</param>
/// <param name="IsOver">Whether it holds when the months are over, or when they are not.</param>
/// <param name="DayBefore">Whether they must be over on the day before.</param>
internal sealed record LastDayTest(Node From, Node On, long Months, bool IsAge, bool IsOver, bool DayBefore)
{
    private const int MostMonths = 96_000;

    /// <summary>The test that a comparison comes down to; null when it is another.</summary>
    public static LastDayTest? Of(Compared compared) => compared switch
    {
        { Relation: Relation.Equal or Relation.NotEqual } => null,
        { Left: BuiltInCall { Function.Name: "age", Arguments: [var from, var on] }, Right: Constant years } when IsDay(from, on) && Raws.Of(years) == Raw.Whole =>
            Sensible(OfAge(from, on, compared.Relation, years.Value.RawNumber)),
        { Left: Arithmetic { Operation: Operation.Add, Left: var from, Right: Constant length }, Right: var on } when IsDay(from, on) && Raws.Of(length) == Raw.Months =>
            Sensible(new LastDayTest(
                from, on, length.Value.RawMonths, false, compared.Relation is Relation.Less or Relation.LessOrEqual, compared.Relation is Relation.Less or Relation.GreaterOrEqual)),
        _ => null,
    };

    private static LastDayTest OfAge(Node from, Node on, Relation relation, decimal years) => new(
        from,
        on,
        (long)(decimal.Clamp(years, -1, MostMonths) + (relation is Relation.Greater or Relation.LessOrEqual ? 1 : 0)) * 12,
        true,
        relation is Relation.Greater or Relation.GreaterOrEqual,
        false);

    private static LastDayTest? Sensible(LastDayTest test) => test.Months is > 0 and < MostMonths ? test : null;

    private static bool IsDay(Node from, Node on) => Raws.Of(from) == Raw.Day && Raws.Of(on) == Raw.Day && on is SlotName or Constant;
}
