using CsCheck;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Fuzz.Feel.Typed;

/// <summary>Random values for the variables of the <see cref="Register"/>: mostly what was declared, sometimes null, unknown, or something else.</summary>
public sealed class RandomFrames
{
    private static readonly FactSource Source = new("population", null);

    private static readonly Value[] Unknowns =
    [
        .. new[] { ("Person", "pension"), ("Person", "cards"), ("Card", "validTo") }.Select(name =>
            Value.Unknown(MissingFacts.Of(new MissingFact(new FactName(name.Item1, name.Item2), "population", MissingBecause.NoAnswer)))),
        Value.Unknown(MissingFacts.Of(MissingFact.OfYear(new FactName("Person", "born"), "population", 1951))),
        Value.Unknown(MissingFacts.Of(MissingFact.OfMonth(new FactName("Card", "validTo"), "health-insurance", 2024, 2))),
    ];

    // The same names in another order, and fewer of them: a record whose places are not those that were declared.
    private static readonly RecordShape Elsewhere = new RecordShape("Person").Define(Register.PersonFields.Reverse().Skip(3).Select(field => new ShapeField(field.Name, field.Kind.Type())));

    private readonly Random _random;

    private readonly bool _fits;

    private RandomFrames(Random random, bool fits) => (_random, _fits) = (random, fits);

    /// <summary>Values for the variables, in the order of the scope.</summary>
    public static Gen<Value[]> Values { get; } = Gen.Int.Select(seed => Of(seed));

    /// <summary>Values for the variables, each of its declared kind where it is neither null nor unknown.</summary>
    public static Gen<Value[]> Fitting { get; } = Gen.Int.Select(seed => Of(seed, fits: true));

    /// <summary>The values that a number stands for.</summary>
    public static Value[] Of(int seed, bool fits = false)
    {
        var frames = new RandomFrames(new Random(seed), fits);
        return [.. Register.Variables.Select(variable => frames.Some(variable.Kind, 2)), frames.Parameters(), frames.Some((Kind)frames._random.Next(15), 2)];
    }

    private Value Some(Kind kind, int depth) => _random.Next(100) switch
    {
        < 84 => Declared(kind, depth),
        < 91 => Value.Null,
        < 97 => Unknowns[_random.Next(Unknowns.Length)],
        _ => Declared(_fits ? kind : (Kind)_random.Next(15), depth - 1),
    };

    private Value Declared(Kind kind, int depth) => kind switch
    {
        Kind.Number => Value.Of(_random.Next(4) switch { 0 => 0m, 1 => _random.Next(-3, 90), 2 => 1.5m, _ => _random.Next(1, 9) }),
        Kind.Condition => Value.Of(_random.Next(2) == 0),
        Kind.Day => Value.Of(Day()),
        Kind.Text => Value.Of(_random.Next(5) switch { 0 => "", 1 => "a", 2 => "An", 3 => "Lê Gia Hân", _ => "2024-02-29" }),
        Kind.Moment => Value.Of(new DateTimeOffset(Day(), new TimeOnly(_random.Next(24), 30), TimeSpan.FromHours(_random.Next(2) * 7))),
        Kind.Clock => Value.Of(FeelTime.Of(new TimeOnly(_random.Next(24), _random.Next(60)))),
        Kind.Span => Value.Of(DaysAndTime.Of(TimeSpan.FromHours(_random.Next(-30, 300)))),
        Kind.Term => Value.Of(new YearsAndMonths(_random.Next(-3, 30))),
        Kind.Person => Value.Of(Person(depth)),
        Kind.Card => Value.Of(_random.Next(20) == 0 ? Loose(Register.CardFields, depth) : RecordOf(Register.Card, Register.CardFields, depth)),
        _ => List(kind.Item(), depth),
    };

    private FeelContext Person(int depth) => _random.Next(20) switch
    {
        0 => Loose(Register.PersonFields, depth),
        1 => RecordOf(Elsewhere, [.. Register.PersonFields.Reverse().Skip(3)], depth),
        _ => RecordOf(Register.Person, Register.PersonFields, depth),
    };

    private Value List(Kind item, int depth)
    {
        var items = new Value[depth <= 0 && item is Kind.Person or Kind.Card ? 0 : _random.Next(4)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Some(item, depth - 1);
        }

        return Value.Of(new FeelList(items));
    }

    private Record RecordOf(RecordShape shape, (string Name, Kind Kind)[] fields, int depth) => new(shape, [.. fields.Select(field => Field(field.Kind, depth))], Source);

    private FeelContext Loose((string Name, Kind Kind)[] fields, int depth) =>
        FeelContext.Of(fields.Where(_ => _random.Next(5) > 0).Select(field => KeyValuePair.Create(field.Name, Field(field.Kind, depth))));

    private Value Field(Kind kind, int depth) => depth <= 0 && kind is Kind.Person or Kind.People or Kind.Cards ? Value.Null : Some(kind, depth - 1);

    private Value Parameters() => Value.Of(FeelContext.Of(Register.Parameters.Select(field => KeyValuePair.Create(field.Name, Some(field.Kind, 0)))));

    private DateOnly Day() => _random.Next(6) == 0 ? new DateOnly(2024, 2, 29) : new DateOnly(2020 + _random.Next(6), _random.Next(1, 13), _random.Next(1, 29));
}
