using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Evaluation;

/// <summary>Every way in which two conditions that hold, do not hold or are unknown meet in a group.</summary>
public class GroupTests
{
    private static readonly Dictionary<char, Value> Names = new()
    {
        ['t'] = Value.Of("yes"),
        ['f'] = Value.Of("no"),
        ['n'] = Value.Null,
        ['u'] = Value.Unknown(MissingFacts.Of(new MissingFact(FactName.Parse("Person.name"), "population", MissingBecause.NoAnswer))),
    };

    [Theory]
    [InlineData("all", "tt", "Due", "")]
    [InlineData("all", "tf", "NotDue", "b")]
    [InlineData("all", "ff", "NotDue", "a b")]
    [InlineData("all", "tn", "NotDue", "b")]
    [InlineData("all", "tu", "Undecided", "b")]
    [InlineData("all", "fu", "NotDue", "a")]
    [InlineData("all", "nu", "NotDue", "a")]
    [InlineData("all", "uu", "Undecided", "a b")]
    [InlineData("any", "tt", "Due", "")]
    [InlineData("any", "tf", "Due", "")]
    [InlineData("any", "tu", "Due", "")]
    [InlineData("any", "ff", "NotDue", "a b")]
    [InlineData("any", "fn", "NotDue", "a b")]
    [InlineData("any", "fu", "Undecided", "b")]
    [InlineData("any", "uu", "Undecided", "a b")]
    [InlineData("none", "tt", "NotDue", "a b")]
    [InlineData("none", "tf", "NotDue", "a")]
    [InlineData("none", "tu", "NotDue", "a")]
    [InlineData("none", "ff", "Due", "")]
    [InlineData("none", "nn", "Due", "")]
    [InlineData("none", "fu", "Undecided", "b")]
    [InlineData("none", "uu", "Undecided", "a b")]
    public void A_group_of_two(string group, string values, string answer, string because)
    {
        var finding = Ask($"  - {group}:\n{Condition("a", "name", 6)}{Condition("b", "motherId", 6)}", values);

        Assert.Equal((answer, because), (finding.GetType().Name, string.Join(' ', Because(finding))));
    }

    [Theory]
    [InlineData("tt", "NotDue", "a")]
    [InlineData("ft", "Due", "")]
    [InlineData("ff", "NotDue", "b")]
    [InlineData("uf", "NotDue", "b")]
    [InlineData("ut", "Undecided", "a")]
    public void A_group_within_a_group_that_turns_it_round(string values, string answer, string because)
    {
        var finding = Ask(
            $"  - none:\n{Condition("a", "name", 6)}      - none:\n{Condition("b", "motherId", 10)}", values);

        Assert.Equal((answer, because), (finding.GetType().Name, string.Join(' ', Because(finding))));
    }

    [Fact]
    public void Each_condition_says_whether_it_speaks_for_the_rule_where_it_stands()
    {
        var conditions = Ask($"  - none:\n{Condition("a", "name", 6)}      - none:\n{Condition("b", "motherId", 10)}", "tt").Explanation.Conditions;

        Assert.Equal([("a", false), ("b", true)], conditions.Select(condition => (condition.Id, condition.SpeaksForTheRule!.Value)));
    }

    private static string Condition(string id, string field, int indent) =>
        $$"""
        {{new string(' ', indent)}}- id: {{id}}
        {{new string(' ', indent)}}  if: subject.{{field}} = "yes"
        {{new string(' ', indent)}}  met: {vi: x, en: x}
        {{new string(' ', indent)}}  unmet: {vi: x, en: x}

        """;

    private static Finding Ask(string when, string values)
    {
        var province = Province.With(
            $$"""
            rule: test.rule
            version: 1
            title: {vi: x, en: x}
            level: 1
            law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
            inForce: {from: 2024-06-01}
            lawDate: today
            trigger: [{event: birth.registered, subject: Person}]
            when:
            {{when}}
            remind:
              procedure: "1.000001"
              agency: {kind: commune-police, area: event.commune}
              once: [subject.id]
              text: {vi: x, en: x}
            """);
        var person = province.Record("Person", ("id", Value.Of("1")), ("name", Names[values[0]]), ("motherId", Names[values[1]]));
        return province.Ask(province.Event("birth.registered"), Value.Of(person), new DateOnly(2025, 1, 1));
    }

    private static IEnumerable<string> Because(Finding finding) => finding switch
    {
        Finding.NotDue notDue => notDue.Because,
        Finding.Undecided undecided => undecided.Because,
        _ => [],
    };
}
