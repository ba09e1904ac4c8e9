using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>Adds up, expression by expression, which facts a rule needs, and keeps what each expression alone needs.</summary>
internal sealed class FactPlanner(IReadOnlyList<EntityLink> eventLinks, Entity? subject)
{
    /// <summary>How many links in a row a rule may follow.</summary>
    public const int Deepest = 8;

    private readonly Dictionary<int, RuleExpression> _lets = [];
    private readonly Dictionary<RuleExpression, FactPlan> _plans = [];

    /// <summary>A planner that knows no subject and no event, for rules whose triggers could not be read.</summary>
    public static FactPlanner Empty => new([], null);

    /// <summary>What all expressions together need.</summary>
    public FactPlan Total { get; private set; } = FactPlan.Nothing;

    /// <summary>What one expression needs, with what the names it uses stand for.</summary>
    public FactPlan Of(RuleExpression expression) => _plans.GetValueOrDefault(expression, FactPlan.Nothing);

    public FactPlan Of(IEnumerable<RuleExpression> expressions) => FactPlan.Union(expressions.Select(Of));

    /// <summary>Says that a place of the scope stands for an expression from now on.</summary>
    public void Name(int place, RuleExpression expression) => _lets[place] = expression;

    /// <summary>Asks for a field of the subject that a trigger looks at.</summary>
    public void Need(EntityField known) =>
        Total = Total.Union(new FactPlan(FactNode.Nothing, new FactNode(subject, [known.Name], [])));

    /// <summary>Works out what an expression needs; false when it follows more links than it may.</summary>
    public bool Add(RuleExpression expression)
    {
        var places = new Places(eventLinks, subject);
        var trace = new FactTrace(places, _lets);
        if (!trace.Follow(expression.Checked.Root))
        {
            return false;
        }

        var plan = new FactPlan(places.Event.ToNode(), places.Subject.ToNode());
        _plans[expression] = plan;
        Total = Total.Union(plan);
        return true;
    }

    /// <summary>The two roots of a plan in the making.</summary>
    internal sealed class Places(IReadOnlyList<EntityLink> eventLinks, Entity? subject)
    {
        public FactPlace Event { get; } = new(null, eventLinks, 0);

        public FactPlace Subject { get; } = new(subject, subject?.Links ?? [], 0);
    }
}

/// <summary>One place of a plan in the making: records of one kind, reached by one way.</summary>
internal sealed class FactPlace(Entity? entity, IReadOnlyList<EntityLink> links, int depth)
{
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (EntityLink Link, FactPlace Place)> _links = new(StringComparer.Ordinal);

    /// <summary>Notes that a name is read here, and where a link of that name leads. False: records of this kind have no such name.</summary>
    public bool Read(string name, out FactPlace? next)
    {
        next = _links.TryGetValue(name, out var known) ? known.Place : null;
        if (next is not null)
        {
            return true;
        }

        var link = links.FirstOrDefault(link => link.Name == name);
        if (link is null)
        {
            return (entity is null || entity.Field(name) is not null) && (_fields.Add(name) || _fields.Contains(name));
        }

        if (depth >= FactPlanner.Deepest)
        {
            throw new InvalidOperationException("Facts lie deeper than a plan goes; the trace must stop before.");
        }

        next = new FactPlace(link.Target, link.Target.Links, depth + 1);
        _links.Add(name, (link, next));
        return true;
    }

    public bool AtDepthLimit(string name) => depth >= FactPlanner.Deepest && links.Any(link => link.Name == name);

    /// <summary>Notes that all fields are read, as a comparison of whole records does.</summary>
    public void ReadWhole()
    {
        foreach (var known in entity?.Fields ?? [])
        {
            _fields.Add(known.Name);
        }
    }

    public FactNode ToNode() => new(entity, _fields, _links.Values.Select(link => new FactLink(link.Link, link.Place.ToNode())));
}
