using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>Calculations with numbers, texts, days and lengths of time. What has no result gives null.</summary>
internal static class Calculate
{
    /// <summary>What an operation gives. Numbers, by far the most frequent, go first.</summary>
    public static Value Run(Frame frame, Operation operation, in Value a, in Value b)
    {
        if (a.Kind == ValueKind.Number && b.Kind == ValueKind.Number)
        {
            return Value.OfNumber(Numeric(operation, a.RawNumber, b.RawNumber));
        }

        frame.Pay(in a);
        frame.Pay(in b);
        return RunOthers(operation, a, b);
    }

    public static Value Negative(Value value) => value.Kind switch
    {
        ValueKind.Number => Value.Of(-value.RawNumber),
        ValueKind.DaysAndTime => Value.Of(new DaysAndTime(-value.RawSpan)),
        ValueKind.YearsAndMonths => Value.Of(new YearsAndMonths(-value.RawMonths)),
        ValueKind.Unknown => value,
        _ => Value.Null,
    };

    private static decimal? Numeric(Operation operation, decimal a, decimal b)
    {
        try
        {
            return operation switch
            {
                Operation.Add => a + b,
                Operation.Subtract => a - b,
                Operation.Multiply => a * b,
                Operation.Divide => b == 0 ? null : a / b,
                _ => Numbers.Power(a, b),
            };
        }
        catch (OverflowException)
        {
            // Too large for any number: FEEL's answer to that is null.
            return null;
        }
    }

    private static Value RunOthers(Operation operation, in Value a, in Value b)
    {
        if (a.Kind == ValueKind.Date && operation <= Operation.Subtract)
        {
            switch (b.Kind)
            {
                case ValueKind.YearsAndMonths:
                    return LaterMonths(in a, operation == Operation.Add ? b.RawMonths : -b.RawMonths);
                case ValueKind.Date when operation == Operation.Subtract:
                    return Value.Of(DaysAndTime.OfDays(a.RawDay - b.RawDay));
                default:
                    break;
            }
        }

        if (Logic.AreUnknown(a, b, out var unknown))
        {
            return unknown;
        }

        try
        {
            return operation switch
            {
                Operation.Add => Add(a, b),
                Operation.Subtract => Subtract(a, b),
                Operation.Multiply => Multiply(a, b),
                Operation.Divide => Divide(a, b),
                _ => Value.Null,
            };
        }
        catch (OverflowException)
        {
            // Too large for any value: FEEL's answer to that is null.
            return Value.Null;
        }
    }

    /// <summary>A day or moment some length of time later.</summary>
    public static Value Later(Value moment, Int128 nanoseconds)
    {
        switch (moment.Kind)
        {
            case ValueKind.Date:
                return Day(moment.RawDay + FloorDays(nanoseconds));
            case ValueKind.DateTime:
                var at = moment.AsDateTime;
                var local = ((Int128)at.DayNumber * FeelTime.Day) + at.Nanosecond + nanoseconds;
                return InCalendar(FloorDays(local), out var day)
                    ? Value.Of(new FeelDateTime(day, (long)(local - ((Int128)day * FeelTime.Day)), at.Zone))
                    : Value.Null;
            default:
                var time = moment.AsTime;
                var moved = time.Nanosecond + nanoseconds;
                return Value.Of(new FeelTime((long)(moved - (FloorDays(moved) * FeelTime.Day)), time.Zone));
        }
    }

    private static Value LaterMonths(in Value moment, long months)
    {
        if (CalendarDay.AddMonths(moment.RawDay, months) is not { } day)
        {
            return Value.Null;
        }

        return moment.Kind == ValueKind.Date
            ? Value.OfDay(day)
            : Value.Of(new FeelDateTime(day, moment.AsDateTime.Nanosecond, moment.AsDateTime.Zone));
    }

    private static Value Add(Value a, Value b)
    {
        switch (a.Kind, b.Kind)
        {
            case (ValueKind.String, ValueKind.String):
                return a.RawString.Length + b.RawString.Length > FeelList.LongestText ? Value.Null : Value.Of(a.RawString + b.RawString);
            case (ValueKind.DaysAndTime, ValueKind.DaysAndTime):
                return Value.Of(new DaysAndTime(a.RawSpan + b.RawSpan));
            case (ValueKind.YearsAndMonths, ValueKind.YearsAndMonths):
                return Value.Of(new YearsAndMonths(a.RawMonths + b.RawMonths));
            case (ValueKind.Date or ValueKind.DateTime or ValueKind.Time, ValueKind.DaysAndTime):
                return Later(a, b.RawSpan);
            case (ValueKind.Date or ValueKind.DateTime, ValueKind.YearsAndMonths):
                return LaterMonths(a, b.RawMonths);
            case (ValueKind.DaysAndTime or ValueKind.YearsAndMonths, ValueKind.Date or ValueKind.DateTime or ValueKind.Time):
                return Add(b, a);
            default:
                return Value.Null;
        }
    }

