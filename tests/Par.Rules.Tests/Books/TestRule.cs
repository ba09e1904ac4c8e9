using Par.Rules.Books;

namespace Par.Rules.Tests.Books;

/// <summary>Writes short rules that stand to one another, over procedures 2.000001 to 2.000004; line 8 has the triggers, and line 9 the group.</summary>
internal static class TestRule
{
    private static readonly RuleFile Procedures = new("catalogue/more.yaml", """
        source: "sample, to be checked"
        procedures:
          "2.000001": {title: {vi: Một, en: One}, status: active}
          "2.000002": {title: {vi: Hai, en: Two}, status: active}
          "2.000003": {title: {vi: Ba, en: Three}, status: active}
          "2.000004": {title: {vi: Bốn, en: Four}, status: active}
        """);

    public static string Registered { get; } = "event: birth.registered";

    public static string Outcome(int procedure, string result = "approved") => $"outcome: \"2.00000{procedure}\", result: {result}";

    /// <summary>What is said of a book of these rules, one diagnostic a line; nothing when it loads.</summary>
    public static string Said(params RuleFile[] rules) =>
        string.Join('\n', RuleBookReader.Read([.. RuleFolder.Catalogue(), Procedures, .. rules]).Diagnostics);

    public static RuleBook Book(params RuleFile[] rules) => RuleFolder.Book([.. RuleFolder.Catalogue(), Procedures, .. rules]);

    /// <summary>A rule of level 2 that opens one of the procedures, or of level 1 that reminds of it.</summary>
    public static RuleFile Write(string name, int procedure, string[] triggers, int level = 2) =>
        new($"{name}.rule.yaml", Version(name, 1, procedure, triggers, level));

    public static string Version(
        string name, int number, int procedure, string[] triggers, int level = 2, string group = "", string once = "subject.id", string from = "2024-07-01", string subject = "Person",
        string test = "subject.id != null") =>
        $$"""
        rule: test.{{name}}
        version: {{number}}
        title: {vi: "Quyền {{name}} {{number}}", en: "Benefit {{name}} {{number}}"}
        level: {{level}}
        law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
        inForce: {from: {{from}}}
        lawDate: today
        trigger: [{{string.Join(", ", triggers.Select(trigger => $"{{{trigger}, subject: {subject}}}"))}}]
        {{(group == "" ? "" : $"exclusive: {{{group}}}")}}
        when:
          - id: recorded
            if: {{test}}
            met: {vi: x, en: x}
            unmet: {vi: x, en: x}
        {{(level == 1 ? "remind" : "open")}}:
          procedure: "2.00000{{procedure}}"
          agency: {kind: social-insurance, area: '"hai-chau"'}
          once: [{{once}}]
          tell: ['"049225000001"']
          {{(level == 1 ? "text: {vi: x, en: x}" : "deadline: {workingDays: 3, from: today}\n  offer: {vi: x, en: x}")}}

        """;
}
