using Par.Rules.Catalogue;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Worker.FactGathering;

/// <summary>
/// Puts records together from what the registries answered. What no registry answered becomes unknown with its reason; a
/// link to one record that the registry does not have becomes null, for that is an answer.
/// </summary>
internal sealed class Assembly(LocalTime localTime, TimeProvider clock)
{
    private readonly DateTimeOffset now = clock.GetUtcNow();
    private readonly DateOnly today = localTime.Today;
    private readonly Dictionary<(Place Place, string Key), Value> assembled = [];

    public static bool IsLive(Registry registry, DateOnly today) => registry.LiveSince is not { } since || since <= today;

    public GatheredFacts Assemble(FactRequest request, Batch.Roots roots)
    {
        var values = (Value[])request.EventValues.Clone();
        foreach (var (link, place) in roots.Event)
        {
            values[request.EventShape.IndexOf(link.Name)] = At(place, Batch.KeyOf(request, link));
        }

        var subject = roots.Subject is { } root ? Subject(root, request.Subject) : Unasked(request);
        return new GatheredFacts(new Record(request.EventShape, values, request.EventSource), subject);
    }

    /// <summary>Of the subject no more is needed than who it is, and the event says that.</summary>
    private static Value Unasked(FactRequest request)
    {
        var entity = request.SubjectEntity;
        var values = RowReader.Unasked(entity);
        values[entity.Shape.IndexOf(entity.Key.Name)] = Value.Of(request.Subject);
        return Value.Of(new Record(entity.Shape, values, request.EventSource));
    }

    private static Value Missing(Place place, MissingBecause because) =>
        Value.Unknown(MissingFacts.Of(new MissingFact(place.Name, place.Entity.Registry.Id, because)));

    // A person nobody has on record yet is not a person without facts.
    private Value Subject(Place root, string key)
    {
        var found = At(root, key);
        return found.IsNull ? Missing(root, MissingBecause.NotOnRecord) : found;
    }

    private Value At(Place place, string? key)
    {
        if (key is null)
        {
            return place.One ? Value.Null : Value.Of(FeelList.Empty);
        }

        if (!assembled.TryGetValue((place, key), out var value))
        {
            value = Found(place, key);
            assembled.Add((place, key), value);
        }

        return value;
    }

    private Value Found(Place place, string key)
    {
        if (!IsLive(place.Entity.Registry, today))
        {
            return Missing(place, MissingBecause.NotLive);
        }

        if (place.Lookup is not { Answered: true } lookup)
        {
            return Missing(place, MissingBecause.NoAnswer);
        }

        var rows = lookup.Rows(place, key);
        if (place is { One: true, By: var by } && by == place.Entity.Key && rows.Skip(1).Any())
        {
            throw new AmbiguousKeyException(place.Entity);
        }

        return place.One
            ? rows.FirstOrDefault() is { } row ? Of(place, row) : Value.Null
            : Value.Of(new FeelList([.. rows.Select(row => Of(place, row))]));
    }

    private Value Of(Place place, FetchedRow row)
    {
        var entity = place.Entity;
        if (entity.Registry.Freshness is { } limit && entity.AsOfColumn is not null && !(row.AsOf >= now - limit))
        {
            return Missing(place, MissingBecause.TooOld);
        }

        var values = (Value[])row.Fields.Clone();
        foreach (var (link, child) in place.Children)
        {
            var from = values[entity.Shape.IndexOf(link.From ?? entity.Key.Name)];
            values[entity.Shape.IndexOf(link.Name)] = At(child, RowReader.Key(from));
        }

        return Value.Of(new Record(entity.Shape, values, new FactSource(entity.Registry.Id, row.AsOf)));
    }
}
