using Par.Rules.Books;
using Par.Rules.Examples;

namespace Par.Rules.Tests.Books;

/// <summary>docs/rule-files.md names every key, and its example runs.</summary>
public class RuleFileManualTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RuleFolder.Repository, "docs", "rule-files.md"));

    private static readonly RuleFile Registration = new("catalogue/more.yaml", """
        source: "sample, to be checked"
        procedures:
          "1.000009": {title: {vi: Đăng ký khai tử, en: Registration of a death}, status: active}
        """);

    /// <summary>The rule whose outcome the example follows.</summary>
    private static readonly RuleFile Declaration = new("declaration.rule.yaml", """
        rule: death.registration
        version: 1
        title: {vi: Đăng ký khai tử, en: Registration of a death}
        level: 2
        law: [{ref: {vi: Luật, en: Law}, says: {vi: Điều, en: Article}, source: test, checked: 2026-01-05}]
        inForce: {from: 2024-07-01}
        lawDate: today
        trigger: [{event: person.arrived, subject: Person}]
        when:
          - {id: died, if: 'subject.diedOn != null', met: {vi: Có., en: Met.}, unmet: {vi: Không., en: Unmet.}}
        open:
          procedure: "1.000009"
          agency: {kind: social-insurance, area: event.commune}
          once: [subject.id]
          deadline: {workingDays: 3, from: today}
          offer: {vi: "Đăng ký?", en: "Register?"}
        """);

    [Fact]
    public void The_example_is_a_rule_that_does_what_it_says()
    {
        var yaml = Page.Split("```yaml\n")[1].Split("```")[0];

        var results = ExampleRunner.Run(RuleFolder.Book([.. RuleFolder.Catalogue(), Registration, Declaration, new RuleFile("funeral.rule.yaml", yaml)]));

        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.True(result.Passed, result.ToString()));
    }

    [Fact]
    public void Every_key_is_named()
    {
        var keys = RuleKeys.All.Values.SelectMany(keys => keys.Names).Distinct();

        Assert.Equal([], keys.Where(key => !Page.Contains(key, StringComparison.Ordinal)));
    }
}
