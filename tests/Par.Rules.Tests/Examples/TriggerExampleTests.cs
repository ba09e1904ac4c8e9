using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Examples;

namespace Par.Rules.Tests.Examples;

/// <summary>Rules that follow an outcome, or wait for what did not come, from their text to their examples: every condition seen met and unmet.</summary>
public class TriggerExampleTests
{
    private const string Follows = "{outcome: \"1.000001\", result: rejected, subject: Person}";
    private const string Waits = "{missing: person.arrived, after: birth.registered, within: P45D, same: [commune], subject: Person}";

    private static readonly string Outcome = Rule(
        Follows,
        lawDate: "event.decidedOn",
        conditions: [("in-time", "event.decidedOn < subject.dateOfBirth + duration(\"P1Y\")"), ("alive", "subject.diedOn = null")],
        examples: """
              - name: rejected the day before the first birthday
                today: 2025-07-10
                given:
                  event: {dossier: "HC-1", procedure: "1.000001", rule: birth.card, result: rejected, decidedOn: 2025-07-09, onDate: 2025-07-09, subjectId: "049224000001"}
                  subject: {id: "049224000001", dateOfBirth: 2024-07-10}
                expect: {due: true, because: [in-time, alive], procedure: "1.000001", agency: social-insurance/hai-chau}
              - name: rejected on the first birthday
                today: 2025-07-10
                given: {event: {decidedOn: 2025-07-10}, subject: {id: "049224000001", dateOfBirth: 2024-07-10}}
                expect: {due: false, because: [in-time]}
              - name: died since
                today: 2025-07-10
                given: {event: {decidedOn: 2025-07-09}, subject: {id: "049224000001", dateOfBirth: 2025-07-01, diedOn: 2025-07-09}}
                expect: {due: false, because: [alive]}
              - name: the population database is silent about a death
                today: 2025-07-10
                given: {event: {decidedOn: 2025-07-09}, subject: {id: "049224000001", dateOfBirth: 2025-07-01}, unknown: [Person.diedOn]}
                expect: {due: undecided, because: [alive]}
              - name: decided before the law
                today: 2025-07-10
                given: {event: {decidedOn: 2024-05-31}, subject: {id: "049224000001", dateOfBirth: 2024-05-01}}
                expect: {due: notInForce}
            """);

    private static readonly string Missing = Rule(
        Waits,
        lawDate: "event.registeredOn",
        conditions: [("no-home", "subject.residence = null"), ("mother-known", "event.mother.name != null")],
        examples: """
              - name: registered, and nobody arrived
                today: 2025-08-24
                given:
                  event: {registeredOn: 2025-07-10, commune: hai-chau, motherId: "049199000002", mother: {id: "049199000002", name: Lan}}
                  subject: {id: "049225000001"}
                expect: {due: true, because: [no-home, mother-known]}
              - name: has a home already
                today: 2025-08-24
                given:
                  event: {registeredOn: 2025-07-10, mother: {id: "049199000002", name: Lan}}
                  subject: {id: "049225000001", residence: {area: hai-chau, kind: permanent}}
                expect: {due: false, because: [no-home]}
              - name: no mother on record
                today: 2025-08-24
                given: {event: {registeredOn: 2025-07-10}, subject: {id: "049225000001"}}
                expect: {due: false, because: [mother-known]}
              - name: the population database is silent about homes
                today: 2025-08-24
                given: {event: {registeredOn: 2025-07-10, mother: {id: "049199000002", name: Lan}}, subject: {id: "049225000001"}, unknown: [Person.residence]}
                expect: {due: undecided, because: [no-home]}
            """);

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 4)]
    public void The_examples_pass_and_see_every_condition_met_and_unmet(bool outcome, int examples)
    {
        var results = Run(outcome ? Outcome : Missing);

        Assert.Equal("", string.Join('\n', results.Where(result => !result.Passed)));
        Assert.Equal(examples, results.Count);
        var seen = results.SelectMany(result => result.Finding.Explanation.Conditions).Select(condition => (condition.Id, condition.Outcome)).ToHashSet();
        Assert.All(
            results[0].Rule.Versions[0].Conditions,
            condition => Assert.True(seen.Contains((condition.Id, ConditionOutcome.Met)) && seen.Contains((condition.Id, ConditionOutcome.Unmet)), condition.Id));
    }

    [Fact]
    public void A_book_knows_what_follows_which_result_of_a_procedure()
    {
        var book = Book(Outcome);

        Assert.Equal(["test.rule"], book.RulesForOutcome("1.000001", "rejected").Select(rule => rule.Id));
        Assert.Empty(book.RulesForOutcome("1.000001", "approved"));
    }

    [Fact]
    public void A_result_left_out_is_approved() => Assert.Equal(
        ["test.rule"],
        Book(Outcome.Replace(" result: rejected,", "", StringComparison.Ordinal)).RulesForOutcome("1.000001", "approved").Select(rule => rule.Id));

    [Fact]
    public void A_book_knows_what_should_follow_what_within_how_long()
    {
        var waiting = Assert.Single(Book(Missing).MissingTriggers);

        Assert.Equal(
            ("test.rule", "person.arrived", "birth.registered", "P45D", "commune"),
            (waiting.Rule.Id, waiting.Trigger.Missing.Kind, waiting.Trigger.After.Kind, waiting.Trigger.Within.ToString(), string.Join(' ', waiting.Trigger.Same)));
    }

    [Fact]
    public void An_outcome_that_came_too_late_fails_an_example_that_expects_it() => Assert.Equal(
        """
        failed test.rule: rejected on the first birthday (test.rule.yaml:31:5)
          expected due, got not due because of in-time.
          unmet   in-time: in-time is not so.
          met     alive: alive is so.
        """,
        Failure(Outcome, "expect: {due: false, because: [in-time]}", "expect: {due: true}"));

    [Fact]
    public void A_home_that_is_there_fails_an_example_that_expects_the_reminder() => Assert.Equal(
        """
        failed test.rule: has a home already (test.rule.yaml:31:5)
          expected due, got not due because of no-home.
          unmet   no-home: no-home is not so.
          met     mother-known: mother-known is so.
        """,
        Failure(Missing, "expect: {due: false, because: [no-home]}", "expect: {due: true}"));

    private static string Failure(string rule, string written, string changed) =>
        Assert.Single(Run(rule.Replace(written, changed, StringComparison.Ordinal)), result => !result.Passed).ToString();

    private static List<ExampleResult> Run(string rule) => [.. ExampleRunner.Run(Book(rule)).Where(result => result.Rule.Id == "test.rule")];

    /// <summary>The rule beside the good files, one of which opens the procedure that it may follow.</summary>
    private static RuleBook Book(string rule) => RuleFolder.Book([.. RuleFolder.Good(), new RuleFile("test.rule.yaml", rule)]);

    private static string Rule(string trigger, string lawDate, (string Id, string If)[] conditions, string examples) =>
        $$"""
        rule: test.rule
        version: 1
        title: {vi: x, en: x}
        level: 1
        law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
        inForce: {from: 2024-06-01}
        lawDate: {{lawDate}}
        trigger:
          - {{trigger}}
        when:
        {{string.Join('\n', conditions.Select(one => $"  - id: {one.Id}\n    if: {one.If}\n    met: {{vi: x, en: {one.Id} is so.}}\n    unmet: {{vi: x, en: {one.Id} is not so.}}"))}}
        remind:
          procedure: "1.000001"
          agency: {kind: social-insurance, area: '"hai-chau"'}
          once: [subject.id]
          text: {vi: x, en: x}
        examples:
        {{examples}}

        """;
}
