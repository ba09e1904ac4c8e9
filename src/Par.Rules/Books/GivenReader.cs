using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>
/// Reads the facts of an example into records of the catalogue's shapes. What is left out is not recorded: null, or an
/// empty list. What is listed as unknown is unknown in every record of its kind.
/// </summary>
internal sealed class GivenReader(RuleReading reading, IReadOnlyDictionary<FactName, MissingFacts> unknown)
{
    private readonly ImpreciseReader imprecise = new(reading);

    public Record Event(YamlNode? node, RecordShape shape, IReadOnlyList<EntityLink> links, string registry) =>
        new(shape, Values(node, shape, links, $"the event '{shape.Name}'"), new FactSource(registry, null));

    public Value Record(YamlNode? node, Entity entity)
    {
        if (unknown.TryGetValue(new FactName(entity.Name, entity.Key.Name), out var missing))
        {
            return Value.Unknown(missing);
        }

        var source = new FactSource(entity.Registry.Id, null);
        return Value.Of(new Record(entity.Shape, Values(node, entity.Shape, entity.Links, $"the entity '{entity.Name}'"), source));
    }

    private Value[] Values(YamlNode? node, RecordShape shape, IReadOnlyList<EntityLink> links, string owner)
    {
        var written = Written(node, shape, owner);
        var values = new Value[shape.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (name, type) = (shape.Fields[i].Name, shape.Fields[i].Type);
            var link = links.FirstOrDefault(link => link.Name == name);
            var given = written.GetValueOrDefault(name);
            values[i] = link is not null ? Linked(given, link)
                : given is YamlMap parts && type == FeelType.Date ? imprecise.Read(parts, new FactName(shape.Name, name))
                : Plain(given, type, name);
            if (unknown.TryGetValue(new FactName(shape.Name, name), out var missing))
            {
                values[i] = Value.Unknown(missing);
            }
        }

        return values;
    }

    private Dictionary<string, YamlNode> Written(YamlNode? node, RecordShape shape, string owner)
    {
        var written = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not (null or YamlMap))
        {
            reading.Problems.Add(YamlTexts.WrongKind(node.At, owner, "a map", node.Kind));
        }

        foreach (var entry in (node as YamlMap)?.Entries ?? [])
        {
            if (shape.IndexOf(entry.Name) >= 0)
            {
                written.Add(entry.Name, entry.Value);
                continue;
            }

            var names = shape.Fields.Select(known => known.Name).ToList();
            reading.Problems.Add(CatalogueTexts.NoField(entry.Key.At, owner, entry.Name, Nearest.Name(entry.Name, names), names));
        }

        return written;
    }

    private Value Plain(YamlNode? given, FeelType type, string name) =>
        given is null ? Value.Null : ValueReading.Value(given, type, $"'{name}'", reading.Problems) ?? Value.Null;

    private Value Linked(YamlNode? given, EntityLink link)
    {
        if (link.One)
        {
            return given is null or YamlScalar { IsNull: true } ? Value.Null : Record(given, link.Target);
        }

        if (given is null or YamlScalar { IsNull: true })
        {
            return Value.Of(FeelList.Empty);
        }

        if (given is not YamlList list)
        {
            reading.Problems.Add(YamlTexts.WrongKind(given.At, $"'{link.Name}'", "a list", given.Kind));
            return Value.Null;
        }

        return Value.Of(new FeelList([.. list.Items.Select(item => Record(item, link.Target))]));
    }
}
