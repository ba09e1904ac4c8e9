using System.Text.RegularExpressions;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>Reads registries, entities and their links. Links wait until every entity is known, because entities speak of one another.</summary>
internal sealed partial class EntityReader(CatalogueReading reading)
{
    private readonly Dictionary<string, Registry> _registries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> _entities = new(StringComparer.Ordinal);
    private readonly List<(Entity Entity, MapReader Entry)> _waiting = [];

    public IReadOnlyDictionary<string, Registry> Registries => _registries;

    public IReadOnlyDictionary<string, Entity> Entities => _entities;

    public void ReadRegistry(YamlEntry written)
    {
        if (MapReader.Of(written.Value, CatalogueKeys.Registry, reading.Problems) is not { } entry || !reading.Take("registry", written.Key))
        {
            return;
        }

        var title = entry.RequiredWording("title");
        _registries.Add(written.Name, new Registry
        {
            Id = written.Name,
            Title = title ?? new Wording(written.Name, written.Name),
            Keeper = entry.Wording("keeper"),
            Law = entry.Text("law"),
            LiveSince = entry.Day("liveSince"),
            Freshness = entry.Span("freshness"),
            Overlap = EventTableReader.Overlap(entry, reading.Problems),
            Schema = SqlName(entry.RequiredScalar("schema"), "a schema") ?? "",
            Provenance = reading.Provenance(entry, $"the registry '{written.Name}'"),
        });
    }

    public void ReadEntity(YamlEntry written)
    {
        if (MapReader.Of(written.Value, CatalogueKeys.Entity, reading.Problems) is not { } entry || !reading.Take("entity", written.Key))
        {
            return;
        }

        if (!EntityName.IsMatch(written.Name))
        {
            reading.Problems.Add(CatalogueTexts.BadName(written.Key.At, "an entity", written.Name, "Person"));
        }

        var registry = reading.Listed(_registries, entry.RequiredScalar("registry"), "registry", "registries.yaml");
        var table = SqlName(entry.RequiredScalar("table"), "a table");
        var asOf = SqlName(entry.Scalar("asOf"), "a column");
        var fields = entry.RequiredNamed("fields").Select(Field).OfType<EntityField>().ToList();
        var keyName = entry.RequiredScalar("key");
        var key = FieldAmong(fields, keyName, $"the entity '{written.Name}'");
        var life = entry.Inner("life", CatalogueKeys.Life) is { } span ? Life(span, fields, $"the entity '{written.Name}'") : null;
        var provenance = reading.Provenance(entry, $"the entity '{written.Name}'");
        if (registry is null || table is null || key is null)
        {
            return;
        }

        var entity = new Entity(written.Name, registry, new RecordShape(written.Name))
        {
            Table = table,
            Key = key,
            AsOfColumn = asOf,
            Life = life,
            Fields = fields,
            Provenance = provenance,
        };
        _entities.Add(written.Name, entity);
        _waiting.Add((entity, entry));
    }

    /// <summary>Reads the links of all entities, once every entity is known.</summary>
    public void Connect()
    {
        foreach (var (entity, entry) in _waiting)
        {
            var names = entity.Fields.Select(field => field.Name).ToList();
            entity.Links = [.. Links(entry.Named("links"), names, $"the entity '{entity.Name}'")];
            entity.Shape.Define(
                entity.Fields.Select(field => new ShapeField(field.Name, field.Type)).Concat(entity.Links.Select(AsField)));
        }
    }

    /// <summary>Links of an entity or life event that has the given fields.</summary>
    public List<EntityLink> Links(IReadOnlyList<YamlEntry> written, IReadOnlyCollection<string> ownFields, string owner)
    {
        var links = new List<EntityLink>();
        foreach (var entry in written)
        {
            if (ownFields.Contains(entry.Name))
            {
                reading.Problems.Add(CatalogueTexts.BadName(entry.Key.At, "a link, because a field has it", entry.Name, "residences"));
            }
            else if (Link(entry, ownFields, owner) is { } link)
            {
                links.Add(link);
            }
        }

        return links;
    }

    /// <summary>A link as rules see it: one record, or a list of them.</summary>
    public static ShapeField AsField(EntityLink link) =>
        new(link.Name, link.One ? link.Target.Shape : FeelType.List(link.Target.Shape));

    public string? FieldName(YamlScalar key)
    {
        if (NameOfField.IsMatch(key.Text))
        {
            return key.Text;
        }

        reading.Problems.Add(CatalogueTexts.BadName(key.At, "a field", key.Text, "dateOfBirth2"));
        return null;
    }

