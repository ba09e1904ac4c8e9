using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Fuzz;

/// <summary>Random values of every kind, null and unknown among them.</summary>
internal sealed class RandomValues(Random random)
{
    private static readonly Value[] Unknowns =
    [
        .. new[] { ("Person", "pension"), ("Card", "validTo") }.Select(name =>
            Value.Unknown(MissingFacts.Of(new MissingFact(new FactName(name.Item1, name.Item2), "population", MissingBecause.NoAnswer)))),
    ];

    /// <summary>What texts and models speak of, and what each of them mostly is.</summary>
    public static IReadOnlyList<(string Name, FeelType Type)> Variables { get; } =
    [
        ("n", FeelType.Number), ("m", FeelType.Any), ("b", FeelType.Boolean), ("d", FeelType.Date),
        ("s", FeelType.String), ("xs", FeelType.List(FeelType.Any)), ("p", FeelType.OpenContext),
    ];

    /// <summary>A value for each variable: mostly of its type.</summary>
    public Value[] All() => [.. Variables.Select(variable => Mostly(variable.Type))];

    /// <summary>A context of the variables; now and then one is missing.</summary>
    public FeelContext Inputs() =>
        FeelContext.Of(Variables.Where(_ => random.Next(12) > 0).Select(variable => KeyValuePair.Create(variable.Name, Mostly(variable.Type))));

    /// <summary>A value of any kind.</summary>
    public Value Any(int depth = 2) => random.Next(depth > 0 ? 16 : 12) switch
    {
        0 => Value.Null,
        1 => Unknowns[random.Next(Unknowns.Length)],
        2 => Value.Of(random.Next(2) == 0),
        3 => Value.Of((decimal)random.Next(-2, 6)),
        4 => OneOf(Value.Of(2.5m), Value.Of(decimal.MaxValue), Value.Of(-7e27m), Value.Of(0.0000000000000000000000000001m), Value.Of(1.0m)),
        5 => OneOf(Value.Of(""), Value.Of("a"), Value.Of("An"), Value.Of("Lê"), Value.Of("e\u0301\ud83d\ude00"), Value.Of("\"\\\n")),
        6 => Value.Of(new DateOnly(2024, 2, 29).AddDays(random.Next(-2, 3))),
        7 => OneOf(Value.Of(DateOnly.MaxValue), Value.Of(DateOnly.MinValue)),
        8 => Value.Of(FeelTime.Of(new TimeOnly(random.Next(24), 0))),
        9 => Value.Of(new DateTimeOffset(2024, 2, 29, random.Next(24), 0, 0, TimeSpan.FromHours(random.Next(2) * 7))),
        10 => Value.Of(DaysAndTime.Of(TimeSpan.FromHours(random.Next(-30, 60)))),
        11 => Value.Of(new YearsAndMonths(random.Next(-3, 20))),
        12 or 13 => List(depth),
        14 => Value.Of(Person(depth)),
        _ => Range(),
    };

    private Value Mostly(FeelType type) => random.Next(6) == 0 || type == FeelType.Any ? Any() : type switch
    {
        _ when type == FeelType.Number => Value.Of((decimal)random.Next(-1, 5)),
        _ when type == FeelType.Boolean => Value.Of(random.Next(2) == 0),
        _ when type == FeelType.Date => Value.Of(new DateOnly(2024, 2, 29).AddDays(random.Next(-2, 3))),
        _ when type == FeelType.String => OneOf(Value.Of(""), Value.Of("a"), Value.Of("An")),
        _ when type == FeelType.OpenContext => Value.Of(Person(2)),
        _ => List(2),
    };

    private Value List(int depth) => Value.Of(new FeelList([.. Enumerable.Range(0, random.Next(5)).Select(_ => Any(depth - 1))]));

    private Value Range() => Value.Of(new FeelRange(Value.Of((decimal)random.Next(3)), random.Next(2) == 0, random.Next(3) == 0 ? Value.Null : Value.Of((decimal)random.Next(2, 6)), random.Next(2) == 0));

    private FeelContext Person(int depth) => FeelContext.Of(
        new (string Name, Value Value)[]
        {
            ("name", Any(0)), ("pension", Mostly(FeelType.Number)), ("alive", Mostly(FeelType.Boolean)),
            ("dateOfBirth", Mostly(FeelType.Date)), ("insurances", depth > 0 ? List(depth - 1) : Value.Null), ("a", Any(depth - 1)),
        }.Where(_ => random.Next(8) > 0).Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private Value OneOf(params Value[] values) => values[random.Next(values.Length)];
}
