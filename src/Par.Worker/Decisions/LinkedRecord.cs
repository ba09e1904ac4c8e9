using System.Globalization;
using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Worker.FactGathering;

namespace Par.Worker.Decisions;

/// <summary>A record beside the subject that a question was asked about: of a newborn a parent.</summary>
internal sealed record LinkedRecord(string Entity, string Key)
{
    /// <summary>The records of these kinds along the plan of a rule, also those that no registry has: it may have them tomorrow.</summary>
    public static IReadOnlyList<LinkedRecord> Along(FactPlan plan, GatheredFacts facts, IReadOnlySet<string> kinds) =>
        [.. Below(plan.Event, Value.Of(facts.Event), kinds).Concat(Below(plan.Subject, facts.Subject, kinds)).Distinct()];

    private static IEnumerable<LinkedRecord> Below(FactNode node, Value value, IReadOnlySet<string> kinds) => value.Kind switch
    {
        ValueKind.List => value.AsList.SelectMany(item => Below(node, item, kinds)),
        ValueKind.Context when value.AsContext is Record record => node.Links.SelectMany(link => At(link, record, kinds)),
        _ => [],
    };

    private static IEnumerable<LinkedRecord> At(FactLink link, Record from, IReadOnlySet<string> kinds)
    {
        var target = link.Link.Target;
        var found = from.TryGet(link.Link.Name, out var value) ? value : Value.Null;
        if (kinds.Contains(target.Name))
        {
            var keys = link.Link.From is { } field
                ? [from.TryGet(field, out var key) ? key : Value.Null]
                : Keys(found, target.Key.Name);
            foreach (var text in keys.Select(Text).OfType<string>())
            {
                yield return new LinkedRecord(target.Name, text);
            }
        }

        foreach (var below in Below(link.Node, found, kinds))
        {
            yield return below;
        }
    }

    private static IEnumerable<Value> Keys(Value value, string key) => value.Kind switch
    {
        ValueKind.List => value.AsList.SelectMany(item => Keys(item, key)),
        ValueKind.Context when value.AsContext.TryGet(key, out var found) => [found],
        _ => [],
    };

    private static string? Text(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString,
        ValueKind.Number => value.AsNumber.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
