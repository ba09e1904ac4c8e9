using Par.Rules.Calendars;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>Reads life events: which registry reports them, what they say and where they lead.</summary>
internal sealed class LifeEventReader(CatalogueReading reading, EntityReader entities)
{
    private static readonly Dictionary<string, (FeedColumn Column, FeelType Type)> Columns = new(StringComparer.Ordinal)
    {
        ["occurredOn"] = (FeedColumn.OccurredOn, FeelType.Date),
        ["occurredAt"] = (FeedColumn.OccurredAt, FeelType.DateTime),
        ["recordedAt"] = (FeedColumn.RecordedAt, FeelType.DateTime),
        ["locality"] = (FeedColumn.Locality, FeelType.String),
        ["subject"] = (FeedColumn.Subject, FeelType.String),
    };

    private const string BeforeBirth = "beforeBirth";
    private const string AfterDeath = "afterDeath";

    private readonly Dictionary<string, LifeEvent> _lifeEvents = new(StringComparer.Ordinal);
    private readonly List<YamlScalar> _corrections = [];
    private readonly EventTableReader _tables = new(reading, entities);

    public IReadOnlyDictionary<string, LifeEvent> LifeEvents => _lifeEvents;

    public void Read(YamlEntry written)
    {
        if (MapReader.Of(written.Value, CatalogueKeys.LifeEvent, reading.Problems) is not { } entry || !reading.Take("life event", written.Key))
        {
            return;
        }

        var what = $"the life event '{written.Name}'";
        var registry = reading.Listed(entities.Registries, entry.RequiredScalar("registry"), "registry", "registries.yaml");
        var title = entry.RequiredWording("title");
        var subject = reading.Listed(
            entities.Entities,
            entry.RequiredInner("subject", CatalogueKeys.Subject)?.RequiredScalar("entity"),
            "entity",
            "entities.yaml");
        var table = _tables.Read(entry, written.Key, registry);
        var fields = entry.Named("fields").Select(field => Field(field, written.Name, table)).OfType<LifeEventField>().ToList();
        var links = entities.Links(entry.Named("links"), [.. fields.Select(field => field.Name)], what);
        var corrections = entry.List("correctedBy").OfType<YamlScalar>().ToList();
        _corrections.AddRange(corrections);
        var quiet = entry.Inner("sensitive", CatalogueKeys.Sensitive) is { } sensitive ? Quiet(sensitive) : null;
        var changes = subject is null ? [] : Changes(entry, subject);
        var merges = entry.Scalar("merges") is { } former ? Id(former, fields, what) : null;
        var different = entry.List("different").Select(one => Scalar(one, "different")).OfType<YamlScalar>().Select(one => Id(one, fields, what)).OfType<LifeEventField>().ToList();
        var mayOccur = entry.List("mayOccur").Select(one => Scalar(one, "mayOccur")).OfType<YamlScalar>().Select(OutsideLife).OfType<string>().ToList();
        // What says when somebody was born or died cannot be held against what was known of that before.
        var movesLife = subject?.Life is { } life && changes.Any(fact => fact.Field == life.From.Name || fact.Field == life.Until.Name);
        var provenance = reading.Provenance(entry, what);
        if (registry is null || subject is null || title is null)
        {
            return;
        }

        _lifeEvents.Add(written.Name, new LifeEvent
        {
            Kind = written.Name,
            Registry = registry,
            Title = title,
            Subject = subject,
            Fields = fields,
            Links = links,
            ReadFrom = table,
            Quiet = quiet,
            Changes = changes,
            Merges = merges,
            Different = different,
            MayBeBeforeBirth = movesLife || mayOccur.Contains(BeforeBirth),
            MayBeAfterDeath = movesLife || mayOccur.Contains(AfterDeath),
            CorrectedBy = [.. corrections.Select(kind => kind.Text)],
            Shape = new RecordShape(written.Name).Define(
                fields.Select(field => new ShapeField(field.Name, field.Type)).Concat(links.Select(EntityReader.AsField))),
            Provenance = provenance,
        });
    }

