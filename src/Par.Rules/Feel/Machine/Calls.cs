using System.Reflection;
using System.Runtime.CompilerServices;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>A built-in function over bare values: what it takes, what it gives, and the method that does it.</summary>
internal sealed record Known(string Name, Raw[] Takes, Raw Gives, MethodInfo Method);

/// <summary>
/// The built-in functions that conditions call most, over bare values, and the parts of days. A function that has no answer for
/// its values gives <see cref="NoAnswer"/>; then the whole condition is worked out the careful way.
/// </summary>
internal static class Calls
{
    public const long NoAnswer = long.MinValue;

    private static readonly Known[] All =
    [
        new("age", [Raw.Day, Raw.Day], Raw.Whole, Method(nameof(Age))),
        new("years and months duration", [Raw.Day, Raw.Day], Raw.Months, Method(nameof(MonthsBetween))),
        new("count", [Raw.List], Raw.Whole, Method(nameof(Count))),
        new("abs", [Raw.Number], Raw.Number, Method(nameof(Abs))),
    ];

    private static readonly Dictionary<(Raw, string), MethodInfo> Parts = new()
    {
        [(Raw.Day, "year")] = Method(nameof(Year)),
        [(Raw.Day, "month")] = Method(nameof(Month)),
        [(Raw.Day, "day")] = Method(nameof(DayOfMonth)),
        [(Raw.Day, "weekday")] = Method(nameof(Weekday)),
        [(Raw.Months, "years")] = Method(nameof(Years)),
        [(Raw.Months, "months")] = Method(nameof(MonthsOfYear)),
        [(Raw.Days, "days")] = Method(nameof(Same)),
    };

    public static MethodInfo AddMonths { get; } = Method(nameof(LaterByMonths));

    public static MethodInfo AddDays { get; } = Method(nameof(LaterByDays));

    private static readonly MethodInfo[] Decimals = [Method(nameof(Sum)), Method(nameof(Difference)), Method(nameof(Product)), Method(nameof(Quotient))];

    /// <summary>How a decimal number stands to a whole one: below zero, zero, or above.</summary>
    public static MethodInfo OrderWithWhole { get; } = Method(nameof(Order));

    /// <summary>How a day some months later stands to another day.</summary>
    public static MethodInfo OrderAfterMonths { get; } = Method(nameof(Later));

    public static MethodInfo SameTexts { get; } = Method(nameof(AreSame));

    /// <summary>A calculation with decimal numbers; one that has no result throws.</summary>
    public static MethodInfo Decimal(Operation operation) => Decimals[(int)operation];

    public static Known? Find(BuiltInCall call)
    {
        foreach (var known in All)
        {
            if (known.Name == call.Function.Name && known.Takes.Length == call.Arguments.Length
                && call.Arguments.Zip(known.Takes).All(pair => Raws.Shared(Raws.Of(pair.First), pair.Second) == pair.Second))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>The look-up that a call comes down to; null when it is more than that.</summary>
    public static LookUp? FindLookUp(ValueCall call) =>
        call is { Function: Constant { Value: { Kind: ValueKind.Function } function }, Names: null, Arguments.Length: > 0 and <= LookUp.Most } ? function.AsFunction.LookUp : null;

    public static MethodInfo Part(Raw of, string name) => Parts[(of, name)];

    private static MethodInfo Method(string name) => typeof(Calls).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static long Age(long birth, long on)
    {
        var months = CalendarDay.MonthsBetween(birth, on);
        return on < birth ? NoAnswer : months / 12;
    }

    private static long MonthsBetween(long from, long to) => CalendarDay.MonthsBetween(from, to);

    // A long list costs steps, which are counted the careful way.
    private static long Count(FeelList list) => list.Extent.Weight < Frame.ItemsInAStep ? list.Count : NoAnswer;

    private static decimal Abs(decimal number) => Math.Abs(number);

    private static long Year(long day) => CalendarDay.Parts(day).Year;

    private static long Month(long day) => CalendarDay.Parts(day).Month;

    private static long DayOfMonth(long day) => CalendarDay.Parts(day).Day;

    private static long Weekday(long day) => CalendarDay.Weekday(day);

    private static long Years(long months) => months / 12;

    private static long MonthsOfYear(long months) => months % 12;

    private static long Same(long days) => days;

    // Called, not built in: what is built in makes machine code take longer to make than it saves.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreSame(string a, string b) => a == b;

    // A decimal number begins with its sign and scale, and the highest of its digits: where those are nothing, it is the whole number in its lower half.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Order(ref decimal number, long whole)
    {
        ref var head = ref Unsafe.As<decimal, ulong>(ref number);
        var low = Unsafe.Add(ref head, 1);
        return head == 0 && low <= long.MaxValue ? ((long)low).CompareTo(whole) : number.CompareTo(whole);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Sum(decimal a, decimal b) => a + b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Difference(decimal a, decimal b) => a - b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Product(decimal a, decimal b) => a * b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Quotient(decimal a, decimal b) => a / b;

    // The days that .NET's dates know, and lengths of up to 8,000 years around them, go the short way.
    private static long LaterByMonths(long day, long months) =>
        day >= 0 && months >= 0 && day + (months * 31) <= DateOnly.MaxValue.DayNumber && months < 96_000
            ? DateOnly.FromDayNumber((int)day).AddMonths((int)months).DayNumber
            : CalendarDay.AddMonths(day, months) ?? NoAnswer;

    // In 400 years, which are 4,800 months, the calendar comes round; no number of months is further than some days from its share of them.
    internal static long Later(long day, long months, long other)
    {
        const int daysAround = 8;
        if (day >= 0 && months is >= 0 and < 96_000 && day + (months * 31) <= DateOnly.MaxValue.DayNumber)
        {
            var ahead = day - other + (months * 146_097 / 4_800);
            if (ahead is > daysAround or < -daysAround)
            {
                return Math.Sign(ahead);
            }
        }

        var later = LaterByMonths(day, months);
        return later == NoAnswer ? NoAnswer : later.CompareTo(other);
    }

    private static long LaterByDays(long day, long days) => Calculate.IsInCalendar(day + days) ? day + days : NoAnswer;
}
