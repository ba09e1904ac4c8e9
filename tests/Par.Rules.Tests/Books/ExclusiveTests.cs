using Par.Rules.Books;
using static Par.Rules.Tests.Books.TestRule;

namespace Par.Rules.Tests.Books;

/// <summary>Rules of an exclusive group must fit together: others in it, ranks of their own, and one once-key that all of them write.</summary>
public class ExclusiveTests
{
    [Fact]
    public void A_group_of_three_with_ranks_of_their_own_loads()
    {
        var book = Book(Member("a", 3), Member("b", 1), Member("c", 2));

        Assert.Equal(
            [("home", 3, "exclusive/home"), ("home", 1, "exclusive/home"), ("home", 2, "exclusive/home")],
            book.Rules.Select(rule => rule.Versions[0].Exclusive!).Select(group => (group.Group, group.Rank, group.Gate)));
    }

    [Fact]
    public void Two_rules_of_a_group_with_the_same_rank_are_refused_with_the_name_of_the_other() => Assert.Equal(
        "b.rule.yaml:9:20: error PAR095: the rule 'test.a' has rank 2 in the group 'home' as well. Give each rule of the group a rank of its own: of several that are due the lowest opens.",
        Said(Member("a", 2), Member("b", 2), Member("c", 1)));

    [Fact]
    public void Two_groups_may_have_the_same_ranks() =>
        Assert.Equal("", Said(Member("a", 1), Member("b", 2), Member("c", 1, group: "money"), Member("d", 2, group: "money")));

    [Fact]
    public void The_versions_of_a_rule_may_keep_their_rank() => Assert.Equal("", Said(Versions("a", "subject.id", "subject.id"), Member("b", 2)));

    [Fact]
    public void A_misspelt_group_is_told_with_the_name_that_was_meant() => Assert.Equal(
        "c.rule.yaml:9:20: error PAR096: no other rule is in the exclusive group 'hmoe'. Did you mean 'home'?",
        Said(Member("a", 1), Member("b", 2), Member("c", 3, group: "hmoe")));

    [Fact]
    public void Two_versions_of_one_rule_are_no_group() => Assert.Equal(
        "a.rule.yaml:9:20: error PAR096: no other rule is in the exclusive group 'home'. Add the other rules of the group, or remove 'exclusive'.",
        Said(Versions("a", "subject.id", "subject.id")));

    [Fact]
    public void A_key_of_more_parts_is_refused() =>
        Assert.Equal(OtherKey("b.rule.yaml:9:20", "test.a"), Said(Member("a", 1), Member("b", 2, once: "subject.id, today")));

    [Fact]
    public void A_rule_about_something_else_is_refused() => Assert.Equal(
        OtherKey("b.rule.yaml:9:20", "test.a"),
        Said(
            Member("a", 1),
            new("b.rule.yaml", Version("b", 1, 2, ["date: subject.until"], group: "group: home, rank: 2", once: "subject.personId", subject: "Residence"))));

    [Fact]
    public void A_later_version_with_a_key_of_more_parts_than_the_rest_of_the_group_is_refused() =>
        Assert.Equal(OtherKey("b.rule.yaml:9:20", "test.a"), Said(Versions("a", "subject.id", "subject.id, today"), Member("b", 2)));

    [Fact]
    public void The_same_parts_in_another_order_are_refused() =>
        Assert.Equal(OtherKey("b.rule.yaml:9:20", "test.a"), Said(Member("a", 1, once: "subject.id, today"), Member("b", 2, once: "today, subject.id")));

    private static string OtherKey(string at, string other) =>
        $"{at}: error PAR097: the rules of the group 'home' must speak of the same thing, and '{other}' has another subject or other parts in 'once'. "
        + "Use the same subject, and the same parts in 'once', in every rule of the group.";

    private static RuleFile Member(string name, int rank, string group = "home", string once = "subject.id") =>
        new($"{name}.rule.yaml", Version(name, 1, rank, [Registered], group: $"group: {group}, rank: {rank}", once: once));

    private static RuleFile Versions(string name, string once, string later) => new(
        $"{name}.rule.yaml",
        Version(name, 1, 1, [Registered], group: "group: home, rank: 1", once: once)
        + "---\n" + Version(name, 2, 1, [Registered], group: "group: home, rank: 1", once: later, from: "2027-01-01"));
}
