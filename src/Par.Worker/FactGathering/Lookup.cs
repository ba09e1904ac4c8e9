using Par.Rules.Catalogue;
using Par.Rules.Feel;

namespace Par.Worker.FactGathering;

/// <summary>One row of an answer: the values of the entity's fields, and which of the wanted filters it meets.</summary>
internal sealed record FetchedRow(Value[] Fields, bool[] Meets, DateTimeOffset? AsOf);

/// <summary>
/// One question to one registry: the records of one kind whose field has one of many keys. It serves all places of a batch
/// that want records found by that field, so that the number of questions does not grow with the events.
/// </summary>
internal sealed class Lookup
{
    private static readonly IReadOnlyList<FetchedRow> Nothing = [];
    private readonly Dictionary<string, List<FetchedRow>> answer = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<LinkFilter>> filters = [];
    private readonly Dictionary<Place, int> filterOf = [];

    public Lookup(IReadOnlyList<Place> places)
    {
        (Entity, By) = (places[0].Entity, places[0].By);
        Columns = [.. Entity.Fields.Where(field => places.Any(place => place.Columns.Contains(field)))];
        Imprecise = [.. Columns.Where(field => field.PrecisionColumn is not null)];
        Keys = places.SelectMany(place => place.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var place in places)
        {
            place.Lookup = this;
            filterOf[place] = Filter(place.Where);
        }
    }

    public Entity Entity { get; }

    public EntityField By { get; }

    public IReadOnlyList<EntityField> Columns { get; }

    /// <summary>The columns that may hold a day of which only the year or the month is recorded.</summary>
    public IReadOnlyList<EntityField> Imprecise { get; }

    public IReadOnlyList<IReadOnlyList<LinkFilter>> Filters => filters;

    public HashSet<string> Keys { get; }

    /// <summary>False when the registry gave no answer.</summary>
    public bool Answered { get; set; }

    public void Add(string key, FetchedRow row)
    {
        if (!answer.TryGetValue(key, out var rows))
        {
            answer.Add(key, rows = []);
        }

        rows.Add(row);
    }

    /// <summary>The rows that a place finds under a key, the most recently confirmed first.</summary>
    public IEnumerable<FetchedRow> Rows(Place place, string key)
    {
        var filter = filterOf[place];
        return (answer.GetValueOrDefault(key) ?? Nothing).Where(row => row.Meets[filter]);
    }

    private int Filter(IReadOnlyList<LinkFilter> where)
    {
        var known = filters.FindIndex(filter => filter.SequenceEqual(where));
        if (known >= 0)
        {
            return known;
        }

        filters.Add(where);
        return filters.Count - 1;
    }
}