    private EntityField? Field(YamlEntry written)
    {
        if (FieldName(written.Key) is not { } name || MapReader.Of(written.Value, CatalogueKeys.Field, reading.Problems) is not { } entry)
        {
            return null;
        }

        var column = SqlName(entry.RequiredScalar("column"), "a column");
        var type = ValueReading.Type(entry.RequiredScalar("type"), reading.Problems);
        var precision = SqlName(entry.Scalar("precision"), "a column");
        if (precision is not null && type is not null && type != FeelType.Date)
        {
            reading.Problems.Add(CatalogueTexts.PrecisionOfNoDate(entry.Scalar("precision")!.At, name, type.ToString()!));
        }

        return column is null || type is null
            ? null
            : new EntityField(name, column, type) { PrecisionColumn = precision, Law = entry.Text("law"), Title = entry.Wording("title") };
    }

    private Lifetime? Life(MapReader span, IReadOnlyList<EntityField> fields, string owner)
    {
        var (from, until) = (Day("from"), Day("until"));
        return from is null || until is null ? null : new Lifetime(from, until);

        EntityField? Day(string key)
        {
            if (span.RequiredScalar(key) is not { } written || FieldAmong(fields, written, owner) is not { } field)
            {
                return null;
            }

            if (field.Type == FeelType.Date)
            {
                return field;
            }

            reading.Problems.Add(CatalogueTexts.SubjectOfOtherKind(written.At, $"'{key}' of a life is a date, and the field '{field.Name}' says {field.Type}."));
            return null;
        }
    }

    private EntityLink? Link(YamlEntry written, IReadOnlyCollection<string> ownFields, string owner)
    {
        if (FieldName(written.Key) is not { } name || MapReader.Of(written.Value, CatalogueKeys.Link, reading.Problems) is not { } entry)
        {
            return null;
        }

        var target = reading.Listed(_entities, entry.RequiredScalar("entity"), "entity", "entities.yaml");
        var where = target is null ? [] : entry.Named("where").Select(filter => Filter(filter, target)).OfType<LinkFilter>().ToList();
        var by = entry.Scalar("by");
        var from = entry.Scalar("from");
        if ((by is null) == (from is null))
        {
            reading.Problems.Add(CatalogueTexts.LinkWay(written.Key.At, name));
            return null;
        }

        if (target is null)
        {
            return null;
        }

        if (from is not null && !ownFields.Contains(from.Text))
        {
            reading.Problems.Add(CatalogueTexts.NoField(from.At, owner, from.Text, Nearest.Name(from.Text, ownFields), ownFields));
            return null;
        }

        if (by is not null && FieldAmong(target.Fields, by, $"the entity '{target.Name}'") is null)
        {
            return null;
        }

        return new EntityLink(name, target)
        {
            By = by?.Text,
            From = from?.Text,
            One = entry.Flag("one"),
            Where = where,
        };
    }

    private LinkFilter? Filter(YamlEntry written, Entity target)
    {
        var field = FieldAmong(target.Fields, written.Key, $"the entity '{target.Name}'");
        return field is not null && ValueReading.Value(written.Value, field.Type, $"'{field.Name}'", reading.Problems) is { } value
            ? new LinkFilter(field, value)
            : null;
    }

    private EntityField? FieldAmong(IReadOnlyList<EntityField> fields, YamlScalar? written, string owner)
    {
        if (written is null)
        {
            return null;
        }

        var found = fields.FirstOrDefault(field => field.Name == written.Text);
        if (found is null)
        {
            var names = fields.Select(field => field.Name).ToList();
            reading.Problems.Add(CatalogueTexts.NoField(written.At, owner, written.Text, Nearest.Name(written.Text, names), names));
        }

        return found;
    }

    /// <summary>Tables and columns go into SQL text, so nothing but a plain lower-case name gets through.</summary>
    public string? SqlName(YamlScalar? written, string what)
    {
        if (written is null || NameInSql.IsMatch(written.Text))
        {
            return written?.Text;
        }

        reading.Problems.Add(CatalogueTexts.BadName(written.At, what, written.Text, what == "a schema" ? "civil_status" : "date_of_birth"));
        return null;
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{0,59}$")]
    private static partial Regex EntityName { get; }

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,59}$")]
    private static partial Regex NameOfField { get; }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex NameInSql { get; }
}