    private static Value Subtract(Value a, Value b)
    {
        switch (a.Kind, b.Kind)
        {
            case (ValueKind.DaysAndTime, ValueKind.DaysAndTime):
                return Value.Of(new DaysAndTime(a.RawSpan - b.RawSpan));
            case (ValueKind.YearsAndMonths, ValueKind.YearsAndMonths):
                return Value.Of(new YearsAndMonths(a.RawMonths - b.RawMonths));
            case (ValueKind.Date or ValueKind.DateTime or ValueKind.Time, ValueKind.DaysAndTime):
                return Later(a, -b.RawSpan);
            case (ValueKind.Date or ValueKind.DateTime, ValueKind.YearsAndMonths):
                return LaterMonths(a, -b.RawMonths);
            case (ValueKind.Date or ValueKind.DateTime, ValueKind.Date or ValueKind.DateTime):
                return Distance(Moment(a), Moment(b));
            case (ValueKind.Time, ValueKind.Time):
                return (a.AsTime.Zone is null) == (b.AsTime.Zone is null)
                    ? Value.Of(new DaysAndTime((Int128)a.AsTime.UtcNanosecond(0) - b.AsTime.UtcNanosecond(0)))
                    : Value.Null;
            default:
                return Value.Null;
        }
    }

    // A day beside a moment counts as its midnight in UTC.
    private static FeelDateTime Moment(Value value) =>
        value.Kind == ValueKind.Date ? new FeelDateTime(value.RawDay, 0, FeelZone.Utc) : value.AsDateTime;

    private static Value Distance(FeelDateTime a, FeelDateTime b) =>
        (a.Zone is null) == (b.Zone is null) ? Value.Of(new DaysAndTime(a.Instant - b.Instant)) : Value.Null;

    private static Value Multiply(Value a, Value b)
    {
        switch (a.Kind, b.Kind)
        {
            case (ValueKind.DaysAndTime, ValueKind.Number):
                return Value.Of(new DaysAndTime(Scale(a.RawSpan, b.RawNumber)));
            case (ValueKind.YearsAndMonths, ValueKind.Number):
                return Value.Of(new YearsAndMonths((long)decimal.Truncate(a.RawMonths * b.RawNumber)));
            case (ValueKind.Number, ValueKind.DaysAndTime or ValueKind.YearsAndMonths):
                return Multiply(b, a);
            default:
                return Value.Null;
        }
    }

    private static Value Divide(Value a, Value b)
    {
        switch (a.Kind, b.Kind)
        {
            case (ValueKind.DaysAndTime, ValueKind.Number):
                return b.RawNumber == 0 ? Value.Null : Value.Of(new DaysAndTime((Int128)decimal.Truncate((decimal)a.RawSpan / b.RawNumber)));
            case (ValueKind.YearsAndMonths, ValueKind.Number):
                return b.RawNumber == 0 ? Value.Null : Value.Of(new YearsAndMonths((long)decimal.Truncate(a.RawMonths / b.RawNumber)));
            case (ValueKind.DaysAndTime, ValueKind.DaysAndTime):
                return b.RawSpan == 0 ? Value.Null : Value.Of((decimal)a.RawSpan / (decimal)b.RawSpan);
            case (ValueKind.YearsAndMonths, ValueKind.YearsAndMonths):
                return b.RawMonths == 0 ? Value.Null : Value.Of((decimal)a.RawMonths / b.RawMonths);
            default:
                return Value.Null;
        }
    }

    // Whole factors stay exact however long the span is.
    private static Int128 Scale(Int128 span, decimal factor) =>
        factor == decimal.Truncate(factor) ? span * (Int128)factor : (Int128)decimal.Truncate((decimal)span * factor);

    private static Int128 FloorDays(Int128 nanoseconds) =>
        (nanoseconds / FeelTime.Day) - (nanoseconds % FeelTime.Day < 0 ? 1 : 0);

    private static Value Day(Int128 number) => InCalendar(number, out var day) ? Value.OfDay(day) : Value.Null;

    /// <summary>Whether FEEL's calendar has a day.</summary>
    public static bool IsInCalendar(long day) => day >= FirstDay && day <= LastDay;

    private static bool InCalendar(Int128 number, out long day)
    {
        var fits = number >= FirstDay && number <= LastDay;
        day = fits ? (long)number : 0;
        return fits;
    }

    private static readonly long FirstDay = CalendarDay.Number(-CalendarDay.LastYear, 1, 1);
    private static readonly long LastDay = CalendarDay.Number(CalendarDay.LastYear, 12, 31);
}
