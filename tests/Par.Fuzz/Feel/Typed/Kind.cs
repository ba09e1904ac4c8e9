using Par.Rules.Feel;

namespace Par.Fuzz.Feel.Typed;

/// <summary>The kinds of value that typed expressions are made for.</summary>
internal enum Kind
{
    Number,
    Condition,
    Day,
    Text,
    Moment,
    Clock,
    Span,
    Term,
    Person,
    Card,
    Numbers,
    Days,
    Texts,
    People,
    Cards,
}

internal static class Kinds
{
    /// <summary>Kinds that have an order.</summary>
    public static readonly Kind[] Ordered = [Kind.Number, Kind.Number, Kind.Day, Kind.Day, Kind.Text, Kind.Moment, Kind.Clock, Kind.Span, Kind.Term];

    public static readonly Kind[] Lists = [Kind.Numbers, Kind.Days, Kind.Texts, Kind.People, Kind.Cards, Kind.Cards];

    /// <summary>What a list of this kind holds.</summary>
    public static Kind Item(this Kind list) => list switch
    {
        Kind.Numbers => Kind.Number,
        Kind.Days => Kind.Day,
        Kind.Texts => Kind.Text,
        Kind.People => Kind.Person,
        _ => Kind.Card,
    };

    /// <summary>The type that a function parameter or <c>instance of</c> names; null where a shape has no name there.</summary>
    public static string? Named(this Kind kind) => kind switch
    {
        Kind.Number => "number",
        Kind.Condition => "boolean",
        Kind.Day => "date",
        Kind.Text => "string",
        Kind.Moment => "date and time",
        Kind.Clock => "time",
        Kind.Span => "days and time duration",
        Kind.Term => "years and months duration",
        Kind.Numbers => "list<number>",
        Kind.Days => "list<date>",
        Kind.Texts => "list<string>",
        _ => null,
    };

    public static FeelType Type(this Kind kind) => kind switch
    {
        Kind.Number => FeelType.Number,
        Kind.Condition => FeelType.Boolean,
        Kind.Day => FeelType.Date,
        Kind.Text => FeelType.String,
        Kind.Moment => FeelType.DateTime,
        Kind.Clock => FeelType.Time,
        Kind.Span => FeelType.DaysAndTimeDuration,
        Kind.Term => FeelType.YearsAndMonthsDuration,
        Kind.Person => Register.Person,
        Kind.Card => Register.Card,
        _ => FeelType.List(kind.Item().Type()),
    };
}
