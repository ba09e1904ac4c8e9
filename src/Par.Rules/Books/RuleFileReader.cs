using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads one rule file: one rule, one document for each version.</summary>
internal static class RuleFileReader
{
    /// <summary>The rule, and where its name is written; null when anything in the file is wrong. The ground is what every expression may call.</summary>
    public static (Rule? Rule, YamlScalar? Name) Read(
        YamlText file, IReadOnlyList<YamlNode> documents, RuleCatalogue catalogue, Scope ground, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var drafts = documents
            .Select(document => MapReader.Of(WithWhen(document, problems), RuleKeys.Rule, problems))
            .OfType<MapReader>()
            .Select(map => new VersionDraft(map, problems))
            .ToList();
        VersionDraft.Order(drafts, problems);
        var versions = drafts.Select(draft => VersionReader.Read(draft, catalogue, ground, problems)).ToList();
        foreach (var (first, second) in drafts.Zip(drafts.Skip(1)))
        {
            Same("lawDate", first, second, problems);
            Same("trigger", first, second, problems);
        }

        var name = drafts.Select(draft => draft.Id).FirstOrDefault();
        return (problems.Count > before || versions.Count == 0 ? null : Rule(name!.Text, file.Path, versions), name);
    }

    /// <summary>The document. Conditions that stand in the list of triggers, because 'when:' was forgotten between the two, are told of and put into their own.</summary>
    private static YamlNode WithWhen(YamlNode document, List<Diagnostic> problems)
    {
        if (document is not YamlMap map
            || map.Entries.Any(entry => entry.Name == "when")
            || map.Entries.FirstOrDefault(entry => entry.Value is YamlList list && entry.Name == "trigger" && list.Items.Any(IsCondition)) is not { Value: YamlList { Items: var items } } triggers)
        {
            return document;
        }

        var conditions = items.SkipWhile(item => !IsCondition(item)).ToList();
        problems.Add(YamlTexts.NoWhen(conditions[0].At));
        var when = new YamlScalar(SourceText.Plain("when", conditions[0].At), conditions[0].At, isNull: false);
        return new YamlMap(map.At,
        [
            .. map.Entries.Select(entry => entry == triggers ? entry with { Value = new YamlList(triggers.Value.At, [.. items.Take(items.Count - conditions.Count)]) } : entry),
            new YamlEntry(when, new YamlList(conditions[0].At, conditions)),
        ]);
    }

    private static bool IsCondition(YamlNode node) => node is YamlMap map && map.Entries.Any(entry => entry.Name == "if");

    /// <summary>How many examples the versions have together.</summary>
    public static int Examples(IReadOnlyList<YamlNode> documents) => documents.OfType<YamlMap>()
        .SelectMany(document => document.Entries)
        .Sum(entry => entry is { Name: "examples", Value: YamlList examples } ? examples.Items.Count : 0);

    private static Rule Rule(string id, string path, List<VersionRead> read)
    {
        var versions = read.Select(each => each.Version!).ToList();
        return new Rule(read[0].LawDate!)
        {
            Id = id,
            File = path,
            Versions = versions,
            Triggers = read[0].Triggers,
            Subject = read[0].Triggers[0].Subject,
            EventShape = read[0].EventShape!,
            Places = versions.Max(version => version.Scope.Count),
            Facts = FactPlan.Union(versions.Select(version => version.Facts)),
        };
    }

    private static void Same(string key, VersionDraft first, VersionDraft second, List<Diagnostic> problems)
    {
        if (first.Map.Node(key) is { } before && second.Map.Node(key) is { } after && Written(before) != Written(after))
        {
            problems.Add(RuleTexts.VersionsDiffer(after.At, key));
        }
    }

    private static string Written(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Text,
        YamlList list => $"[{string.Join(", ", list.Items.Select(Written))}]",
        YamlMap map => string.Join(", ", map.Entries.Select(entry => $"{{{entry.Name}: {Written(entry.Value)}}}").Order(StringComparer.Ordinal)),
        _ => "",
    };
}
