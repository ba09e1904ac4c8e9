using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Evaluation;

/// <summary>Rules that tests write themselves, for what the good files do not show.</summary>
public class RuleTests
{
    private static readonly DateOnly Today = new(2025, 7, 10);

    [Fact]
    public void A_rule_with_two_triggers_sees_what_they_share()
    {
        var province = Province.With(Rule(trigger: "[{event: birth.registered, subject: Person}, {event: person.arrived, subject: Person}]"));
        var person = Value.Of(province.Record("Person", ("id", Value.Of("1"))));

        foreach (var kind in new[] { "birth.registered", "person.arrived" })
        {
            var finding = province.Ask(province.Event(kind, ("commune", Value.Of("hai-chau"))), person, Today);
            Assert.Equal("commune-police/hai-chau", Assert.IsType<Finding.Due>(finding).Opening.Agency!.Id);
        }
    }

    [Fact]
    public void What_only_one_of_two_triggers_says_cannot_be_used()
    {
        var text = Rule(trigger: "[{event: birth.registered, subject: Person}, {event: person.arrived, subject: Person}]", test: "event.motherId = null");

        var reading = RuleBookReader.Read([.. RuleFolder.Catalogue(), new RuleFile("test.rule.yaml", text)]);

        Assert.StartsWith(
            "test.rule.yaml:11:17: error PAR202: birth.registered or person.arrived has no field 'motherId'.",
            Assert.Single(reading.Diagnostics).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_does_not_end_fails_and_says_where()
    {
        var finding = Ask(Rule(test: "count(for i in 1..100000000 return subject.id) > 0"));

        Assert.Equal(
            "test.rule.yaml:11:17: the expression took more steps than it may. Look for loops within loops over long lists.",
            Assert.IsType<Finding.Failed>(finding).Message);
    }

    [Fact]
    public void A_caller_who_stops_gets_no_finding()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var province = Province.With(Rule(test: "count(for i in 1..1000 return subject.id) > 0"));

        Assert.Throws<OperationCanceledException>(() => province.AskUntil(
            province.Event("birth.registered"), Value.Of(province.Record("Person", ("id", Value.Of("1")))), Today, stopped.Token));
    }

    [Fact]
    public void A_once_key_keeps_its_parts_apart()
    {
        Assert.Equal(@"a\|b|2025-07-10", Key("a|b"));
        Assert.Equal(@"a\\|2025-07-10", Key(@"a\"));
    }

    [Fact]
    public void A_doubled_brace_in_a_text_is_a_brace()
    {
        var finding = Ask(Rule(met: "{{seen}} {string(1 + 1)} {{{today}}}"));

        Assert.Equal("{seen} 2 {10 July 2025}", finding.Explanation.Conditions[0].Sentence.En);
    }

    [Fact]
    public void A_hole_may_hold_braces_and_texts_of_its_own()
    {
        var finding = Ask(Rule(met: "{ {a: \\\"}\\\"}.a } {\\\"{\\\" + \\\"x\\\"}"));

        Assert.Equal("} {x", finding.Explanation.Conditions[0].Sentence.En);
    }

    [Fact]
    public void A_rule_cannot_ask_what_time_it_is()
    {
        Assert.Equal(
            "test.rule.yaml:11:11: error PAR072: now() has no value in a rule, which is given its day. Write today, without parentheses.\n"
            + "test.rule.yaml:11:28: error PAR072: today() has no value in a rule, which is given its day. Write today, without parentheses.",
            Refused(Rule(test: "now() != null or today() != null")));
    }

    [Theory]
    [InlineData("1 = 2")]
    [InlineData("true")]
    public void A_condition_that_asks_about_no_fact_is_refused(string test)
    {
        Assert.Equal(
            "test.rule.yaml:11:11: error PAR071: this condition asks about no fact, so it comes out the same for everyone. "
            + "Name a fact in it, such as subject.dateOfBirth, or remove it.",
            Refused(Rule(test: test)));
    }

    [Fact]
    public void A_later_name_may_use_an_earlier_one()
    {
        var finding = Ask(Rule(let: "{one: \"1\", two: one + one}", test: "two = 2"));

        Assert.IsType<Finding.Due>(finding);
    }

    private static string Refused(string rule) =>
        string.Join('\n', RuleBookReader.Read([.. RuleFolder.Catalogue(), new RuleFile("test.rule.yaml", rule)]).Diagnostics);

    private static string Key(string id) => Assert.IsType<Finding.Due>(Ask(Rule(), id)).Opening.OnceKey;

    private static Finding Ask(string rule, string id = "1")
    {
        var province = Province.With(rule);
        var person = Value.Of(province.Record("Person", ("id", Value.Of(id))));
        return province.Ask(province.Event("birth.registered"), person, Today);
    }

    private static string Rule(
        string trigger = "[{event: birth.registered, subject: Person}]", string test = "subject.diedOn = null", string met = "x", string let = "{none: 1}") =>
        $$"""
        rule: test.rule
        version: 1
        title: {vi: x, en: x}
        level: 1
        law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
        inForce: {from: 2024-06-01}
        lawDate: today
        trigger: {{trigger}}
        let: {{let.Replace("none", "nothing", StringComparison.Ordinal)}}
        when:
          - { if: {{(test.Contains(',', StringComparison.Ordinal) ? $"'{test}'" : test)}}, id: x,
              met: {vi: x, en: "{{met}}" }, unmet: {vi: x, en: x} }
        remind:
          procedure: "1.000001"
          agency: {kind: commune-police, area: event.commune}
          once: [subject.id, today]
          text: {vi: x, en: x}
        """;
}
