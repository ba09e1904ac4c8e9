namespace Par.Worker.Tests.Rounds;

/// <summary>Short rules for tests of what the service does with triggers, groups and notices.</summary>
internal static class LawSamples
{
    /// <summary>A rule of the given triggers and conditions that opens or reminds as given.</summary>
    public static string Rule(string id, string trigger, string act, string more = "", int level = 1, string condition = "subject.id != null", string lawDate = "today") =>
        $$"""
        rule: {{id}}
        version: 1
        title: {vi: Luật mẫu, en: Sample}
        level: {{level}}
        law:
          - {ref: {vi: Luật mẫu, en: Sample law}, says: {vi: Mẫu., en: Sample.}, source: test, checked: 2026-11-26, allowsLevel: 3}
        inForce: {from: 2020-01-01}
        lawDate: {{lawDate}}
        {{more}}
        trigger:
          - {{trigger}}
        when:
          - id: holds
            if: '{{condition}}'
            met: {vi: Có., en: Holds.}
            unmet: {vi: Không., en: Does not hold.}
        {{act}}
        examples: []
        """;

    public static string Remind(string once = "subject.id", string tell = "[subject.id]", string area = "\"hai-chau\"", string procedure = "1.004222") =>
        $$"""
        remind:
          procedure: "{{procedure}}"
          agency: {kind: commune-police, area: '{{area}}'}
          once: [{{once}}]
          tell: {{tell}}
          text: {vi: Nhắc., en: A reminder.}
        """;

    public static string Open(string procedure, string once = "subject.id", string tell = "[subject.id]", string kind = "commune-police") =>
        $$"""
        open:
          procedure: "{{procedure}}"
          agency: {kind: {{kind}}, area: '"hai-chau"'}
          once: [{{once}}]
          tell: {{tell}}
          deadline: {workingDays: 3, from: today}
        """;
}
