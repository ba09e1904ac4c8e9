using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Books;

/// <summary>
/// Knows which fields hold a personal id: the key of those whom life events are about, and every field that the catalogue
/// links to them. Whoever is told is named by one.
/// </summary>
internal sealed class PersonalIds(RuleReading reading, IReadOnlyList<Trigger> triggers)
{
    private const int MostNamed = 6;

    private readonly HashSet<Entity> _people = [.. reading.Catalogue.LifeEvents.Values.Select(lifeEvent => lifeEvent.Subject)];

    /// <summary>Reports every field that the expression may give and that holds something else.</summary>
    public void Check(RuleExpression expression)
    {
        foreach (var (source, path) in Fields(expression.Source, expression.Checked.Root))
        {
            if (path.Shape is { } shape && !IsOne(shape, path.Name))
            {
                reading.Problems.Add(RuleTexts.NoPersonalId(source.PositionAt(path.At), path.Name, shape.Name, Ids()));
            }
        }
    }

    /// <summary>The fields whose values an expression gives, as far as that can be told without running it.</summary>
    private IEnumerable<(SourceText Source, PathTo Path)> Fields(SourceText source, Node node) => node switch
    {
        PathTo path => [(source, path)],
        If choice => Fields(source, choice.Then).Concat(Fields(source, choice.Else)),
        ListOf list => list.Items.SelectMany(item => Fields(source, item)),
        Filter filter => Fields(source, filter.Source),
        SlotName name when reading.Named.TryGetValue(name.Slot, out var named) => Fields(named.Source, named.Checked.Root),
        _ => [],
    };

    private bool IsOne(RecordShape shape, string field)
    {
        if (shape == RuleCatalogue.OutcomeShape)
        {
            return field == "subjectId";
        }

        if (reading.Catalogue.Entities.Values.FirstOrDefault(entity => entity.Shape == shape) is { } entity)
        {
            return (field == entity.Key.Name && _people.Contains(entity))
                || entity.Links.Any(link => link.From == field && _people.Contains(link.Target))
                || _people.Any(person => person.Links.Any(link => link.Target == entity && link.By == field));
        }

        var lifeEvents = triggers.Select(TriggerReader.Reported).OfType<LifeEvent>().ToList();
        return lifeEvents.Count == 0 || lifeEvents.Any(lifeEvent =>
            lifeEvent.Links.Any(link => link.From == field && _people.Contains(link.Target))
            || lifeEvent.Fields.Any(known => known.Name == field && known.From == FeedColumn.Subject));
    }

    /// <summary>The fields nearby that would do.</summary>
    private List<string> Ids() =>
    [
        .. Scoped("subject", RuleReading.SubjectPlace).Concat(Scoped("event", RuleReading.EventPlace)).Distinct().Take(MostNamed),
    ];

    private IEnumerable<string> Scoped(string name, int place) => reading.Scope.Variables[place].Type is RecordShape shape
        ? shape.Fields.Where(known => known.Type == FeelType.String && IsOne(shape, known.Name)).Select(known => $"{name}.{known.Name}")
        : [];
}
