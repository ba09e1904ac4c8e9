using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Tests.Evaluation;

/// <summary>Rules of a life event that are judged together say what each says alone.</summary>
public class RuleSheetTests
{
    private const string Kind = "birth.registered";
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(17, "adult", null)]
    [InlineData(18, null, "minor")]
    [InlineData(60, null, "minor")]
    public void Rules_that_compare_one_age_are_told_apart_by_their_thresholds(int age, string? adult, string? minor)
    {
        var book = Book(("a", [("adult", "age(subject.dateOfBirth, today) >= 18")]), ("b", [("minor", "age(subject.dateOfBirth, today) < 18")]));

        Assert.Equal([adult, minor], Deepest(book, Person(book, Born(age))));
    }

    [Fact]
    public void Every_rule_stops_at_the_first_of_its_own_conditions_whatever_the_order_of_the_others()
    {
        (string, string) name = ("name", "subject.name = \"An\""), born = ("born", "subject.dateOfBirth < date(\"2000-01-01\")"), card = ("card", "count(subject.insurances) > 0");
        var book = Book(("a", [name, born, card]), ("b", [card, born, name]), ("c", [born, name, card]), ("d", [name, name, card]));

        Assert.Equal(["name", "card", "born", "name"], Deepest(book, Person(book, Born(5), "Lan")));
        Assert.Equal(["born", "card", "born", "card"], Deepest(book, Person(book, Born(5), "An")));
        Assert.Equal(["card", "card", "card", "card"], Deepest(book, Person(book, Born(40), "An")));
    }

    [Fact]
    public void Questions_about_a_list_that_begin_alike_go_on_from_the_item_that_fits()
    {
        static (string, string) Card(string id, string rest) => (id, $"some i in subject.insurances satisfies i.validFrom <= today and {rest}");
        var book = Book(
            ("a", [Card("over", "i.validUntil < today")]),
            ("b", [Card("valid", "i.validUntil >= today")]),
            ("c", [Card("long", "i.validUntil > date(\"2030-01-01\")")]));
        var later = Insurance(book, 2026, 2035);

        Assert.Equal(["over", "valid", "long"], Deepest(book, Person(book, Born(5), insurances: [])));
        Assert.Equal(["over", "valid", "long"], Deepest(book, Person(book, Born(5), insurances: [later])));
        Assert.Equal(["over", null, "long"], Deepest(book, Person(book, Born(5), insurances: [later, Insurance(book, 2025, 2026)])));
        Assert.Equal([null, null, "long"], Deepest(book, Person(book, Born(5), insurances: [Insurance(book, 2020, 2021), later, Insurance(book, 2025, 2026)])));
        Assert.Equal([null, "valid", "long"], Deepest(book, Person(book, Born(5), insurances: [Insurance(book, 2020, 2021), later])));
    }

    [Fact]
    public void A_fact_that_is_missing_keeps_only_those_rules_waiting_that_come_to_ask_for_it()
    {
        var book = Book(
            ("a", [("born", "subject.dateOfBirth < date(\"2000-01-01\")"), ("name", "subject.name = \"An\"")]),
            ("b", [("name", "subject.name = \"An\""), ("later", "subject.dateOfBirth >= date(\"2000-01-01\")")]),
            ("c", [("later", "subject.dateOfBirth >= date(\"2000-01-01\")")]));
        var unknown = Value.Unknown(Par.Rules.Facts.MissingFacts.Of(new Par.Rules.Facts.MissingFact(Par.Rules.Facts.FactName.Parse("person.name"), "population", Par.Rules.Facts.MissingBecause.NoAnswer)));

        var verdicts = Judge(book, Person(book, Born(5), unknown));

        Assert.Equal([VerdictOutcome.NotDue, VerdictOutcome.Undecided, VerdictOutcome.Due], verdicts.Select(verdict => verdict.Outcome));
        Assert.Equal(["born", "name", null], verdicts.Select(verdict => verdict.Deepest?.Id));
    }

    [Fact]
    public void Both_rules_are_on_the_sheet_and_one_question_is_asked_once()
    {
        var book = Book(("a", [("name", "subject.name = \"An\"")]), ("b", [("same", "subject.name = \"An\""), ("born", "subject.dateOfBirth < today")]));
        var rules = book.Rules.Select(rule => new VersionPlan(rule.Versions[0]).Fuse(rule.EventShape, rule.Subject.Shape)).ToArray();

        var sheet = new SheetMaker(rules, new SharedCode()).Make();

        Assert.NotNull(sheet);
        Assert.NotEqual(0UL, sheet.Rules[0]);
        Assert.Equal(sheet.Rules[0], sheet.Rules[0] & sheet.Rules[1]);
    }

    private static Value Born(int age) => Province.Day(Today.Year - age, 7, 1);

    private static Value Insurance(RuleBook book, int from, int until) =>
        Value.Of(new Province(book, "sample.a").Record("Insurance", ("validFrom", Province.Day(from, 1, 1)), ("validUntil", Province.Day(until, 1, 1))));

    private static Value Person(RuleBook book, Value born, string name = "An", Value[]? insurances = null) => Person(book, born, Value.Of(name), insurances);

    private static Value Person(RuleBook book, Value born, Value name, Value[]? insurances = null) => Value.Of(new Province(book, "sample.a").Record(
        "Person", ("id", Value.Of("049")), ("name", name), ("dateOfBirth", born), ("insurances", Value.Of(new FeelList(insurances ?? [])))));

    private static IEnumerable<string?> Deepest(RuleBook book, Value subject) => Judge(book, subject).Select(verdict => verdict.Deepest?.Id);

    private static Verdict[] Judge(RuleBook book, Value subject)
    {
        var happened = new Province(book, "sample.a").Event(Kind, ("registeredOn", Province.Day(2025, 7, 1)), ("commune", Value.Of("hai-chau")));
        var evaluator = new Evaluator(book);
        evaluator.WarmUp(Kind);
        var verdicts = new Verdict[book.Rules.Count];
        evaluator.Judge(new Occasion(Kind, happened, subject, Today), verdicts, Stop);
        return verdicts;
    }

    private static RuleBook Book(params (string Name, (string Id, string Test)[] Conditions)[] rules) =>
        RuleFolder.Book([.. RuleFolder.Catalogue(), .. rules.Select(rule => VerdictTests.Sample(rule.Name, Numbered(rule.Conditions)))]);

    // The id of a condition is its own within a rule.
    private static (string, string)[] Numbered((string Id, string Test)[] conditions) =>
        [.. conditions.Select((one, i) => (conditions[..i].Any(before => before.Id == one.Id) ? $"{one.Id}{i}" : one.Id, one.Test))];
}
