using System.Reflection.Emit;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>What a value is once it is known to be there: a bare number of the machine, without the <see cref="Value"/> around it.</summary>
internal enum Raw
{
    /// <summary>Not one of these: it stays a <see cref="Value"/>.</summary>
    None,

    /// <summary>A whole number, such as a year or a count.</summary>
    Whole,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A day, as its number.</summary>
    Day,

    /// <summary>A length of time in whole days.</summary>
    Days,

    /// <summary>A length of time in months.</summary>
    Months,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Values in order.</summary>
    List,
}

/// <summary>A bare value: where the machine code keeps it, or else the constant it is.</summary>
internal readonly record struct Operand(Raw Raw, LocalBuilder? Local, Value Constant);

/// <summary>Which bare value an expression gives, as far as its types say.</summary>
internal static class Raws
{
    public static Type TypeOf(Raw raw) => raw switch
    {
        Raw.Number => typeof(decimal),
        Raw.Text => typeof(string),
        Raw.Flag => typeof(bool),
        Raw.List => typeof(FeelList),
        _ => typeof(long),
    };

    public static ValueKind KindOf(Raw raw) => raw switch
    {
        Raw.Whole or Raw.Number => ValueKind.Number,
        Raw.Day => ValueKind.Date,
        Raw.Days => ValueKind.DaysAndTime,
        Raw.Months => ValueKind.YearsAndMonths,
        Raw.Text => ValueKind.String,
        Raw.List => ValueKind.List,
        _ => ValueKind.Boolean,
    };

    /// <summary>The one bare kind in which two values meet; none when they do not.</summary>
    public static Raw Shared(Raw a, Raw b) => a == b ? a : (a, b) is (Raw.Whole, Raw.Number) or (Raw.Number, Raw.Whole) ? Raw.Number : Raw.None;

    public static Raw Of(Node node) => node switch
    {
        Constant constant => OfValue(constant.Value),
        PathTo { Shape: null } path => OfPart(Of(path.Source), path.Name),
        Arithmetic arithmetic => OfArithmetic(arithmetic.Operation, Of(arithmetic.Left), Of(arithmetic.Right)),
        If choice => Shared(Of(choice.Then), Of(choice.Else)),
        BuiltInCall call when Calls.Find(call) is { } known => known.Gives,
        _ => OfType(node.Type),
    };

    /// <summary>A constant as the number that machine code compares; null where it is none.</summary>
    public static long? Long(Constant constant) => Of(constant) switch
    {
        Raw.Whole => (long)constant.Value.RawNumber,
        Raw.Day => constant.Value.RawDay,
        Raw.Days => (long)(constant.Value.RawSpan / FeelTime.Day),
        Raw.Months => constant.Value.RawMonths,
        _ => null,
    };

    /// <summary>Whether it is nothing to be worked out, but stands somewhere.</summary>
    public static bool Stands(Node node) => node is SlotName or LocalName or PathTo { Shape: not null };

    /// <summary>Whether machine code works it out itself; otherwise it fetches the value from <see cref="Running.Code"/>.</summary>
    public static bool IsOwn(Node node) => node is ValueCall asked ? Calls.FindLookUp(asked) is not null : Of(node) != Raw.None && node switch
    {
        Constant or SlotName or LocalName or If => true,
        PathTo { Shape: null } path => OfPart(Of(path.Source), path.Name) != Raw.None,
        PathTo => true,
        Arithmetic arithmetic => OfArithmetic(arithmetic.Operation, Of(arithmetic.Left), Of(arithmetic.Right)) != Raw.None,
        BuiltInCall call => Calls.Find(call) is not null,
        _ => false,
    };

    private static Raw OfType(FeelType type) => type is ListType ? Raw.List : Typing.KindOf(type) switch
    {
        ValueKind.Number => Raw.Number,
        ValueKind.Date => Raw.Day,
        ValueKind.YearsAndMonths => Raw.Months,
        ValueKind.String => Raw.Text,
        ValueKind.Boolean => Raw.Flag,
        _ => Raw.None,
    };

    private static Raw OfValue(Value value) => value.Kind switch
    {
        ValueKind.Number => IsWhole(value.RawNumber) ? Raw.Whole : Raw.Number,
        ValueKind.Date => Raw.Day,
        ValueKind.YearsAndMonths => Raw.Months,
        ValueKind.DaysAndTime => IsWholeDays(value.RawSpan) ? Raw.Days : Raw.None,
        ValueKind.String => Raw.Text,
        ValueKind.Boolean => Raw.Flag,
        _ => Raw.None,
    };

    private static bool IsWhole(decimal number) => number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue;

    private static bool IsWholeDays(Int128 span) => span % FeelTime.Day == 0 && Int128.Abs(span / FeelTime.Day) < int.MaxValue;

    private static Raw OfPart(Raw of, string name) => (of, name) switch
    {
        (Raw.Day, "year" or "month" or "day" or "weekday") => Raw.Whole,
        (Raw.Months, "years" or "months") => Raw.Whole,
        (Raw.Days, "days") => Raw.Whole,
        _ => Raw.None,
    };

    private static Raw OfArithmetic(Operation operation, Raw left, Raw right) => (operation, left, right) switch
    {
        (Operation.Power, _, _) => Raw.None,
        (_, Raw.Whole or Raw.Number, Raw.Whole or Raw.Number) => Raw.Number,
        (Operation.Subtract, Raw.Day, Raw.Day) => Raw.Days,
        (Operation.Add or Operation.Subtract, Raw.Day, Raw.Months or Raw.Days) => Raw.Day,
        _ => Raw.None,
    };
}
