using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;
using static Par.Rules.Tests.Books.TestRule;

namespace Par.Rules.Tests.Evaluation;

/// <summary>Three rules of a group, in the order of their ranks: which of them opens, which gives way, which waits.</summary>
public class ExclusiveGroupsTests
{
    private static readonly DateOnly Today = new(2025, 7, 10);
    private static readonly string[] InRank = ["test.b", "test.c", "test.a"];

    /// <summary>By the book's order a, b, c; by rank b, c, a.</summary>
    private static readonly RuleBook Group = Book(Member("a", 3, "subject.name"), Member("b", 1, "subject.motherId"), Member("c", 2, "event.motherId"));

    [Theory]
    [InlineData("ttt", "due, gives way, gives way")]
    [InlineData("ftt", "not due, due, gives way")]
    [InlineData("fft", "not due, not due, due")]
    [InlineData("tft", "due, not due, gives way")]
    [InlineData("fff", "not due, not due, not due")]
    public void The_best_ranked_that_is_due_opens(string answers, string settled) => Assert.Equal(settled, Settled(answers));

    [Theory]
    [InlineData("utt", "undecided, waits, waits")]
    [InlineData("uft", "undecided, not due, waits")]
    [InlineData("fut", "not due, undecided, waits")]
    [InlineData("dtt", "undecided, waits, waits")]
    public void While_a_better_ranked_one_is_undecided_the_others_wait(string answers, string settled) => Assert.Equal(settled, Settled(answers));

    [Theory]
    [InlineData("tut", "due, undecided, gives way")]
    [InlineData("ftu", "not due, due, undecided")]
    public void One_that_is_undecided_keeps_no_better_ranked_one_waiting(string answers, string settled) => Assert.Equal(settled, Settled(answers));

    [Fact]
    public void What_could_not_be_worked_out_keeps_the_others_waiting_for_a_person_to_look() => Assert.Equal("failed, waits, waits", Settled("xtt"));

    [Fact]
    public void What_is_not_in_force_stands_in_nobodys_way() => Assert.Equal("not in force, due, gives way", Settled("ntt"));

    [Theory]
    [InlineData("1", "2", "2", "due, due, gives way")]
    [InlineData("1", "1", "2", "due, gives way, due")]
    [InlineData("1", "2", "1", "due, due, gives way")]
    [InlineData("1", "2", "3", "due, due, due")]
    public void Those_whose_once_keys_differ_do_not_touch_one_another(string first, string second, string third, string settled)
    {
        var book = Book(
            Member("a", 3, "subject.id", once: "subject.id"), Member("b", 1, "subject.id", once: "subject.name"), Member("c", 2, "subject.id", once: "subject.motherId"));
        var province = new Province(book, "test.a");
        var person = province.Record("Person", ("id", Value.Of(third)), ("name", Value.Of(first)), ("motherId", Value.Of(second)));

        var asked = book.Rules.Select(rule => (rule, Evaluate(book, rule, province.Event("birth.registered"), person))).ToList();

        Assert.Equal(settled, Words(asked, ExclusiveGroups.Settle(asked)));
    }

    [Fact]
    public void Two_groups_do_not_touch_one_another()
    {
        var book = Book(
            Member("a", 1, "subject.name"), Member("b", 2, "event.motherId"), Member("c", 1, "event.motherId", group: "money"), Member("d", 2, "event.motherId", group: "money"));

        var asked = Asked(book, ("subject.name", 'u'), ("event.motherId", 't'));

        Assert.Equal(["undecided", "waits", "due", "gives way"], ExclusiveGroups.Settle(asked).Select(Word));
    }

    [Fact]
    public void A_rule_of_no_group_and_one_that_is_asked_alone_stand_as_they_stood()
    {
        var book = Book(Member("a", 1, "subject.name"), Member("b", 2, "event.motherId"), Write("c", 3, [Registered]));
        var asked = Asked(book, ("event.motherId", 't')).Skip(1).ToList();

        Assert.Equal(asked.Select(one => one.Finding), ExclusiveGroups.Settle(asked));
    }

    [Fact]
    public void A_version_from_before_the_group_is_not_in_it()
    {
        var later = Version("a", 2, 3, [Registered], group: "group: home, rank: 1", from: "2027-01-01");
        var book = Book(new("a.rule.yaml", Version("a", 1, 3, [Registered]) + "---\n" + later), Member("b", 2, "event.motherId"));

        Assert.Equal(["due", "due"], ExclusiveGroups.Settle(Asked(book, ("event.motherId", 't'))).Select(Word));
    }

    [Fact]
    public void What_gives_way_says_which_comes_first()
    {
        var asked = Asked("ttt");

        var settled = Assert.IsType<Finding.NotDue>(ExclusiveGroups.Settle(asked)[0]);

        Assert.Equal(["exclusive"], settled.Because);
        var said = settled.Explanation.Conditions[^1];
        Assert.Equal(["recorded", "exclusive"], settled.Explanation.Conditions.Select(condition => condition.Id));
        Assert.Equal((ConditionOutcome.Unmet, false), (said.Outcome, said.SpeaksForTheRule));
        Assert.Equal("Only one benefit of this kind is due; “Benefit b 1” comes first.", said.Sentence.En);
        Assert.Equal("Chỉ được hưởng một trong các chế độ cùng loại; “Quyền b 1” được giải quyết trước.", said.Sentence.Vi);
    }

