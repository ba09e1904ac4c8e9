using Par.Rules.Catalogue.Yaml;

namespace Par.Rules.Catalogue;

/// <summary>The keys of catalogue files.</summary>
internal static class CatalogueKeys
{
    public static readonly KeySet File = new(
        "a catalogue file", "source", "checked", "registries", "entities", "lifeEvents", "parameters", "procedures", "kinds", "areas", "agencies",
        "successions");

    public static readonly KeySet Registry = new(
        "a registry", "title", "keeper", "law", "liveSince", "freshness", "schema", "overlap", "source", "checked");

    public static readonly KeySet Entity = new(
        "an entity", "title", "registry", "table", "key", "asOf", "law", "life", "fields", "links", "source", "checked");

    public static readonly KeySet Life = new("'life'", "from", "until");

    public static readonly KeySet Field = new(
        "a field", "column", "type", "precision", "law", "title", "source", "checked");

    public static readonly KeySet Link = new("a link", "entity", "by", "from", "one", "where", "title", "source", "checked");

    public static readonly KeySet LifeEvent = new(
        "a life event", "registry", "title", "subject", "fields", "links", "correctedBy", "sensitive", "changes", "merges", "different", "mayOccur",
        "readFrom", "law", "source", "checked");

    public static readonly KeySet ReadFrom = new("'readFrom'", "table", "key", "updatedAt", "subject", "locality", "occurredAt", "body");

    public static readonly KeySet Sensitive = new("'sensitive'", "quiet");

    public static readonly KeySet Subject = new("a subject", "entity");

    public static readonly KeySet EventField = new("a field of a life event", "from", "type", "law", "title", "source", "checked");

    public static readonly KeySet Parameter = new("a parameter", "title", "type", "values", "source", "checked");

    public static readonly KeySet ParameterValue = new("a value", "from", "value", "law", "source", "checked");

    public static readonly KeySet Procedure = new(
        "a procedure", "title", "status", "from", "until", "replacedBy", "deadline", "law", "source", "checked");

    public static readonly KeySet AgencyKind = new("a kind of agency", "title", "source", "checked");

    public static readonly KeySet Area = new("an area", "name", "kind", "areaClass", "from", "until", "code", "source", "checked");

    public static readonly KeySet Succession = new("a succession", "from", "to", "kind", "on", "source", "checked");

    public static readonly KeySet Agencies = new(
        "a line of agencies", "kind", "everyArea", "areas", "code", "calendar", "from", "until", "source", "checked");

    public static readonly KeySet Calendar = new("a calendar", "calendar", "title", "timeZone", "sessions", "years", "source", "checked");

    public static readonly KeySet Year = new("a year", "version", "publishedOn", "off", "workingSaturday", "rewrites", "law", "source", "checked");

    public static readonly KeySet Off = new("a day off", "day", "name", "law", "publishedOn", "source", "checked");

    public static readonly KeySet WorkingSaturday = new("a working Saturday", "day", "for", "name", "law", "publishedOn", "source", "checked");
}
