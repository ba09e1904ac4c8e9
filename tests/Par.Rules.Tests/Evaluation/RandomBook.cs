using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Evaluation;

/// <summary>Rule files written by chance over the catalogue of the tests, and facts by chance: from one seed always the same.</summary>
internal sealed class RandomBook
{
    private const int Deepest = 3;
    private static readonly DateOnly Day = new(2025, 7, 10);

    private static readonly string[] Tests =
    [
        "age(subject.dateOfBirth, today) < #",
        "age(subject.dateOfBirth, today) >= 18",
        "age(event.registeredOn, today) > 0",
        "subject.dateOfBirth + duration(\"P#Y\") <= today",
        "subject.dateOfBirth + duration(\"P18Y\") > today",
        "event.registeredOn + duration(\"P3M\") < today",
        "subject.residence.id >= #",
        "event.registeredOn - subject.dateOfBirth <= duration(\"P#D\")",
        "subject.diedOn = null",
        "subject.name = \"An\" or subject.motherId = \"m#\"",
        "not(subject.name = \"An\")",
        "some i in subject.insurances satisfies today in [i.validFrom..i.validUntil]",
        "every r in subject.residences satisfies r.kind = \"permanent\"",
        "count(subject.insurances) > #",
        "subject.residence.area = event.commune",
        "subject.mother.dateOfBirth < subject.dateOfBirth",
        "event.mother.name in (\"An\", \"Lan\")",
        "years < param.freeInsuranceAge",
        "insured and years > #",
        "if insured then years < # else subject.diedOn != null",
        "contains(subject.name, \"A\")",
        "subject.residence.id * # / years > 3",
        "subject.dateOfBirth + duration(\"P#Y\") <= event.registeredOn",
        "event.registeredOn.year = 2025",
        "some i in subject.insurances satisfies i.validFrom <= today and i.validUntil >= event.registeredOn",
        "some i in subject.insurances satisfies i.validFrom <= today and i.validUntil < today",
        "some r in subject.residences satisfies r.kind = \"permanent\" and r.area = event.commune",
        "some r in subject.residences satisfies r.kind = \"permanent\" and r.area = event.commune and r.id > #",
    ];

    private readonly Random _chance;
    private int _conditions;

    /// <param name="seed">From one seed always the same.</param>
    /// <param name="rules">How many rules the life event sets off.</param>
    public RandomBook(int seed, int rules = 1)
    {
        _chance = new Random(seed);
        var texts = Enumerable.Range(1, rules).Select(Rule).ToList();
        Text = string.Join("\n", texts);
        Book = RuleFolder.Book([.. RuleFolder.Catalogue(), .. texts.Select((text, i) => new RuleFile($"test{i + 1}.rule.yaml", text))]);
    }

    public RuleBook Book { get; }

    public string Text { get; }

    /// <summary>An event and its subject; a fact in eight is null, and one in eight unknown.</summary>
    public (Record Event, Value Subject, DateOnly Today) Facts()
    {
        var subject = _chance.Next(20) == 0 ? Silent("Person") : Value.Of(Entity("Person", 0));
        var kind = Book.Catalogue.LifeEvents["birth.registered"];
        return (Make(kind.Shape, kind.Links, 0), subject, Day.AddDays(_chance.Next(-400, 400)));
    }

    private string Rule(int place)
    {
        var second = _chance.Next(2) == 0 ? "" : "\n---\n" + Version(place, 2, "2025-07-01");
        return Version(place, 1, "2024-06-01") + second;
    }

    private string Version(int place, int number, string from) =>
        $$"""
        rule: test.rule{{place}}
        version: {{number}}
        title: {vi: x, en: x}
        level: 2
        law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
        inForce: {from: {{from}}}
        lawDate: event.registeredOn
        trigger: [{event: birth.registered, subject: Person}]
        let:
          insured: some i in subject.insurances satisfies i.validUntil >= today
          years: age(subject.dateOfBirth, today)
        when:
        {{Part(0, 2)}}{{Parts(2)}}open:
          procedure: "1.000001"
          agency: {kind: social-insurance, area: {{Pick("subject.residence.area", "event.commune", "'\"an-khe\"'")}}}
          once: [{{Pick("subject.id", "subject.id, event.registeredOn", "subject.motherId")}}]
          tell: [subject.id]
          deadline: {workingDays: 3, from: {{Pick("event.registeredOn", "subject.dateOfBirth")}}}
          offer: {vi: x, en: x}

        """;

    private string Parts(int indent) => string.Concat(Enumerable.Range(0, _chance.Next(1, 4)).Select(_ => Part(indent / 4, indent)));

    private string Part(int depth, int indent)
    {
        var margin = new string(' ', indent);
        return depth < Deepest && _chance.Next(3) == 0
            ? $"{margin}- {Pick("any", "none")}:\n{Parts(indent + 4)}"
            : $"{margin}- id: c{_conditions++}\n{margin}  if: '{Pick(Tests).Replace("#", $"{_chance.Next(1, 40)}", StringComparison.Ordinal)}'\n"
                + $"{margin}  met: {{vi: x, en: x}}\n{margin}  unmet: {{vi: x, en: x}}\n";
    }

    private string Pick(params string[] among) => among[_chance.Next(among.Length)];

    private Record Entity(string name, int depth)
    {
        var entity = Book.Catalogue.Entities[name];
        return Make(entity.Shape, entity.Links, depth);
    }

    private Record Make(RecordShape shape, IReadOnlyList<EntityLink> links, int depth) => new(
        shape,
        [.. shape.Fields.Select(field => links.FirstOrDefault(link => link.Name == field.Name) is { } link ? Linked(link, depth) : Plain(field))],
        new FactSource("population", null));

    private Value Linked(EntityLink link, int depth) => _chance.Next(12) switch
    {
        0 => Silent(link.Target.Shape.Name),
        _ when depth >= 2 || (link.One && _chance.Next(8) == 0) => link.One ? Value.Null : Value.Of(FeelList.Empty),
        _ when link.One => Value.Of(Entity(link.Target.Shape.Name, depth + 1)),
        _ => Value.Of(new FeelList([.. Enumerable.Range(0, _chance.Next(4)).Select(_ => Value.Of(Entity(link.Target.Shape.Name, depth + 1)))])),
    };

    private Value Plain(ShapeField field) => _chance.Next(24) switch
    {
        0 => Value.Null,
        1 => Silent("Person"),
        _ when field.Type == FeelType.Date => Value.Of(Day.AddDays(-_chance.Next(field.Name == "dateOfBirth" ? 15_000 : 700))),
        _ when field.Type == FeelType.Number => Value.Of(_chance.Next(30) == 0 ? decimal.MaxValue : _chance.Next(50)),
        _ when field.Type == FeelType.String => Value.Of(Pick("An", "Lan", "an-khe", "permanent", "a|b\\")),
        _ => Value.Null,
    };

    private static Value Silent(string entity) =>
        Value.Unknown(MissingFacts.Of(new MissingFact(FactName.Parse($"{entity}.x"), "population", MissingBecause.NoAnswer)));
}
