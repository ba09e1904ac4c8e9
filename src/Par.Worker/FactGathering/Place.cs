using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Facts;

namespace Par.Worker.FactGathering;

/// <summary>
/// One place of a plan in one batch: records of one kind, reached by one way, for all events of the batch that share the
/// plan. It knows on which level its keys are known, and so when it can be asked for.
/// </summary>
internal sealed class Place
{
    private Place(FactNode node, Entity entity, EntityField by, IReadOnlyList<EntityField> columns, FactName name, int level)
    {
        Entity = entity;
        By = by;
        Columns = columns;
        Name = name;
        Level = level;
        Children = [.. node.Links.Select(link => (link.Link, Child(link)))];
    }

    public Entity Entity { get; }

    /// <summary>The field that holds the keys by which the records are found.</summary>
    public EntityField By { get; }

    public IReadOnlyList<EntityField> Columns { get; }

    public IReadOnlyList<LinkFilter> Where { get; private init; } = [];

    public bool One { get; private init; } = true;

    /// <summary>What is missing, in words of the rules, when the registry gives no answer.</summary>
    public FactName Name { get; }

    /// <summary>How many rounds of questions must come before.</summary>
    public int Level { get; }

    public IReadOnlyList<(EntityLink Link, Place Place)> Children { get; }

    /// <summary>The keys that are asked for. Filled before its level is asked.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public Lookup? Lookup { get; set; }

    public IEnumerable<Place> WithAllBelow => Children.SelectMany(child => child.Place.WithAllBelow).Prepend(this);

    /// <summary>True when the key of a record is known before the record is.</summary>
    private bool IsFoundByItsKey => By == Entity.Key;

    public static Place OfSubject(FactNode node, Entity entity) =>
        new(node, entity, entity.Key, node.Columns, new FactName(entity.Name, entity.Key.Name), 0);

    public static Place OfEvent(FactLink link) => At(link, new FactName("event", link.Link.Name), 0);

    private static Place At(FactLink link, FactName name, int level)
    {
        var target = link.Link.Target;
        var by = link.Link.By is { } field ? target.Field(field)! : target.Key;
        return new Place(link.Node, target, by, Fetched(link, by), name, level) { Where = link.Link.Where, One = link.Link.One };
    }

    // The field by which records are found is fetched too, so that each is known to belong where it was asked for.
    private static List<EntityField> Fetched(FactLink link, EntityField by) =>
        [.. link.Link.Target.Fields.Where(field => link.Columns.Contains(field) || field == by || field == link.Link.Target.Key)];

    private Place Child(FactLink link) =>
        At(link, new FactName(Entity.Name, link.Link.Name), link.Link.By is not null && IsFoundByItsKey ? Level : Level + 1);
}
