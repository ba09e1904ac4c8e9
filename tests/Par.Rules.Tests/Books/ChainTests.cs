using static Par.Rules.Tests.Books.TestRule;

namespace Par.Rules.Tests.Books;

/// <summary>Chains of outcomes over several rules: those that end load, and those that come back are refused with the circle named in order.</summary>
public class ChainTests
{
    private const string Mend = "Remove one of the triggers, so that the chain ends.";

    [Fact]
    public void A_rule_that_follows_its_own_outcome_is_a_circle_of_one() => Assert.Equal(
        $"a.rule.yaml:8:55: error PAR093: this chain of outcomes comes back to where it began: 'test.a' opens 2.000001, then 'test.a' again. {Mend}",
        Said(Write("a", 1, [Registered, Outcome(1)])));

    [Fact]
    public void A_circle_of_two_rules_is_named_in_order() => Assert.Equal(
        "a.rule.yaml:8:11: error PAR093: this chain of outcomes comes back to where it began: "
        + $"'test.a' opens 2.000001, then 'test.b' opens 2.000002, then 'test.a' again. {Mend}",
        Said(Write("a", 1, [Outcome(2)]), Write("b", 2, [Outcome(1)])));

    [Fact]
    public void A_circle_of_three_rules_is_named_in_order_and_said_once() => Assert.Equal(
        "a.rule.yaml:8:11: error PAR093: this chain of outcomes comes back to where it began: "
        + $"'test.a' opens 2.000001, then 'test.c' opens 2.000003, then 'test.b' opens 2.000002, then 'test.a' again. {Mend}",
        Said(Write("a", 1, [Outcome(2)]), Write("b", 2, [Outcome(3)]), Write("c", 3, [Outcome(1)])));

    [Fact]
    public void What_only_leads_into_a_circle_is_not_named_in_it() => Assert.Equal(
        "b.rule.yaml:8:69: error PAR093: this chain of outcomes comes back to where it began: "
        + $"'test.b' opens 2.000002, then 'test.c' opens 2.000003, then 'test.b' again. {Mend}",
        Said(Write("a", 1, [Registered]), Write("b", 2, [Outcome(1), Outcome(3)]), Write("c", 3, [Outcome(2)])));

    [Fact]
    public void Two_circles_are_both_named() => Assert.Equal(
        [
            "a.rule.yaml:8:11: 'test.a' opens 2.000001, then 'test.b' opens 2.000002, then 'test.a' again",
            "c.rule.yaml:8:11: 'test.c' opens 2.000003, then 'test.d' opens 2.000004, then 'test.c' again",
        ],
        Circles(Said(Write("a", 1, [Outcome(2)]), Write("b", 2, [Outcome(1)]), Write("c", 3, [Outcome(4)]), Write("d", 4, [Outcome(3)]))));

    [Fact]
    public void A_circle_over_another_result_than_approved_is_a_circle() => Assert.Equal(
        ["a.rule.yaml:8:11: 'test.a' opens 2.000001, then 'test.b' opens 2.000002, then 'test.a' again"],
        Circles(Said(Write("a", 1, [Outcome(2, "rejected")]), Write("b", 2, [Outcome(1, "withdrawn")]))));

    [Fact]
    public void Where_two_rules_open_one_procedure_the_circle_names_the_one_that_is_in_it() => Assert.Equal(
        ["c.rule.yaml:8:11: 'test.c' opens 2.000002, then 'test.b' opens 2.000001, then 'test.c' again"],
        Circles(Said(Write("a", 1, [Registered]), Write("b", 1, [Registered, Outcome(2)]), Write("c", 2, [Outcome(1)]))));

    [Fact]
    public void A_circle_that_only_a_later_version_closes_is_refused() => Assert.Equal(
        ["a.rule.yaml:8:55: 'test.a' opens 2.000002, then 'test.b' opens 2.000003, then 'test.a' again"],
        Circles(Said(
            new("a.rule.yaml", Version("a", 1, 1, [Registered, Outcome(3)]) + "---\n" + Version("a", 2, 2, [Registered, Outcome(3)], from: "2027-01-01")),
            Write("b", 3, [Outcome(2)]))));

    [Fact]
    public void A_chain_of_three_ends_and_loads()
    {
        var book = Book(Write("a", 1, [Registered]), Write("b", 2, [Outcome(1)]), Write("c", 3, [Outcome(2, "rejected")]));

        Assert.Equal(["test.b"], book.RulesForOutcome("2.000001", "approved").Select(rule => rule.Id));
        Assert.Equal(["test.c"], book.RulesForOutcome("2.000002", "rejected").Select(rule => rule.Id));
        Assert.Empty(book.RulesForOutcome("2.000002", "approved"));
    }

    [Fact]
    public void A_diamond_is_no_circle() => Assert.Equal(
        "", Said(Write("a", 1, [Registered]), Write("b", 2, [Outcome(1)]), Write("c", 3, [Outcome(1)]), Write("d", 4, [Outcome(2), Outcome(3)])));

    [Fact]
    public void A_reminder_opens_nothing_so_it_closes_no_circle() =>
        Assert.Equal("", Said(Write("a", 1, [Registered]), Write("b", 2, [Outcome(1)]), Write("c", 1, [Outcome(2)], level: 1)));

    [Fact]
    public void What_only_a_reminder_speaks_of_has_no_outcome() => Assert.Equal(
        "b.rule.yaml:8:11: error PAR094: no rule opens a dossier of the procedure '2.000001', so it has no outcome. Write the procedure of a rule of level 2 or 3.",
        Said(Write("a", 1, [Registered], level: 1), Write("b", 2, [Outcome(1)])));

    [Fact]
    public void A_rule_that_follows_an_outcome_is_about_what_the_dossier_is_about() => Assert.Equal(
        "b.rule.yaml:8:11: error PAR048: the subject is 'Residence' here, and in 'test.a', which opens 2.000001, it is 'Person'. Write 'Person'.",
        Said(Write("a", 1, [Registered]), new("b.rule.yaml", Version("b", 1, 2, [Outcome(1)], subject: "Residence"))));

    [Fact]
    public void Of_two_rules_that_open_a_procedure_one_is_enough_that_is_about_the_same() => Assert.Equal("", Said(
        Write("a", 1, [Registered]),
        new("b.rule.yaml", Version("b", 1, 1, ["date: subject.until"], subject: "Residence")),
        new("c.rule.yaml", Version("c", 1, 2, [Outcome(1)], subject: "Residence"))));

    private static IEnumerable<string> Circles(string said) => said.Split('\n').Select(line => line
        .Replace("error PAR093: this chain of outcomes comes back to where it began: ", "", StringComparison.Ordinal)
        .Replace(". " + Mend, "", StringComparison.Ordinal));
}
