using System.Text.RegularExpressions;
using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>What one document of a rule file says, once read.</summary>
internal sealed record VersionRead(
    RuleVersion? Version,
    RuleExpression? LawDate,
    IReadOnlyList<Trigger> Triggers,
    RecordShape? EventShape);

/// <summary>Reads one document of a rule file: one version of a rule.</summary>
internal sealed partial class VersionReader
{
    private readonly VersionDraft _draft;
    private readonly Scope _ground;
    private readonly MapReader _map;
    private readonly RuleReading _reading;

    private VersionReader(VersionDraft draft, RuleCatalogue catalogue, Scope ground, List<Diagnostic> problems)
    {
        _ground = ground;
        _draft = draft;
        _map = draft.Map;
        _reading = new RuleReading(catalogue, problems);
    }

    public static VersionRead Read(VersionDraft draft, RuleCatalogue catalogue, Scope ground, List<Diagnostic> problems) =>
        new VersionReader(draft, catalogue, ground, problems).Read();

    private VersionRead Read()
    {
        if (_draft.Id is { } id && !RuleName.IsMatch(id.Text))
        {
            _reading.Problems.Add(RuleTexts.BadRuleName(id.At, id.Text));
        }

        var law = Law();
        var level = Level(law);
        var triggers = TriggerReader.Read(_map, _reading);
        var eventShape = Begin(triggers);
        var lawDate = _reading.Expression(_map.RequiredScalar("lawDate"), "'lawDate'", "a date", FeelType.Date);
        _reading.InForceFrom = _draft.From;
        _reading.Scope = _reading.Scope.With("param", _reading.Catalogue.Parameters.Shape);
        var lets = new LetReader(_reading).Read(_map);
        var title = _reading.Texts(_map.RequiredNode("title"), "'title'");
        var conditions = new ConditionReader(_reading, law);
        var when = conditions.Read(_map);
        var use = new UseReader(_reading);
        var (exclusive, pilot, brake) = (use.Exclusive(_map), use.Pilot(_map), use.Brake(_map));
        var opening = new OpeningReader(_reading).Read(_map, level, _draft.From, _draft.Until, triggers);
        var examples = eventShape is null ? [] : new ExampleReader(_reading, triggers, eventShape, conditions.Ids).Read(_map);
        var version = title is null || level is null || opening is null || _draft is not { Number: { } number, From: { } from }
            ? null
            : new RuleVersion(_reading.Scope, lets, title)
            {
                Number = number,
                Title = Title(),
                Level = level.Value,
                Law = law,
                From = from,
                Until = _draft.Until,
                When = when,
                Opening = opening,
                Exclusive = exclusive,
                Pilot = pilot,
                BrakePerDay = brake,
                Examples = examples,
                Facts = _reading.Planner.Total,
            };
        return new VersionRead(version, lawDate, triggers, eventShape);
    }

    /// <summary>Gives event, subject and today their places. Without triggers their types are open, so that other mistakes still show.</summary>
    private RecordShape? Begin(List<Trigger> triggers)
    {
        var shape = triggers.Count == 0 ? null : TriggerReader.SharedShape(triggers, _map.Node("trigger")!.At, _reading);
        _reading.Scope = _ground
            .With("event", shape ?? FeelType.Any)
            .With("subject", triggers.Count == 0 ? FeelType.Any : triggers[0].Subject.Shape)
            .With("today", FeelType.Date);
        _reading.Planner = triggers.Count == 0
            ? FactPlanner.Empty
            : new FactPlanner(TriggerReader.EventLinks(triggers), triggers[0].Subject);
        foreach (var day in triggers.OfType<Trigger.OnDay>())
        {
            _reading.Planner.Need(day.Field);
        }

        return shape;
    }

    private Wording Title()
    {
        var title = (YamlMap)_map.Node("title")!;
        string In(string language) => ((YamlScalar)title.Entries.First(entry => entry.Name == language).Value).Text;
        return new Wording(In("vi"), In("en"));
    }

    private List<Citation> Law()
    {
        var law = new List<Citation>();
        var nodes = _map.RequiredList("law");
        if (_map.Node("law") is YamlList { Items.Count: 0 } empty)
        {
            _reading.Problems.Add(RuleTexts.NoLaw(empty.At));
        }

        foreach (var node in nodes)
        {
            if (MapReader.Of(node, RuleKeys.Citation, _reading.Problems) is not { } entry)
            {
                continue;
            }

            var reference = InBoth(entry, "ref");
            var says = InBoth(entry, "says");
            var source = entry.RequiredText("source");
            var provenance = new Provenance(source ?? "", entry.RequiredDay("checked"));
            law.Add(new Citation(reference, says, provenance, entry.Whole("allowsLevel")));
        }

        return law;
    }

    /// <summary>A text of a law entry. One that is there in one language only is reported, and stands in for both, so that nothing else is.</summary>
    private Wording InBoth(MapReader entry, string key)
    {
        if (entry.Node(key) is not YamlScalar { Text.Length: > 0 } plain)
        {
            return entry.RequiredWording(key) ?? new Wording("", "");
        }

        _reading.Problems.Add(RuleTexts.LawInOneLanguage(plain.At, key, plain.Text));
        return new Wording(plain.Text, plain.Text);
    }

    private int? Level(List<Citation> law)
    {
        if (_map.RequiredWhole("level") is not { } level)
        {
            return null;
        }

        var at = _map.Scalar("level")!.At;
        if (level is < 1 or > 3)
        {
            _reading.Problems.Add(RuleTexts.BadLevel(at, level));
            return null;
        }

        if (level == 3 && !law.Any(citation => citation.AllowsLevel >= 3))
        {
            _reading.Problems.Add(RuleTexts.LevelNotAllowed(at));
        }

        return level;
    }

    [GeneratedRegex("^[a-z][a-z0-9]*([.-][a-z0-9]+)*$")]
    private static partial Regex RuleName { get; }
}
