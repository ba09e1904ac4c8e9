using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>Reads from which tables the life events of a registry without a feed come.</summary>
internal sealed class EventTableReader(CatalogueReading reading, EntityReader entities)
{
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    private readonly Dictionary<string, List<(string Kind, YamlScalar Written, bool FromTable)>> _byRegistry = new(StringComparer.Ordinal);

    /// <summary>The table of a life event; null where its registry keeps a feed, or where something is wrong with it.</summary>
    public EventTable? Read(MapReader lifeEvent, YamlScalar kind, Registry? registry)
    {
        if (registry is not null)
        {
            _byRegistry.TryAdd(registry.Id, []);
            _byRegistry[registry.Id].Add((kind.Text, kind, lifeEvent.Has("readFrom")));
        }

        if (lifeEvent.Inner("readFrom", CatalogueKeys.ReadFrom) is not { } written)
        {
            return null;
        }

        var table = entities.SqlName(written.RequiredScalar("table"), "a table");
        var key = entities.SqlName(written.RequiredScalar("key"), "a column");
        var updatedAt = entities.SqlName(written.RequiredScalar("updatedAt"), "a column");
        var subject = entities.SqlName(written.RequiredScalar("subject"), "a column");
        var body = written.Named("body").Select(Part).OfType<(YamlScalar Name, string Column)>().ToDictionary(part => part.Name.Text, part => part.Column, StringComparer.Ordinal);
        return table is null || key is null || updatedAt is null || subject is null
            ? null
            : new EventTable
            {
                Table = table,
                Key = key,
                UpdatedAt = updatedAt,
                Subject = subject,
                Locality = entities.SqlName(written.Scalar("locality"), "a column"),
                OccurredAt = entities.SqlName(written.Scalar("occurredAt"), "a column"),
                Body = body,
            };
    }

    /// <summary>Checks that what a field takes from the event is read from the table at all.</summary>
    public void Check(EventTable table, string kind, LifeEventField field, YamlScalar from)
    {
        if (field.From == FeedColumn.Locality && table.Locality is null)
        {
            reading.Problems.Add(CatalogueTexts.NotReadFromTheTable(from.At, kind, from.Text, "'locality' to readFrom, with the column of the area"));
        }
        else if (field.BodyName is { } name && !table.Body.ContainsKey(name))
        {
            reading.Problems.Add(CatalogueTexts.NotReadFromTheTable(from.At, kind, from.Text, $"'{name}' to the body of readFrom, with its column"));
        }
    }

    /// <summary>Checks that each registry has a feed or tables and never both, once every life event is known.</summary>
    public void CheckMixes()
    {
        foreach (var (registry, events) in _byRegistry)
        {
            if (events.FirstOrDefault(one => one.FromTable) is { Kind: { } table } && events.FirstOrDefault(one => !one.FromTable) is { Kind: { } feed, Written: var written })
            {
                reading.Problems.Add(CatalogueTexts.FeedAndTables(written.At, registry, feed, table));
            }
        }
    }

    /// <summary>How far back each reading of a registry's tables begins.</summary>
    public static TimeSpan Overlap(MapReader registry, List<Diagnostic> problems)
    {
        if (registry.Span("overlap") is not { } overlap)
        {
            return Registry.UsualOverlap;
        }

        if (overlap < TimeSpan.Zero || overlap > LongestOverlap)
        {
            var written = registry.Scalar("overlap")!;
            problems.Add(CatalogueTexts.OverlapOutOfRange(written.At, written.Text));
        }

        return overlap;
    }

    private (YamlScalar Name, string Column)? Part(YamlEntry written)
    {
        if (entities.FieldName(written.Key) is null)
        {
            return null;
        }

        if (written.Value is not YamlScalar column)
        {
            reading.Problems.Add(YamlTexts.WrongKind(written.Value.At, $"'{written.Name}'", "a text", written.Value.Kind));
            return null;
        }

        return entities.SqlName(column, "a column") is { } name ? (written.Key, name) : null;
    }
}
