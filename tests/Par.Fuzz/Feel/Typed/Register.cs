using Par.Rules.Feel;

namespace Par.Fuzz.Feel.Typed;

/// <summary>What typed expressions speak of: people with their cards, as a catalogue would shape them, and one variable of each kind.</summary>
public static class Register
{
    internal static readonly RecordShape Card = new("Card");
    internal static readonly RecordShape Person = new("Person");

    internal static readonly (string Name, Kind Kind)[] CardFields =
    [
        ("number", Kind.Text), ("validFrom", Kind.Day), ("validTo", Kind.Day), ("amount", Kind.Number), ("paid", Kind.Condition), ("holder", Kind.Person),
    ];

    internal static readonly (string Name, Kind Kind)[] PersonFields =
    [
        ("name", Kind.Text), ("born", Kind.Day), ("diedOn", Kind.Day), ("registered on", Kind.Day), ("pension", Kind.Number), ("alive", Kind.Condition),
        ("seenAt", Kind.Moment), ("opens", Kind.Clock), ("stay", Kind.Span), ("service", Kind.Term), ("spouse", Kind.Person), ("cards", Kind.Cards),
        ("children", Kind.People), ("marks", Kind.Numbers), ("visits", Kind.Days), ("titles", Kind.Texts),
    ];

    internal static readonly (string Name, Kind Kind)[] Variables =
    [
        ("subject", Kind.Person), ("other", Kind.Person), ("card", Kind.Card), ("today", Kind.Day), ("filed on", Kind.Day), ("limit", Kind.Number), ("n", Kind.Number),
        ("flag", Kind.Condition), ("word", Kind.Text), ("moment", Kind.Moment), ("clock", Kind.Clock), ("span", Kind.Span), ("term", Kind.Term),
        ("numbers", Kind.Numbers), ("days", Kind.Days), ("words", Kind.Texts), ("people", Kind.People), ("cards", Kind.Cards),
    ];

    /// <summary>Names behind <c>param</c>, a context whose names are all known.</summary>
    internal static readonly (string Name, Kind Kind)[] Parameters = [("freeAge", Kind.Number), ("cap", Kind.Number), ("since", Kind.Day), ("notice", Kind.Span), ("wait", Kind.Term)];

    private static readonly FeelType Parameter = FeelType.Context(Parameters.Select(Field));

    static Register()
    {
        Card.Define(CardFields.Select(Field));
        Person.Define(PersonFields.Select(Field));
        Strict = With(Scope.Empty);
        Forgiving = With(Scope.AsInDmn);
    }

    /// <summary>The variables where a mistaken type is refused.</summary>
    public static Scope Strict { get; }

    /// <summary>The same variables where it is null, as the standard has it.</summary>
    public static Scope Forgiving { get; }

    private static Scope With(Scope scope) =>
        Variables.Aggregate(scope, (all, variable) => all.With(variable.Name, variable.Kind.Type())).With("param", Parameter).With("loose", FeelType.Any);

    private static ShapeField Field((string Name, Kind Kind) field) => new(field.Name, field.Kind.Type());
}
