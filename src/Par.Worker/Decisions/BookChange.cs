using Par.Rules.Books;

namespace Par.Worker.Decisions;

/// <summary>What is other in a new rule book: rules by their ids, and files that are no rules by their paths.</summary>
internal sealed record BookChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed, IReadOnlyList<string> Files)
{
    public static BookChange Between(RuleBook before, IReadOnlyList<RuleFile> filesBefore, RuleBook after, IReadOnlyList<RuleFile> filesAfter)
    {
        var (old, next) = (Texts(filesBefore), Texts(filesAfter));
        bool Other(string file) => old.GetValueOrDefault(file) != next.GetValueOrDefault(file);
        var rules = before.Rules.Concat(after.Rules).Select(rule => rule.File).ToHashSet(StringComparer.Ordinal);
        return new BookChange(
            [.. after.Rules.Where(rule => before.Rule(rule.Id) is null).Select(rule => rule.Id)],
            [.. before.Rules.Where(rule => after.Rule(rule.Id) is null).Select(rule => rule.Id)],
            [.. after.Rules.Where(rule => before.Rule(rule.Id) is { } same && (same.File != rule.File || Other(rule.File))).Select(rule => rule.Id)],
            [.. old.Keys.Union(next.Keys).Where(file => !rules.Contains(file) && Other(file)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Such as <c>rules added: a; changed: b, c; other files: catalogue/agencies.yaml</c>.</summary>
    public override string ToString()
    {
        (string Name, IReadOnlyList<string> Ids)[] parts =
            [("rules added", Added), ("rules removed", Removed), ("rules changed", Changed), ("other files changed", Files)];
        var said = string.Join("; ", parts.Where(part => part.Ids.Count > 0).Select(part => $"{part.Name}: {string.Join(", ", part.Ids)}"));
        return said.Length > 0 ? said : "the same rules in other words";
    }

    private static Dictionary<string, string> Texts(IReadOnlyList<RuleFile> files) =>
        files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
}
