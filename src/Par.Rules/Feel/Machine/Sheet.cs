namespace Par.Rules.Feel.Machine;

/// <summary>A number or a day of the facts, and the thresholds that it is compared with.</summary>
/// <param name="Run">Works it out.</param>
/// <param name="From">The first of its thresholds.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Places">The places that its thresholds settle.</param>
/// <param name="IsBirth">Whether its thresholds move with the day of the question.</param>
/// <param name="NotAfter">Whether it must not lie after that day.</param>
internal readonly record struct Measure(MachineMeasure Run, int From, int Count, ulong Places, bool IsBirth, bool NotAfter);

/// <summary>Any other question.</summary>
/// <param name="Run">Asks it.</param>
/// <param name="Yes">The places that hold when the answer is yes.</param>
/// <param name="No">The places that hold when it is no.</param>
internal readonly record struct Question(MachineRule Run, ulong Yes, ulong No);

/// <summary>Questions that are asked one after the other. Where they go through the same list and begin alike, they start at the first item of which the beginning holds.</summary>
/// <param name="Start">Finds that item; null where there is nothing to find.</param>
/// <param name="Places">The places that the questions settle.</param>
/// <param name="IfNone">The places that hold when there is no such item.</param>
/// <param name="All">The questions.</param>
internal sealed record Questions(MachineMeasure? Start, ulong Places, ulong IfNone, Question[] All);

/// <summary>A threshold that moves with the day of the question.</summary>
/// <param name="At">Its place among the thresholds.</param>
/// <param name="Test">How it moves.</param>
/// <param name="Yes">The places that hold when the condition does.</param>
/// <param name="No">The places that hold when it does not.</param>
internal readonly record struct Moving(int At, LastDayTest Test, ulong Yes, ulong No);

/// <summary>What is known of the conditions of a <see cref="Sheet"/>, by their places.</summary>
/// <param name="Holds">Those that hold.</param>
/// <param name="Unknown">Those that only the careful way knows.</param>
internal readonly record struct Answers(ulong Holds, ulong Unknown);

/// <summary>
/// All that the rules of a life event ask, each question once: every condition of every rule has a place among 64, later conditions of a rule after earlier ones. What
/// is compared with constants is worked out once and held against all of them; of the rest only that is asked which some rule waits for. How far a rule comes is then
/// read off: the first of its places that does not hold.
/// </summary>
/// <param name="rules">For each rule the places of its conditions; none for a rule that is not on the sheet.</param>
/// <param name="measures">What is compared with constants.</param>
/// <param name="thresholds">The constants.</param>
/// <param name="moving">Those of them that move with the day of the question.</param>
/// <param name="daySlot">The variable that holds that day; below zero where none move.</param>
/// <param name="questions">The rest, in the order in which the rules ask.</param>
internal sealed class Sheet(ulong[] rules, Measure[] measures, Threshold[] thresholds, Moving[] moving, int daySlot, Questions[] questions)
{
    public const int No = 0;
    public const int Yes = 1;
    public const int Places = 64;
    public const long NoItem = -1;

    private const int DaysBetweenReckonings = 64;
    private static readonly long Farthest = DateOnly.MaxValue.DayNumber;

    private readonly ulong _measured = measures.Aggregate(0UL, (all, one) => all | one.Places);
    private Reckoned _reckoned = new(long.MinValue, thresholds);
    private int _others;

    /// <summary>For each rule the places of its conditions, in their order; none for a rule that is not on the sheet.</summary>
    public ulong[] Rules => rules;

    public Answers Ask(Frame frame)
    {
        var (on, holds, unknown) = (0L, 0UL, 0UL);
        var reckoned = _reckoned;
        if (daySlot >= 0)
        {
            ref readonly var day = ref frame.Slots[daySlot];
            on = day.Kind == ValueKind.Date ? day.RawDay : long.MinValue;
            reckoned = reckoned.On == on ? reckoned : Reckon(on);
        }

        var known = reckoned.Thresholds;
        foreach (ref readonly var measure in measures.AsSpan())
        {
            var value = measure.Run(frame);
            if (value == Calls.NoAnswer || (measure.IsBirth && !IsBirth(value, on, measure.NotAfter)))
            {
                unknown |= measure.Places;
            }
            else if (measure.IsBirth && reckoned.On != on)
            {
                holds |= OneByOne(measure, value, on);
            }
            else
            {
                foreach (ref readonly var threshold in known.AsSpan(measure.From, measure.Count))
                {
                    holds |= threshold.Of(value);
                }
            }
        }

        var awaited = Awaited(holds);
        foreach (var some in questions)
        {
            if ((awaited & some.Places) == 0)
            {
                continue;
            }

            if (some.Start is { } start)
            {
                var item = start(frame);
                if (item < 0)
                {
                    holds |= item == NoItem ? some.IfNone : 0;
                    unknown |= item == NoItem ? 0 : some.Places;
                    continue;
                }

                frame.Start = (int)item;
            }

            foreach (ref readonly var question in some.All.AsSpan())
            {
                if ((awaited & (question.Yes | question.No)) != 0)
                {
                    var answer = question.Run(frame);
                    holds |= answer == Yes ? question.Yes : answer == No ? question.No : 0;
                    unknown |= answer == FusedRule.GaveUp ? question.Yes | question.No : 0;
                }
            }
        }

        return new Answers(holds, unknown);
    }

    // The days that .NET's dates know; others go the careful way.
    private static bool IsBirth(long value, long on, bool notAfter) =>
        value >= 0 && value <= Farthest && on >= 0 && on <= Farthest && !(notAfter && value > on);

    // A rule that a threshold has settled waits for nothing, unless a question comes before it.
    private ulong Awaited(ulong holds)
    {
        var awaited = 0UL;
        foreach (var places in rules)
        {
            var open = places & ~holds;
            awaited |= (open & unchecked(0 - open) & _measured) == 0 ? open : 0;
        }

        return awaited;
    }

    // Where every question is of another day, reckoning for all who may be asked about would be more work than it saves.
    private Reckoned Reckon(long on)
    {
        _others = (_others + 1) % DaysBetweenReckonings;
        if (_others != 1 || on < 0 || on > Farthest)
        {
            return _reckoned;
        }

        var found = thresholds.ToArray();
        foreach (var (at, test, yes, no) in moving)
        {
            var last = new LastDay(test.Months, test.IsAge).Reckon(test.DayBefore ? on - 1 : on);
            found[at] = test.IsOver ? new Threshold(long.MinValue, last, yes, no) : new Threshold(last + 1, long.MaxValue, yes, no);
        }

        return _reckoned = new Reckoned(on, found);
    }

    private ulong OneByOne(in Measure measure, long value, long on)
    {
        var holds = 0UL;
        foreach (var (at, test, yes, no) in moving)
        {
            if (at >= measure.From && at < measure.From + measure.Count)
            {
                holds |= new LastDay(test.Months, test.IsAge).Counts(value, test.DayBefore ? on - 1 : on) == test.IsOver ? yes : no;
            }
        }

        return holds;
    }

    /// <summary>The thresholds on a day.</summary>
    private sealed record Reckoned(long On, Threshold[] Thresholds);
}
