using Par.Rules.Books;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>Walks the records along a plan and notes which registry said what, as of when.</summary>
internal sealed class FactUse
{
    private readonly SortedDictionary<FactName, (string Registry, DateTimeOffset? AsOf)> _used = [];

    private FactUse()
    {
    }

    public static IReadOnlyList<FactUsed> Of(FactPlan plan, Record lifeEvent, Value subject)
    {
        if (plan.IsEmpty)
        {
            return [];
        }

        var use = new FactUse();
        use.Walk(plan.Event, Value.Of(lifeEvent));
        use.Walk(plan.Subject, subject);
        return [.. use._used.Select(pair => new FactUsed(pair.Key, pair.Value.Registry, pair.Value.AsOf))];
    }

    private void Walk(FactNode node, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.List:
                foreach (var item in value.AsList)
                {
                    Walk(node, item);
                }

                break;
            case ValueKind.Context when value.AsContext is Record record:
                Walk(node, record);
                break;
        }
    }

    private void Walk(FactNode node, Record record)
    {
        foreach (var name in node.FieldNames)
        {
            if (record.TryGet(name, out var value) && (!value.IsUnknown || value.Missing.Between is not null))
            {
                Note(new FactName(record.Shape.Name, name), record.Source.Registry, record.Source.AsOf);
            }
        }

        foreach (var link in node.Links)
        {
            if (record.TryGet(link.Link.Name, out var value) && !value.IsUnknown)
            {
                Note(new FactName(record.Shape.Name, link.Link.Name), link.Link.Target.Registry.Id, Oldest(value));
                Walk(link.Node, value);
            }
        }
    }

    private static DateTimeOffset? Oldest(Value value) => value.Kind switch
    {
        ValueKind.List => value.AsList.Select(Oldest).Min(),
        ValueKind.Context when value.AsContext is Record record => record.Source.AsOf,
        _ => null,
    };

    private void Note(FactName name, string registry, DateTimeOffset? asOf)
    {
        if (!_used.TryGetValue(name, out var known) || asOf < known.AsOf || known.AsOf is null)
        {
            _used[name] = (registry, asOf ?? known.AsOf);
        }
    }
}
