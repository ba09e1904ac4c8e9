using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads the examples of a version and checks their facts against the catalogue.</summary>
internal sealed class ExampleReader(
    RuleReading reading, IReadOnlyList<Trigger> triggers, RecordShape eventShape, IReadOnlyCollection<string> conditions)
{
    private static readonly Dictionary<string, ExpectedAnswer> Answers = new(StringComparer.Ordinal)
    {
        ["true"] = ExpectedAnswer.Due,
        ["false"] = ExpectedAnswer.NotDue,
        ["undecided"] = ExpectedAnswer.Undecided,
        ["notInForce"] = ExpectedAnswer.NotInForce,
    };

    private static readonly string[] WhenDue = ["agency", "procedure", "deadline", "tell", "shadow"];

    public List<Example> Read(MapReader rule)
    {
        var examples = new List<Example>();
        var names = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (var node in rule.List("examples"))
        {
            if (MapReader.Of(node, RuleKeys.Example, reading.Problems) is not { } entry)
            {
                continue;
            }

            if (entry.Scalar("name") is { } name && !names.TryAdd(name.Text, name.At))
            {
                reading.Problems.Add(ExampleTexts.ExampleTwice(name.At, name.Text, names[name.Text].Line));
            }

            if (One(entry) is { } example)
            {
                examples.Add(example);
            }
        }

        return examples;
    }

    private Example? One(MapReader entry)
    {
        var name = entry.RequiredText("name");
        var today = entry.RequiredDay("today");
        var given = entry.RequiredInner("given", RuleKeys.Given);
        var unknown = entry.List("unknown").Concat(given?.List("unknown") ?? []);
        var reader = new GivenReader(reading, Unknown(unknown));
        var expect = entry.RequiredInner("expect", RuleKeys.Expect) is { } written ? Expect(written) : null;
        var links = TriggerReader.EventLinks(triggers);
        var registry = triggers.Select(TriggerReader.Reported).FirstOrDefault(known => known is not null)?.Registry.Id ?? "calendar";
        var lifeEvent = reader.Event(given?.Node("event"), eventShape, links, registry);
        var subject = reader.Record(given?.Node("subject"), triggers[0].Subject);
        return name is null || today is null || expect is null
            ? null
            : new Example { Name = name, At = entry.At, Today = today.Value, Event = lifeEvent, Subject = subject, Expect = expect };
    }

    private Expectation? Expect(MapReader entry)
    {
        entry.RequiredNode("due");
        if (entry.OneOf("due", Answers) is not { } answer)
        {
            return null;
        }

        foreach (var key in WhenDue.Where(key => answer != ExpectedAnswer.Due && entry.Has(key)))
        {
            reading.Problems.Add(ExampleTexts.OnlyWhenDue(entry.Node(key)!.At, key));
        }

        var agency = TriggerReader.Listed(reading.Catalogue.Agencies, entry.Scalar("agency"), "agency", "agencies.yaml", reading);
        var procedure = TriggerReader.Listed(reading.Catalogue.Procedures, entry.Scalar("procedure"), "procedure", "procedures.yaml", reading);
        return new Expectation
        {
            Answer = answer,
            Agency = agency?.Id,
            Procedure = procedure?.Code,
            Because = entry.Has("because") ? Because(entry) : null,
            Deadline = entry.Day("deadline"),
            Shadow = entry.Has("shadow") ? entry.Flag("shadow") : null,
            Tell = entry.Has("tell") ? Tell(entry) : null,
        };
    }

    private List<string> Because(MapReader entry)
    {
        var ids = new List<string>();
        foreach (var node in entry.List("because"))
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'because'", "a text", node.Kind));
            }
            else if (conditions.Count > 0 && !conditions.Contains(written.Text))
            {
                reading.Problems.Add(ExampleTexts.UnknownCondition(written.At, written.Text, Nearest.Name(written.Text, conditions), conditions));
            }
            else
            {
                ids.Add(written.Text);
            }
        }

        return ids;
    }

    private List<string> Tell(MapReader entry)
    {
        var ids = new List<string>();
        foreach (var node in entry.List("tell"))
        {
            if (node is YamlScalar written)
            {
                ids.Add(written.Text);
            }
            else
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'tell'", "a text", node.Kind));
            }
        }

        return ids;
    }

    private Dictionary<FactName, MissingFacts> Unknown(IEnumerable<YamlNode> nodes)
    {
        var unknown = new Dictionary<FactName, MissingFacts>();
        foreach (var node in nodes)
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'unknown'", "a text", node.Kind));
            }
            else if (Fact(written) is { } missing)
            {
                unknown.TryAdd(missing.Fact, MissingFacts.Of(missing));
            }
        }

        return unknown;
    }

    /// <summary>A field or link that is unknown; an entity alone means that there is no record of it.</summary>
    private MissingFact? Fact(YamlScalar written)
    {
        var parts = written.Text.Split('.');
        if (parts.Length > 2 || parts.Any(part => part.Length == 0))
        {
            reading.Problems.Add(ExampleTexts.BadFactName(written.At, written.Text));
            return null;
        }

        var entities = reading.Catalogue.Entities;
        if (!entities.TryGetValue(parts[0], out var entity))
        {
            var owners = parts.Length > 1 ? [] : entities.Values.Where(one => one.Shape.IndexOf(parts[0]) >= 0).Select(one => $"{one.Name}.{parts[0]}").Order(StringComparer.Ordinal).ToList();
            reading.Problems.Add(owners.Count > 0
                ? ExampleTexts.NoEntity(written.At, parts[0], owners)
                : CatalogueTexts.Unlisted(written.At, "entity", parts[0], "entities.yaml", Nearest.Name(parts[0], entities.Keys)));
            return null;
        }

        if (parts.Length == 1)
        {
            return new MissingFact(new FactName(entity.Name, entity.Key.Name), entity.Registry.Id, MissingBecause.NotOnRecord);
        }

        if (entity.Shape.IndexOf(parts[1]) < 0)
        {
            var names = entity.Shape.Fields.Select(known => known.Name).ToList();
            reading.Problems.Add(CatalogueTexts.NoField(
                written.At, $"the entity '{entity.Name}'", parts[1], Nearest.Name(parts[1], names), names));
            return null;
        }

        var registry = entity.Link(parts[1])?.Target.Registry ?? entity.Registry;
        return new MissingFact(new FactName(entity.Name, parts[1]), registry.Id, MissingBecause.NoAnswer);
    }
}
