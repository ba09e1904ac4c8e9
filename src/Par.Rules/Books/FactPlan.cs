using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>
/// The fewest facts that one or more rules need, as two trees: from the life event, and from the subject. Whoever gathers
/// facts asks each registry for these fields and follows these links, and nothing more.
/// </summary>
/// <param name="Event">What is needed from the life event on: its links. Its own fields come with the event.</param>
/// <param name="Subject">What is needed from the subject on.</param>
public sealed record FactPlan(FactNode Event, FactNode Subject)
{
    /// <summary>A plan that needs nothing.</summary>
    public static FactPlan Nothing { get; } = new(FactNode.Nothing, FactNode.Nothing);

    /// <summary>The days between which a subject lives, and nothing more; null where such subjects are not born and do not die.</summary>
    public static FactPlan? LifeOf(Entity subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.Life is { } life ? new FactPlan(FactNode.Nothing, new FactNode(subject, [life.From.Name, life.Until.Name], [])) : null;
    }

    /// <summary>True when no fact is needed at all.</summary>
    public bool IsEmpty => Event.IsEmpty && Subject.IsEmpty;

    /// <summary>What either plan needs.</summary>
    public FactPlan Union(FactPlan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new FactPlan(Event.Union(other.Event), Subject.Union(other.Subject));
    }

    /// <summary>What any of the plans needs.</summary>
    public static FactPlan Union(IEnumerable<FactPlan> plans) => plans.Aggregate(Nothing, (sum, plan) => sum.Union(plan));
}

/// <summary>What is needed of the records at one place of a plan.</summary>
public sealed class FactNode
{
    internal FactNode(Entity? entity, IEnumerable<string> fields, IEnumerable<FactLink> links)
    {
        Entity = entity;
        FieldNames = [.. fields.Distinct().Order(StringComparer.Ordinal)];
        Links = [.. links.OrderBy(link => link.Link.Name, StringComparer.Ordinal)];
    }

    /// <summary>The kind of record; null for the life event itself, and where nothing is needed.</summary>
    public Entity? Entity { get; }

    /// <summary>The names of the fields that rules read here.</summary>
    public IReadOnlyList<string> FieldNames { get; }

    /// <summary>The links that rules follow from here.</summary>
    public IReadOnlyList<FactLink> Links { get; }

    /// <summary>The fields that rules read here, as the registry keeps them; empty for the life event itself.</summary>
    public IReadOnlyList<EntityField> Fields => Entity is null ? [] : [.. Entity.Fields.Where(known => FieldNames.Contains(known.Name))];

    /// <summary>
    /// The fields to fetch: those that rules read, the key, and those through which links lead away from here. A link that
    /// leads here adds the field it goes by: see <see cref="FactLink.Columns"/>.
    /// </summary>
    public IReadOnlyList<EntityField> Columns => Entity is null
        ? []
        : [.. Entity.Fields.Where(known =>
            FieldNames.Contains(known.Name) || known == Entity.Key || Links.Any(link => link.Link.From == known.Name))];

    /// <summary>True when nothing is needed here.</summary>
    public bool IsEmpty => FieldNames.Count == 0 && Links.Count == 0;

    internal static FactNode Nothing { get; } = new(null, [], []);

    /// <summary>The link of that name, or null when no rule follows it.</summary>
    public FactLink? Link(string name) => Links.FirstOrDefault(link => link.Link.Name == name);

    internal FactNode Union(FactNode other)
    {
        if (other.IsEmpty && other.Entity is null)
        {
            return this;
        }

        var links = Links.Concat(other.Links)
            .GroupBy(link => link.Link.Name, StringComparer.Ordinal)
            .Select(group => new FactLink(group.First().Link, group.Select(link => link.Node).Aggregate((a, b) => a.Union(b))));
        return new FactNode(Entity ?? other.Entity, FieldNames.Concat(other.FieldNames), links);
    }
}

/// <summary>A link that rules follow, and what they need at its end.</summary>
/// <param name="Link">The link.</param>
/// <param name="Node">What is needed of the records it leads to.</param>
public sealed record FactLink(EntityLink Link, FactNode Node)
{
    /// <summary>The fields to fetch at the end of the link: those of the node, and the field by which the link finds its records.</summary>
    public IReadOnlyList<EntityField> Columns =>
        [.. Link.Target.Fields.Where(known => Node.Columns.Contains(known) || known.Name == Link.By)];
}
