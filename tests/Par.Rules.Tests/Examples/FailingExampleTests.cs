using Par.Rules.Examples;

namespace Par.Rules.Tests.Examples;

public class FailingExampleTests
{
    [Fact]
    public void A_wrong_answer_is_reported_with_what_came_out_and_why() => Assert.Equal(
        """
        failed birth.card: holds a card (birth/card.rule.yaml:43:5)
          expected due, got not due because of already-insured.
          met     under-age: An is 0, under 6.
          met     already-insured: An already holds a valid card.
        """,
        OnlyFailure("expect: {due: false, because: [already-insured]}", "expect: {due: true}"));

    [Fact]
    public void A_wrong_reason_is_reported() => Assert.Equal(
        """
        failed birth.card: holds a card (birth/card.rule.yaml:43:5)
          expected it because of under-age, got it because of already-insured.
          met     under-age: An is 0, under 6.
          met     already-insured: An already holds a valid card.
        """,
        OnlyFailure("expect: {due: false, because: [already-insured]}", "expect: {due: false, because: [under-age]}"));

    [Fact]
    public void Silence_read_as_no_is_reported() => Assert.Equal(
        """
        failed birth.card: the insurance register is silent (birth/card.rule.yaml:49:5)
          expected due, got undecided because Person.insurances is missing.
          met     under-age: An is 0, under 6.
          unknown already-insured: The health-insurance database gave no answer, so nothing was decided.
        """,
        OnlyFailure("expect: {due: undecided, because: [already-insured]}", "expect: {due: true}"));

    [Fact]
    public void Every_wrong_part_of_the_opening_is_reported() => Assert.Equal(
        """
        failed birth.card: newborn without a card (birth/card.rule.yaml:37:5)
          expected the agency social-insurance/hai-chau, got social-insurance/an-khe.
          expected the procedure 1.000002, got 1.000001.
          expected the term to end on 2025-07-15, got 2025-07-14.
          expected those who are told to be nobody, so the agency tells, got 049225000001.
          met     under-age: An is 0, under 6.
          unmet   already-insured: No valid card is on record.
        """,
        OnlyFailure(
            "agency: social-insurance/an-khe, procedure: \"1.000001\", because: [under-age], deadline: 2025-07-14",
            "agency: social-insurance/hai-chau, procedure: \"1.000002\", because: [under-age], deadline: 2025-07-15, tell: []"));

    [Fact]
    public void A_rule_that_was_not_in_force_is_reported_with_the_day() => Assert.Equal(
        """
        failed birth.card: registered before the law (birth/card.rule.yaml:63:5)
          expected not due, got not in force on 2024-06-30.
        """,
        OnlyFailure("expect: {due: notInForce}", "expect: {due: false}"));

    [Fact]
    public void A_passed_example_is_one_line()
    {
        var passed = ExampleRunner.Run(RuleFolder.Book(RuleFolder.Good()))[0];

        Assert.Equal("passed birth.card: newborn without a card (birth/card.rule.yaml:37:5)", passed.ToString());
        Assert.Equal(["met     under-age: An is 0, under 6.", "unmet   already-insured: No valid card is on record."], passed.Why());
    }

    private static string OnlyFailure(string written, string changed)
    {
        var files = RuleFolder.Good().Select(file => file.Path == "birth/card.rule.yaml"
            ? file with { Text = file.Text.Replace(written, changed, StringComparison.Ordinal) }
            : file);
        return Assert.Single(ExampleRunner.Run(RuleFolder.Book(files)), result => !result.Passed).ToString();
    }
}
