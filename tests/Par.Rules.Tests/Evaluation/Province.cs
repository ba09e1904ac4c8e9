using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Evaluation;

/// <summary>Makes records of the test catalogue and puts a rule's question to them.</summary>
internal sealed class Province
{
    private static readonly DateTimeOffset Confirmed = new(2025, 7, 9, 1, 0, 0, TimeSpan.Zero);

    private readonly Evaluator _evaluator;
    private readonly Rule _rule;

    public Province(RuleBook book, string rule)
    {
        _evaluator = new Evaluator(book);
        _rule = book.Rule(rule)!;
    }

    public RuleCatalogue Catalogue => _evaluator.Book.Catalogue;

    /// <summary>A book of the test catalogue and one rule, which the test writes.</summary>
    public static Province With(string rule) => With(rule, "test.rule");

    public static Province With(string rule, string name) =>
        new(RuleFolder.Book([.. RuleFolder.Catalogue(), new RuleFile("test.rule.yaml", rule)]), name);

    public static Value Day(int year, int month, int day) => Value.Of(new DateOnly(year, month, day));

    public static Value Silent(string fact, string registry = "population", MissingBecause because = MissingBecause.NoAnswer) =>
        Value.Unknown(MissingFacts.Of(new MissingFact(FactName.Parse(fact), registry, because)));

    public Record Record(string entity, params (string Name, Value Value)[] facts)
    {
        var kind = Catalogue.Entities[entity];
        return Record(kind.Shape, new FactSource(kind.Registry.Id, Confirmed), kind.Links, facts);
    }

    public Record Event(string kind, params (string Name, Value Value)[] facts)
    {
        var lifeEvent = Catalogue.LifeEvents[kind];
        return Record(lifeEvent.Shape, new FactSource(lifeEvent.Registry.Id, Confirmed), lifeEvent.Links, facts);
    }

    public Finding Ask(Record lifeEvent, Value subject, DateOnly today) => _evaluator.Evaluate(_rule, lifeEvent, subject, today);

    private static Record Record(RecordShape shape, FactSource source, IReadOnlyList<EntityLink> links, (string Name, Value Value)[] facts)
    {
        var values = shape.Fields
            .Select(field => links.Any(link => link.Name == field.Name && !link.One) ? Value.Of(FeelList.Empty) : Value.Null)
            .ToArray();
        foreach (var (name, value) in facts)
        {
            values[shape.IndexOf(name)] = value;
        }

        return new Record(shape, values, source);
    }
}
