using System.Runtime.CompilerServices;
using Par.Rules.Facts;

namespace Par.Rules.Feel;

/// <summary>
/// One value of a condition: a number, a day, a text, a list. It is 32 bytes long and holds numbers, days and lengths
/// of time in itself, so that working with them needs no memory.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly object? _held;
    private readonly Bits _bits;
    private readonly ValueKind _kind;

    private Value(ValueKind kind, object? held, Bits bits)
    {
        _kind = kind;
        _held = held;
        _bits = bits;
    }

    /// <summary>No value: the registry answered, and there is none.</summary>
    public static Value Null => default;

    /// <summary>True.</summary>
    public static Value True { get; } = Of(true);

    /// <summary>False.</summary>
    public static Value False { get; } = Of(false);

    /// <summary>What kind of value it is.</summary>
    public ValueKind Kind => _kind;

    /// <summary>True when there is no value.</summary>
    public bool IsNull => _kind == ValueKind.Null;

    /// <summary>True when no registry answered.</summary>
    public bool IsUnknown => _kind == ValueKind.Unknown;

    /// <summary>The facts that are missing; none unless the value is unknown.</summary>
    public MissingFacts Missing => _kind == ValueKind.Unknown ? Unsafe.As<MissingFacts>(_held!) : MissingFacts.None;

    /// <summary>The value as true or false.</summary>
    public bool AsBoolean => Is(ValueKind.Boolean) && _bits.Low != 0;

    /// <summary>The value as a number.</summary>
    public decimal AsNumber => Is(ValueKind.Number) ? RawNumber : default;

    /// <summary>The value as a text.</summary>
    public string AsString => (string)Held(ValueKind.String);

    /// <summary>The value as a day of the years 1 to 9999.</summary>
    public DateOnly AsDate => Is(ValueKind.Date) ? DateOnly.FromDayNumber((int)_bits.High) : default;

    /// <summary>The value as a time of day.</summary>
    public FeelTime AsTime => Is(ValueKind.Time) ? new FeelTime(_bits.Low, (FeelZone?)_held) : default;

    /// <summary>The value as a day and time of day.</summary>
    public FeelDateTime AsDateTime => Is(ValueKind.DateTime) ? new FeelDateTime(_bits.High, _bits.Low, (FeelZone?)_held) : default;

    /// <summary>The value as a length of time in days, hours, minutes and seconds.</summary>
    public DaysAndTime AsDaysAndTime => Is(ValueKind.DaysAndTime) ? new DaysAndTime(RawSpan) : default;

    /// <summary>The value as a length of time in years and months.</summary>
    public YearsAndMonths AsYearsAndMonths => Is(ValueKind.YearsAndMonths) ? new YearsAndMonths(_bits.High) : default;

    /// <summary>The value as a list.</summary>
    public FeelList AsList => (FeelList)Held(ValueKind.List);

    /// <summary>The value as a record of a shape; null when it is none.</summary>
    internal Record? RecordOf(RecordShape shape) => _held is Record record && record.Shape == shape ? record : null;

    /// <summary>The value as a context.</summary>
    public FeelContext AsContext => (FeelContext)Held(ValueKind.Context);

    /// <summary>The value as a range.</summary>
    public FeelRange AsRange => (FeelRange)Held(ValueKind.Range);

    /// <summary>The value as a function.</summary>
    public FeelFunction AsFunction => (FeelFunction)Held(ValueKind.Function);

    internal decimal RawNumber => Unsafe.BitCast<Bits, decimal>(_bits);

    /// <summary>Days since 1 January of the year 1, of a day or of a day and time.</summary>
    internal long RawDay => _bits.High;

    internal Int128 RawSpan => Unsafe.BitCast<Bits, Int128>(_bits);

    internal long RawMonths => _bits.High;

    internal bool RawBoolean => _bits.Low != 0;

    internal string RawString => Unsafe.As<string>(_held!);

    internal FeelContext RawContext => Unsafe.As<FeelContext>(_held!);

    internal FeelList RawList => Unsafe.As<FeelList>(_held!);

    /// <summary>A value that no registry gave.</summary>
    public static Value Unknown(MissingFacts missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        return new(ValueKind.Unknown, missing, default);
    }

    /// <summary>True or false as a value.</summary>
    public static Value Of(bool value) => new(ValueKind.Boolean, null, new Bits(0, value ? 1 : 0));

    /// <summary>A number as a value.</summary>
    public static Value Of(decimal value) => new(ValueKind.Number, null, Unsafe.BitCast<decimal, Bits>(value));

    /// <summary>A text as a value, its accents composed (NFC); without a text it is null.</summary>
    public static Value Of(string? value) => value is null ? Null : new(ValueKind.String, ComposedText.Of(value), default);

    /// <summary>A day as a value.</summary>
    public static Value Of(DateOnly value) => OfDay(value.DayNumber);

    /// <summary>A time of day as a value.</summary>
    public static Value Of(FeelTime value) => new(ValueKind.Time, value.Zone, new Bits(0, value.Nanosecond));

    /// <summary>A day and time of day as a value.</summary>
    public static Value Of(FeelDateTime value) => new(ValueKind.DateTime, value.Zone, new Bits(value.DayNumber, value.Nanosecond));

    /// <summary>A moment as a value.</summary>
    public static Value Of(DateTimeOffset value) => Of(FeelDateTime.Of(value));

    /// <summary>A length of time in days, hours, minutes and seconds as a value.</summary>
    public static Value Of(DaysAndTime value) => new(ValueKind.DaysAndTime, null, Unsafe.BitCast<Int128, Bits>(value.Nanoseconds));

    /// <summary>A length of time in years and months as a value.</summary>
    public static Value Of(YearsAndMonths value) => new(ValueKind.YearsAndMonths, null, new Bits(value.Months, 0));

    /// <summary>A list as a value; without a list it is null, and so is one that is deeper than 200 lists within one another or holds more than a million values.</summary>
    public static Value Of(FeelList? value) => value is null || value.Extent.IsTooMuch ? Null : new(ValueKind.List, value, default);

    /// <summary>A context as a value; without a context it is null, and so is one that is too deep or holds too much, as with lists.</summary>
    public static Value Of(FeelContext? value) => value is null || value.Extent.IsTooMuch ? Null : new(ValueKind.Context, value, default);

    /// <summary>A range as a value; without a range it is null.</summary>
    public static Value Of(FeelRange? value) => value is null ? Null : new(ValueKind.Range, value, default);

    /// <summary>A function as a value; without a function it is null.</summary>
    public static Value Of(FeelFunction? value) => value is null ? Null : new(ValueKind.Function, value, default);

    /// <summary>True when both are the same value written the same; FEEL's own <c>=</c> knows null and unknown besides.</summary>
    public bool Equals(Value other) => _kind == other._kind && _kind switch
    {
        ValueKind.Number => RawNumber == other.RawNumber,
        ValueKind.Context => SameContext((FeelContext)_held!, (FeelContext)other._held!),
        _ => _bits == other._bits && Equals(_held, other._held),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kind switch
    {
        ValueKind.Number => RawNumber.GetHashCode(),
        ValueKind.Context => ((FeelContext)_held!).Names.Count,
        _ => HashCode.Combine(_kind, _bits, _held),
    };

    /// <summary>True when both are the same value.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>True when the values differ.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>The value as it would be written in FEEL, for example <c>@"2024-07-01"</c>.</summary>
    public override string ToString() => ValueText.Literal(this);

    internal static Value OfNumber(decimal? value) => value is { } number ? Of(number) : Null;

    internal static Value OfDay(long dayNumber) => new(ValueKind.Date, null, new Bits(dayNumber, 0));

    private static bool SameContext(FeelContext a, FeelContext b) =>
        ReferenceEquals(a, b)
        || (a.Names.Count == b.Names.Count
            && a.Names.All(name => a.TryGet(name, out var left) && b.TryGet(name, out var right) && left == right));

    private bool Is(ValueKind kind) =>
        _kind == kind ? true : throw new InvalidOperationException($"The value is of kind {_kind}, not {kind}. Look at its Kind first.");

    private object Held(ValueKind kind) => Is(kind) ? _held! : throw new InvalidOperationException();

    private readonly record struct Bits(long High, long Low);
}
