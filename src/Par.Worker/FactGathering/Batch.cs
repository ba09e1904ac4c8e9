using Par.Rules.Books;
using Par.Rules.Catalogue;

namespace Par.Worker.FactGathering;

/// <summary>The places of all plans of one batch, and the keys that are asked for at each.</summary>
internal sealed class Batch
{
    private readonly Dictionary<(FactPlan Plan, Entity Subject), Roots> rootsOf = [];

    public Batch(IReadOnlyList<FactRequest> requests)
    {
        foreach (var request in requests)
        {
            var roots = Of(request);
            roots.Subject?.Keys.Add(request.Subject);
            foreach (var (link, place) in roots.Event)
            {
                if (KeyOf(request, link) is { } key)
                {
                    place.Keys.Add(key);
                }
            }
        }

        Levels = [.. rootsOf.Values
            .SelectMany(roots => roots.Event.Select(child => child.Place).Concat(roots.Subject is { } subject ? [subject] : []))
            .SelectMany(root => root.WithAllBelow)
            .GroupBy(place => place.Level)
            .OrderBy(level => level.Key)];
    }

    /// <summary>The places, by how many rounds of questions must come before; parents before their children.</summary>
    public IReadOnlyList<IGrouping<int, Place>> Levels { get; }

    public Roots Of(FactRequest request)
    {
        var name = (request.Plan, request.SubjectEntity);
        if (!rootsOf.TryGetValue(name, out var roots))
        {
            var subject = request.Plan.Subject.IsEmpty ? null : Place.OfSubject(request.Plan.Subject, request.SubjectEntity);
            roots = new Roots(subject, [.. request.Plan.Event.Links.Select(link => (link.Link, Place.OfEvent(link)))]);
            rootsOf.Add(name, roots);
        }

        return roots;
    }

    /// <summary>The key by which a link of the event finds its records; null when the event names nobody there.</summary>
    public static string? KeyOf(FactRequest request, EntityLink link) => link.From is { } field
        ? RowReader.Key(request.EventValues[request.EventShape.IndexOf(field)])
        : request.Subject;

    /// <summary>Hands the keys of a place on to the places that can be asked for with it, and those of its rows to the next ones.</summary>
    public static void PassKeysOn(Place place, bool rowsAreKnown)
    {
        foreach (var (link, child) in place.Children)
        {
            if (child.Level == place.Level && !rowsAreKnown)
            {
                child.Keys.UnionWith(place.Keys);
            }
            else if (child.Level > place.Level && rowsAreKnown)
            {
                child.Keys.UnionWith(KeysBelow(place, link));
            }
        }
    }

    private static IEnumerable<string> KeysBelow(Place place, EntityLink link)
    {
        var index = place.Entity.Shape.IndexOf(link.From ?? place.Entity.Key.Name);
        return place.Keys
            .SelectMany(key => place.Lookup!.Rows(place, key))
            .Select(row => RowReader.Key(row.Fields[index]))
            .OfType<string>();
    }

    /// <summary>Where a plan begins: at the subject, unless nothing of it is needed, and at the links of the event.</summary>
    internal sealed record Roots(Place? Subject, IReadOnlyList<(EntityLink Link, Place Place)> Event);
}