    [Fact]
    public void What_waits_says_for_which_and_for_which_facts()
    {
        var settled = Assert.IsType<Finding.Undecided>(ExclusiveGroups.Settle(Asked("uut"))[0]);

        Assert.Equal(["exclusive"], settled.Because);
        Assert.Equal("Person.x", settled.Missing.ToString());
        var said = settled.Explanation.Conditions[^1];
        Assert.Equal((ConditionOutcome.Unknown, null), (said.Outcome, said.SpeaksForTheRule));
        Assert.Equal(settled.Missing, said.Missing);
        Assert.Equal("Only one benefit of this kind is due; “Benefit b 1” is not decided yet, so this one waits.", said.Sentence.En);
        Assert.Equal("Chỉ được hưởng một trong các chế độ cùng loại; “Quyền b 1” chưa quyết định được nên phải chờ.", said.Sentence.Vi);
    }

    [Theory]
    [InlineData(true, "“Benefit a 1” is not decided yet")]
    [InlineData(false, "“Benefit a 2” is not decided yet")]
    public void What_waits_names_the_other_as_its_version_is_called_and_as_the_last_is_where_the_day_is_not_known(bool dayKnown, string said)
    {
        const string Rank = "group: home, rank: 1";
        const string Test = "subject.name != \"no\"";
        var later = Version("a", 2, 3, [Registered], group: Rank, from: "2027-01-01", test: Test);
        var book = Book(new("a.rule.yaml", Version("a", 1, 3, [Registered], group: Rank, test: Test) + "---\n" + later), Member("b", 2, "event.motherId"));
        var asked = Asked(book, ("subject.name", 'u'), ("event.motherId", 't'));
        asked[0] = dayKnown ? asked[0] : (asked[0].Rule, ByHand(asked[0].Rule, 'd')!);

        Assert.Contains(said, ExclusiveGroups.Settle(asked)[1].Explanation.Conditions[^1].Sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_changed_is_the_same_finding_in_the_same_place()
    {
        var asked = Asked("ftu");

        Assert.Equal(asked.Select(one => one.Finding), ExclusiveGroups.Settle(asked));
    }

    private static string Settled(string answers)
    {
        var asked = Asked(answers);
        return Words(asked, ExclusiveGroups.Settle(asked));
    }

    /// <summary>What the rules of <see cref="Group"/> say, in the book's order; the answers are by rank: t, f and u hold, do not hold and are unknown.</summary>
    private static List<(Rule Rule, Finding Finding)> Asked(string answers)
    {
        var asked = Asked(Group, ("subject.motherId", answers[0]), ("event.motherId", answers[1]), ("subject.name", answers[2]));
        return [.. asked.Select(one => (one.Rule, ByHand(one.Rule, answers[Array.IndexOf(InRank, one.Rule.Id)]) ?? one.Finding))];
    }

    /// <summary>x failed, d is of a day that is not known, n is not in force.</summary>
    private static Finding? ByHand(Rule rule, char answer) => answer switch
    {
        'x' => new Finding.Failed("x") { Explanation = new Explanation { Rule = rule.Id } },
        'd' => new Finding.Undecided(MissingFacts.None, []) { Explanation = new Explanation { Rule = rule.Id } },
        'n' => new Finding.NotInForce { Explanation = new Explanation { Rule = rule.Id, LawDate = Today } },
        _ => null,
    };

    private static List<(Rule Rule, Finding Finding)> Asked(RuleBook book, params (string Fact, char Answer)[] answers)
    {
        var province = new Province(book, book.Rules[0].Id);
        var person = province.Record("Person", [("id", Value.Of("1")), .. Facts("subject.", answers)]);
        var birth = province.Event("birth.registered", [.. Facts("event.", answers)]);
        return [.. book.Rules.Select(rule => (rule, Evaluate(book, rule, birth, person)))];
    }

    private static IEnumerable<(string, Value)> Facts(string of, (string Fact, char Answer)[] answers) =>
        from one in answers
        where one.Fact.StartsWith(of, StringComparison.Ordinal)
        select (one.Fact[of.Length..], one.Answer == 'u' ? Province.Silent("Person.x") : Value.Of(one.Answer == 'f' ? "no" : "yes"));

    private static Finding Evaluate(RuleBook book, Rule rule, Par.Rules.Feel.Record birth, Par.Rules.Feel.Record person) =>
        new Evaluator(book).Evaluate(rule, birth, Value.Of(person), Today, TestContext.Current.CancellationToken);

    private static string Words(List<(Rule Rule, Finding Finding)> asked, IReadOnlyList<Finding> settled) =>
        string.Join(", ", InRank.Select(id => Word(settled[asked.FindIndex(one => one.Rule.Id == id)])));

    private static string Word(Finding finding) => finding switch
    {
        Finding.Due => "due",
        Finding.NotDue { Because: ["exclusive"] } => "gives way",
        Finding.NotDue => "not due",
        Finding.Undecided { Because: ["exclusive"] } => "waits",
        Finding.Undecided => "undecided",
        Finding.Failed => "failed",
        _ => "not in force",
    };

    /// <summary>Due where the fact says anything but "no".</summary>
    private static RuleFile Member(string name, int rank, string fact, string group = "home", string once = "subject.id") => new(
        $"{name}.rule.yaml", Version(name, 1, rank, [Registered], group: $"group: {group}, rank: {rank}", once: once, test: $"{fact} != \"no\""));
}
