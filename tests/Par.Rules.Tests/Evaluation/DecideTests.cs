using Par.Rules.Evaluation;
using Par.Rules.Feel;
using static Par.Rules.Tests.Evaluation.Province;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Evaluation;

/// <summary>A rule that asks DMN models: the rate by residence and age, times a parameter of its day, under the law before and after a change.</summary>
public class DecideTests
{
    private static readonly Province Rules = new(RuleFolder.Book(RuleFolder.Good()), "residence.arrival-support");
    private static readonly DateOnly Before = new(2025, 8, 1);
    private static readonly DateOnly After = new(2026, 7, 1);

    [Theory]
    [InlineData("permanent", "2019-08-02", "A support of 750,000 dong.")]
    [InlineData("permanent", "2019-08-01", "A support of 500,000 dong.")]
    [InlineData("permanent", "1950-08-02", "A support of 500,000 dong.")]
    [InlineData("permanent", "1950-08-01", "A support of 1,000,000 dong.")]
    public void A_table_gives_the_rate_on_either_side_of_each_boundary(string kind, string born, string text) =>
        Assert.Equal(text, Text(Ask(Before, Person(kind, born))));

    [Fact]
    public void The_base_is_the_one_of_the_day_though_the_table_stays() =>
        Assert.Equal("A support of 900,000 dong.", Text(Ask(new DateOnly(2026, 6, 30), Person("permanent", "2022-01-01"))));

    [Fact]
    public void After_the_law_changed_another_model_decides()
    {
        Assert.IsType<Finding.NotDue>(Ask(Before, Person("temporary", "1990-01-01")));
        Assert.Equal("A support of 300,000 dong.", Text(Ask(After, Person("temporary", "1990-01-01"))));
    }

    [Fact]
    public void A_missing_fact_leaves_the_rule_undecided_and_is_named()
    {
        var undecided = Assert.IsType<Finding.Undecided>(Ask(Before, Person(Silent("Residence.kind"), "2019-08-02")));

        Assert.Equal("Residence.kind", Assert.Single(undecided.Missing).Fact.ToString());
        Assert.Equal(["supported"], undecided.Because);
    }

    [Fact]
    public void What_does_not_matter_to_the_table_may_be_missing()
    {
        var finding = Ask(Before, Person("temporary", Silent("Person.dateOfBirth")));

        Assert.Equal(["supported"], Assert.IsType<Finding.NotDue>(finding).Because);
    }

    [Fact]
    public void Nothing_on_record_is_null_to_the_table_and_no_row_holds() =>
        Assert.IsType<Finding.NotDue>(Ask(Before, Person(Value.Null, "2019-08-02")));

    [Fact]
    public void Two_rows_that_hold_at_once_are_a_matter_for_a_person()
    {
        // The floor of the first row is a parameter, which from 2030 on reaches into the second.
        var failed = Assert.IsType<Finding.Failed>(Ask(new DateOnly(2030, 1, 1), Person("permanent", "2010-01-01")));

        Assert.Equal(
            "residence/support-2026.dmn:16:6: rules 1, 2 hold at once, and the hit policy allows one. Narrow the rules, or choose another hit policy. "
            + "It was asked at residence/arrival-support.rule.yaml:65:5.",
            failed.Message);
    }

    [Fact]
    public void A_value_that_is_not_allowed_is_a_matter_for_a_person()
    {
        var failed = Assert.IsType<Finding.Failed>(Ask(Before, Person("student", "2019-08-02")));

        Assert.StartsWith("residence/support-2025.dmn:11:4: the input 'kind' should be a tKind, and is \"student\".", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_shows_the_facts_that_the_model_was_handed()
    {
        var condition = Ask(Before, Person("permanent", "2019-08-02")).Explanation.Conditions[0];

        Assert.Equal("An is paid 750,000 dong.", condition.Sentence.En);
        Assert.Equal(
            ["Person.dateOfBirth", "Person.residences", "Residence.kind", "person.arrived.registeredOn"],
            condition.Facts.Select(fact => fact.Name.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_question_has_the_same_answer_each_time()
    {
        // More often than a cell is interpreted before it is compiled.
        var texts = Enumerable.Range(0, 30).Select(_ => Text(Ask(After, Person("permanent", "1990-01-01"))));

        Assert.Equal(["A support of 600,000 dong."], texts.Distinct());
    }

    private static string Text(Finding finding) => Assert.IsType<Finding.Due>(finding).Opening.Message!.En;

    private static Finding Ask(DateOnly day, Record person) =>
        Rules.Ask(Rules.Event("person.arrived", ("registeredOn", Value.Of(day)), ("commune", Value.Of("hai-chau"))), Value.Of(person), day);

    private static Record Person(string kind, string born) => Person(Value.Of(kind), born);

    private static Record Person(string kind, Value born) => Person(Value.Of(kind), born);

    private static Record Person(Value kind, string born) => Person(kind, Value.Of(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture)));

    private static Record Person(Value kind, Value born) => Rules.Record(
        "Person",
        ("id", Value.Of("048150000001")),
        ("name", Value.Of("An")),
        ("dateOfBirth", born),
        ("residences", Value.Of(new FeelList(Value.Of(Rules.Record("Residence", ("kind", kind)))))));
}