    /// <summary>Checks the names of correcting events, and how events come, once every life event is known.</summary>
    public void CheckTogether()
    {
        _tables.CheckMixes();
        foreach (var correction in _corrections)
        {
            reading.Listed(_lifeEvents, correction, "life event", "life-events.yaml");
        }
    }

    private CalendarSpan? Quiet(MapReader sensitive)
    {
        if (sensitive.RequiredScalar("quiet") is not { } written)
        {
            return null;
        }

        if (CalendarSpan.TryParse(written.Text, out var span) && (span.Months > 0 || span.Days > 0))
        {
            return span;
        }

        reading.Problems.Add(YamlTexts.NotADuration(written.At, written.Text, "P90D or P3M"));
        return null;
    }

    /// <summary>A field of the event that holds a personal id.</summary>
    private LifeEventField? Id(YamlScalar written, List<LifeEventField> fields, string owner)
    {
        var names = fields.Select(field => field.Name).ToList();
        if (fields.FirstOrDefault(field => field.Name == written.Text) is not { } field)
        {
            reading.Problems.Add(CatalogueTexts.NoField(written.At, owner, written.Text, Nearest.Name(written.Text, names), names));
            return null;
        }

        if (field.Type == FeelType.String)
        {
            return field;
        }

        reading.Problems.Add(CatalogueTexts.SubjectOfOtherKind(written.At, $"a personal id is a string, and the field '{field.Name}' says {field.Type}."));
        return null;
    }

    private string? OutsideLife(YamlScalar written)
    {
        if (written.Text is BeforeBirth or AfterDeath)
        {
            return written.Text;
        }

        reading.Problems.Add(CatalogueTexts.NoTimeOutsideLife(written.At, written.Text, Nearest.Name(written.Text, [BeforeBirth, AfterDeath])));
        return null;
    }

    private YamlScalar? Scalar(YamlNode node, string key)
    {
        if (node is YamlScalar written)
        {
            return written;
        }

        reading.Problems.Add(YamlTexts.WrongKind(node.At, $"'{key}'", "a text", node.Kind));
        return null;
    }

    private List<FactName> Changes(MapReader entry, Entity subject)
    {
        var changes = new List<FactName>();
        foreach (var node in entry.List("changes"))
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'changes'", "a text", node.Kind));
                continue;
            }

            var names = subject.Shape.Fields.Select(known => $"{subject.Name}.{known.Name}").ToList();
            if (names.Contains(written.Text, StringComparer.Ordinal))
            {
                changes.Add(FactName.Parse(written.Text));
            }
            else
            {
                reading.Problems.Add(CatalogueTexts.NotAFactOfTheSubject(written.At, written.Text, subject.Name, Nearest.Name(written.Text, names)));
            }
        }

        return changes;
    }

    private LifeEventField? Field(YamlEntry written, string kind, EventTable? table)
    {
        if (entities.FieldName(written.Key) is not { } name
            || MapReader.Of(written.Value, CatalogueKeys.EventField, reading.Problems) is not { } entry)
        {
            return null;
        }

        var from = entry.RequiredScalar("from");
        var type = ValueReading.Type(entry.RequiredScalar("type"), reading.Problems);
        if (from is null || type is null)
        {
            return null;
        }

        if (Taken(name, from, type) is not { } field)
        {
            return null;
        }

        if (table is not null)
        {
            _tables.Check(table, kind, field, from);
        }

        return field;
    }

    private LifeEventField? Taken(string name, YamlScalar from, FeelType type)
    {
        if (from.Text.StartsWith("body.", StringComparison.Ordinal) && from.Text.Length > 5)
        {
            return new LifeEventField(name, FeedColumn.Body, from.Text[5..], type);
        }

        if (!Columns.TryGetValue(from.Text, out var column))
        {
            reading.Problems.Add(CatalogueTexts.UnknownFeedColumn(from.At, from.Text, Columns.Keys, Nearest.Name(from.Text, Columns.Keys)));
            return null;
        }

        if (column.Type != type)
        {
            reading.Problems.Add(CatalogueTexts.SubjectOfOtherKind(
                from.At, $"'{from.Text}' is a {column.Type}, and the field '{name}' says {type}."));
        }

        return new LifeEventField(name, column.Column, null, type);
    }
}
