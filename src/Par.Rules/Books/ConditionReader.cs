using Par.Rules.Catalogue;
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

    /// <summary>The words by which expressions join conditions.</summary>
    private static readonly Dictionary<string, string> GroupsMeant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "all",
        ["or"] = "any",
        ["not"] = "none",
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
        if (MapReader.Of(AsGroup(node), RuleKeys.Condition, reading.Problems) is not { } entry)
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

    /// <summary>The condition, with the word of an expression that stands where that of a group was meant put right and told of.</summary>
    private YamlNode AsGroup(YamlNode node)
    {
        if (node is not YamlMap { Entries: [{ Value: YamlList } only] } || !GroupsMeant.TryGetValue(only.Name, out var kind))
        {
            return node;
        }

        reading.Problems.Add(RuleTexts.GroupWord(only.Key.At, only.Name, kind));
        return new YamlMap(node.At, [only with { Key = new YamlScalar(SourceText.Plain(kind, only.Key.At), only.Key.At, isNull: false) }]);
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

    /// <summary>The article of a condition: the ref of a law entry, as a text in either language or in both.</summary>
    private Wording? Article(MapReader entry)
    {
        var written = entry.Node("law");
        var name = written switch
        {
            null => null,
            YamlMap => entry.Wording("law"),
            _ => entry.Text("law") is { } text ? new Wording(text, text) : null,
        };
        if (name is null)
        {
            return null;
        }

        var cited = law.Select(citation => citation.Ref)
            .FirstOrDefault(known => written is YamlMap ? known == name : known.Vi == name.Vi || known.En == name.En);
        if (cited is null)
        {
            var wrong = law.Any(citation => citation.Ref.En == name.En) ? name.Vi : name.En;
            var nearest = Nearest.Name(wrong, law.SelectMany(citation => new[] { citation.Ref.En, citation.Ref.Vi }));
            reading.Problems.Add(RuleTexts.UncitedLaw(written!.At, wrong, nearest));
        }

        return cited;
    }

    private RuleExpression? Test(YamlScalar? written)
    {
        var test = reading.Expression(written, "a condition", "true or false", FeelType.Boolean);
        if (test is { Checked.MayDiffer: false } && !test.Checked.ClockReads.Any())
        {
            reading.Problems.Add(RuleTexts.AsksNothing(written!.At));
            return null;
        }

        return test;
    }

    private Condition? Single(MapReader entry)
    {
        var id = entry.RequiredScalar("id");
        var test = Test(entry.RequiredScalar("if"));
        var met = reading.Texts(entry.RequiredNode("met"), "'met'");
        var unmet = reading.Texts(entry.RequiredNode("unmet"), "'unmet'");
        var unknown = reading.Texts(entry.Node("unknown"), "'unknown'");
        var article = Article(entry);
        if (id is not null && !_ids.TryAdd(id.Text, id.At))
        {
            reading.Problems.Add(RuleTexts.ConditionTwice(id.At, id.Text, _ids[id.Text].Line));
        }

        return id is null || test is null || met is null || unmet is null
            ? null
            : new Condition(id.Text, test, met, unmet, unknown)
            {
                Law = article,
                Facts = reading.Planner.Of(test),
                Place = _count++,
                Turned = _turned,
            };
    }
}
