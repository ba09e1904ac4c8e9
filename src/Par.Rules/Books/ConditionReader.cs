using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads the conditions of a version, and the groups they stand in.</summary>
internal sealed class ConditionReader(RuleReading reading, IReadOnlyList<Citation> law)
{
    private static readonly Dictionary<string, GroupKind> Groups = new(StringComparer.Ordinal)
    {
        ["all"] = GroupKind.All,
        ["any"] = GroupKind.Any,
        ["none"] = GroupKind.None,
    };

    private static readonly string[] SingleKeys = ["id", "if", "law", "met", "unmet", "unknown"];

    private readonly Dictionary<string, SourcePosition> _ids = new(StringComparer.Ordinal);
    private int _count;
    private bool _turned;

    public IReadOnlyCollection<string> Ids => _ids.Keys;

    public ConditionGroup Read(MapReader rule)
    {
        var nodes = rule.RequiredList("when");
        reading.RefuseEmpty(rule, "when");
        return new ConditionGroup(GroupKind.All, [.. nodes.Select(One).OfType<Requirement>()]);
    }

    private Requirement? One(YamlNode node)
    {
        if (MapReader.Of(node, RuleKeys.Condition, reading.Problems) is not { } entry)
        {
            return null;
        }

        var groups = Groups.Keys.Where(entry.Has).ToList();
        var single = SingleKeys.Any(entry.Has);
        if (groups.Count + (single ? 1 : 0) != 1)
        {
            reading.Problems.Add(RuleTexts.ConditionForm(entry.At));
            return null;
        }

        return single ? Single(entry) : Group(entry, groups[0]);
    }

    private ConditionGroup Group(MapReader entry, string kind)
    {
        var nodes = entry.List(kind);
        if (nodes.Count == 0)
        {
            reading.Problems.Add(RuleTexts.EmptyGroup(entry.At, kind));
        }

        var before = _turned;
        _turned ^= Groups[kind] == GroupKind.None;
        var group = new ConditionGroup(Groups[kind], [.. nodes.Select(One).OfType<Requirement>()]);
        _turned = before;
        return group;
    }

    private Condition? Single(MapReader entry)
    {
        var id = entry.RequiredScalar("id");
        var test = reading.Expression(entry.RequiredScalar("if"), "a condition", "true or false", FeelType.Boolean);
        var met = reading.Texts(entry.RequiredNode("met"), "'met'");
        var unmet = reading.Texts(entry.RequiredNode("unmet"), "'unmet'");
        var unknown = reading.Texts(entry.Node("unknown"), "'unknown'");
        var citation = entry.Scalar("law");
        if (citation is not null && law.All(known => known.Ref != citation.Text))
        {
            reading.Problems.Add(RuleTexts.UncitedLaw(citation.At, citation.Text, Nearest.Name(citation.Text, law.Select(known => known.Ref))));
        }

        if (id is not null && !_ids.TryAdd(id.Text, id.At))
        {
            reading.Problems.Add(RuleTexts.ConditionTwice(id.At, id.Text, _ids[id.Text].Line));
        }

        return id is null || test is null || met is null || unmet is null
            ? null
            : new Condition(id.Text, test, met, unmet, unknown)
            {
                Law = citation?.Text,
                Facts = reading.Planner.Of(test),
                Place = _count++,
                Turned = _turned,
            };
    }
}
