using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Feel;

/// <summary>A small catalogue, and short ways to read and run expressions over it.</summary>
internal static class Given
{
    public static readonly MissingFact NoAnswer = new(new FactName("Person", "insurances"), "health-insurance", MissingBecause.NoAnswer);
    public static readonly MissingFact TooOld = new(new FactName("Person", "pension"), "pensions", MissingBecause.TooOld);
    public static readonly Value Unknown = Value.Unknown(MissingFacts.Of(NoAnswer));
    public static readonly Value OtherUnknown = Value.Unknown(MissingFacts.Of(TooOld));
    public static readonly FactSource Source = new("population", null);

    public static readonly RecordShape Card = new("Card");
    public static readonly RecordShape Person = new("Person");
    public static readonly Scope Scope;

    static Given()
    {
        Card.Define(
            new ShapeField("number", FeelType.String),
            new ShapeField("validFrom", FeelType.Date),
            new ShapeField("validTo", FeelType.Date),
            new ShapeField("holder", Person));
        Person.Define(
            new ShapeField("name", FeelType.String),
            new ShapeField("dateOfBirth", FeelType.Date),
            new ShapeField("pension", FeelType.Number),
            new ShapeField("insurances", FeelType.List(Card)),
            new ShapeField("alive", FeelType.Boolean));
        Scope = Scope.Empty
            .With("subject", Person)
            .With("today", FeelType.Date)
            .With("limit", FeelType.Number)
            .With("flag", FeelType.Boolean)
            .With("registered on", FeelType.Date);
    }

    public static Value Day(int year, int month, int day) => Value.Of(new DateOnly(year, month, day));

    public static Value Num(decimal number) => Value.Of(number);

    public static Value List(params Value[] items) => Value.Of(new FeelList(items));

    public static Record CardOf(Value from, Value to) => new(Card, [Value.Of("A1"), from, to, Value.Null], Source);

    public static Record PersonOf(Value dateOfBirth, Value insurances, Value? pension = null) =>
        new(Person, [Value.Of("An"), dateOfBirth, pension ?? Value.Null, insurances, Value.True], Source);

    public static Frame Frame(Record? subject = null, Value? flag = null)
    {
        var frame = new Frame(Scope)
        {
            [0] = Value.Of(subject ?? PersonOf(Day(2020, 2, 29), List())),
            [1] = Day(2024, 7, 10),
            [2] = Num(6),
            [3] = flag ?? Value.True,
            [4] = Day(2024, 7, 9),
        };
        return frame;
    }

    public static FeelReading Read(string text, Scope? scope = null) => Par.Rules.Feel.Feel.Read(SourceText.Bare(text), scope ?? Scope);

    /// <summary>The value of an expression, having seen that interpreter and machine code agree on it.</summary>
    public static Value Run(string text, Frame? frame = null, Scope? scope = null)
    {
        var reading = Read(text, scope);
        Assert.Equal("", string.Join(Environment.NewLine, reading.Diagnostics));
        var expression = reading.Expression!;
        frame ??= Frame();
        var interpreted = expression.Interpret(frame);
        var compiled = expression.Compile().WarmUp();
        Assert.Equal(interpreted, compiled.Evaluate(frame));
        Assert.Equal(AsTernary(interpreted), compiled.EvaluateCondition(frame));
        return interpreted;
    }

    /// <summary>The value of an expression that is let through as the standard has it, though the checker would refuse it.</summary>
    public static Value RunAsInDmn(string text) => Run(text, scope: Scope.AsInDmn);

    /// <summary>The one thing wrong with an expression, as it is printed.</summary>
    public static string Wrong(string text, Scope? scope = null) => string.Join(Environment.NewLine, Read(text, scope).Diagnostics);

    public static Ternary AsTernary(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean ? Ternary.True : Ternary.False,
        ValueKind.Unknown => Ternary.Unknown,
        _ => Ternary.Null,
    };
}
