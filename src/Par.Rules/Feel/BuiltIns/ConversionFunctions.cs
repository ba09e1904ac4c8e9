using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions that turn one kind of value into another.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("string(from: any) -> string", from => Unknowns.In(from, null) is { } missing ? Value.Unknown(missing) : Value.Of(ValueText.Plain(from))),
        BuiltIn.Of("number(from: string|number) -> number", from => from.Kind == ValueKind.Number ? from : StringFunctions.Number(from.RawString, "", "."), Traits.Converts),
        BuiltIn.Of("number(from: string, grouping separator: string?, decimal separator: string?) -> number", Number, Traits.Converts),
        BuiltIn.Of("date(from: string|date|moment) -> date", ToDate, Traits.Converts),
        BuiltIn.Of("date(year: number, month: number, day: number) -> date", DateOf, Traits.Converts),
        BuiltIn.Of("time(from: string|time|date|moment) -> time", ToTime, Traits.Converts),
        BuiltIn.Of("time(hour: number, minute: number, second: number) -> time", (hour, minute, second) => TimeOf(hour, minute, second, Value.Null), Traits.Converts),
        BuiltIn.Of(
            "time(hour: number, minute: number, second: number, offset: days?) -> time",
            (_, given) => TimeOf(given[0], given[1], given[2], given[3]),
            Traits.Converts),
        BuiltIn.Of("date and time(from: string|moment|date) -> moment", ToMoment, Traits.Converts),
        BuiltIn.Of("date and time(date: date|moment, time: time) -> moment", MomentOf),
        BuiltIn.Of("date and time(date: moment|date, timezone: string) -> moment", InZone),
        BuiltIn.Of(
            "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number) -> moment",
            (_, given) => MomentOf(DateOf(given[0], given[1], given[2]), TimeOf(given[3], given[4], given[5], Value.Null))),
        BuiltIn.Of(
            "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, offset: days?) -> moment",
            (_, given) => MomentOf(DateOf(given[0], given[1], given[2]), TimeOf(given[3], given[4], given[5], given[6]))),
        BuiltIn.Of("duration(from: string|days|months) -> any", from => from.Kind == ValueKind.String ? TimeTexts.Duration(from.RawString) : from, Traits.Converts),
        BuiltIn.Of("years and months duration(from: date|moment, to: date|moment) -> months", MonthsBetween),
        BuiltIn.Of("range(from: string) -> range", Range, Traits.Converts),
    ];

    private static Value Number(Value from, Value thousands, Value point)
    {
        var (group, mark) = (thousands.IsNull ? "" : thousands.RawString, point.IsNull ? "" : point.RawString);
        return group is not ("" or " " or "," or ".") || mark is not ("" or "," or ".") || (group == mark && group.Length > 0)
            ? Value.Null
            : StringFunctions.Number(from.RawString, group, mark);
    }

    private static Value ToDate(Value from) =>
        from.Kind == ValueKind.String ? TimeTexts.Date(from.RawString) : Value.OfDay(from.RawDay);

    private static Value DateOf(Value year, Value month, Value day)
    {
        var parts = (Whole(year), Whole(month), Whole(day));
        return parts is ({ } y, { } m, { } d) && CalendarDay.Exists(y, m, d) ? Value.OfDay(CalendarDay.Number(y, (int)m, (int)d)) : Value.Null;
    }

    private static long? Whole(Value number) =>
        number.RawNumber == decimal.Truncate(number.RawNumber) && Math.Abs(number.RawNumber) <= CalendarDay.LastYear ? (long)number.RawNumber : null;

    private static Value ToTime(Value from) => from.Kind switch
    {
        ValueKind.String => TimeTexts.Time(from.RawString),
        ValueKind.Date => Value.Of(new FeelTime(0, FeelZone.Utc)),
        ValueKind.DateTime => Value.Of(new FeelTime(from.AsDateTime.Nanosecond, from.AsDateTime.Zone)),
        _ => from,
    };

    private static Value TimeOf(Value hour, Value minute, Value second, Value offset)
    {
        if (Whole(hour) is not (>= 0 and <= 23 and var h) || Whole(minute) is not (>= 0 and <= 59 and var m)
            || second.RawNumber is < 0 or >= 60 || (!offset.IsNull && Int128.Abs(offset.RawSpan) > (Int128)14 * 3600 * FeelTime.Second))
        {
            return Value.Null;
        }

        var zone = offset.IsNull ? null : FeelZone.At(offset.AsDaysAndTime.ToTimeSpan());
        return Value.Of(new FeelTime((((h * 60) + m) * 60 * FeelTime.Second) + (long)(second.RawNumber * FeelTime.Second), zone));
    }

    private static Value ToMoment(Value from) => from.Kind switch
    {
        ValueKind.String => TimeTexts.DateTime(from.RawString),
        ValueKind.Date => Value.Of(new FeelDateTime(from.RawDay, 0, FeelZone.Utc)),
        _ => from,
    };

    private static Value MomentOf(Value date, Value time) =>
        date.IsNull || time.IsNull ? Value.Null : Value.Of(new FeelDateTime(date.RawDay, time.AsTime.Nanosecond, time.AsTime.Zone));

    private static Value InZone(Value moment, Value zone)
    {
        var named = zone.RawString == "Z" ? FeelZone.Utc : FeelZone.Named(zone.RawString);
        return named is null ? Value.Null : Value.Of(new FeelDateTime(moment.RawDay, moment.Kind == ValueKind.Date ? 0 : moment.AsDateTime.Nanosecond, named));
    }

    private static Value MonthsBetween(Value from, Value to)
    {
        var months = CalendarDay.MonthsBetween(from.RawDay, to.RawDay);
        if (from.Kind == ValueKind.DateTime && to.Kind == ValueKind.DateTime && CalendarDay.AddMonths(from.RawDay, months) == to.RawDay)
        {
            // The month is only whole once the time of day is reached too.
            var (start, end) = (from.AsDateTime.Nanosecond, to.AsDateTime.Nanosecond);
            months += months > 0 && end < start ? -1 : months < 0 && end > start ? 1 : 0;
        }

        return Value.Of(new YearsAndMonths(months));
    }

    // A range written as text has plain values at its ends, nothing to work out.
    private static Value Range(Value from)
    {
        var words = new Lexer(SourceText.Bare(from.RawString), []).Cut().Where(token => token.Kind == TokenKind.Name);
        if (words.Any(word => word.Text is not ("date" or "and" or "time" or "duration")))
        {
            return Value.Null;
        }

        var read = Feel.Read(SourceText.Bare(from.RawString), Scope.AsInDmn);
        return read.Expression?.Root is RangeOf { Start: Constant, End: Constant } ? read.Expression.Interpret(new Frame(0)) : Value.Null;
    }
}
