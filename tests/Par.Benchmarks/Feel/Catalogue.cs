using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Benchmarks.Feel;

/// <summary>The same people as the rule engine holds them: records of shapes, in the frame of a scope.</summary>
internal static class Catalogue
{
    private static readonly RecordShape CardShape = new RecordShape("Card").Define(
        new ShapeField("validFrom", FeelType.Date), new ShapeField("validTo", FeelType.Date));

    private static readonly RecordShape PersonShape = new RecordShape("Person").Define(
        new ShapeField("id", FeelType.String),
        new ShapeField("dateOfBirth", FeelType.Date),
        new ShapeField("sex", FeelType.String),
        new ShapeField("residence", FeelType.String),
        new ShapeField("householdSize", FeelType.Number),
        new ShapeField("pension", FeelType.Number),
        new ShapeField("income", FeelType.Number),
        new ShapeField("registeredOn", FeelType.Date),
        new ShapeField("insurances", FeelType.List(CardShape)));

    private static readonly FactSource Source = new("population", null);

    public static Scope Scope { get; } = Scope.Empty
        .With("subject", PersonShape).With("today", FeelType.Date).With("limit", FeelType.Number).With("base", FeelType.Number);

    public static Value[] Subjects { get; } = [.. People.All.Select(Subject)];

    public static Frame Frame() => new(Scope)
    {
        [0] = Subjects[0],
        [1] = Value.Of(People.Today),
        [2] = Value.Of(People.Limit),
        [3] = Value.Of(People.Base),
    };

    private static Value Subject(Person person)
    {
        var cards = person.Insurances.Select(card => Value.Of(new Record(CardShape, [Value.Of(card.ValidFrom), Value.Of(card.ValidTo)], Source)));
        Value[] values =
        [
            Value.Of(person.Id), Value.Of(person.DateOfBirth), Value.Of(person.Sex), Value.Of(person.Residence),
            Value.Of((decimal)person.HouseholdSize), person.Pension is { } pension ? Value.Of(pension) : Value.Null,
            Value.Of(person.Income), Value.Of(person.RegisteredOn), Value.Of(new FeelList([.. cards])),
        ];
        return Value.Of(new Record(PersonShape, values, Source));
    }
}
