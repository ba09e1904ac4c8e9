using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Feel;
using Par.Rules.Tests.Dmn;
using Par.Rules.Tests.Evaluation;

namespace Par.Rules.Tests.Books;

/// <summary>How <c>decide</c> finds its model and decision, and which facts it needs; the bad files show what is refused.</summary>
public class DecideTests
{
    private const string Echo = """
        <inputData id="a" name="first name"/><inputData id="b" name="b"/>
        <decision id="d" name="echo"><informationRequirement><requiredInput href="#a"/></informationRequirement>
        <informationRequirement><requiredInput href="#b"/></informationRequirement>
        <literalExpression><text>[first name, b]</text></literalExpression></decision>
        """;

    private const string Typed = """
        <itemDefinition name="tMother"><itemComponent name="name"><typeRef>string</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="dateOfBirth"><typeRef>date</typeRef></itemComponent>
        <itemComponent name="mother"><typeRef>tMother</typeRef></itemComponent></itemDefinition>
        <inputData id="p" name="person"><variable name="person" typeRef="tPerson"/></inputData>
        <inputData id="n" name="unneeded"/>
        <decision id="d" name="named"><variable name="named" typeRef="boolean"/>
        <informationRequirement><requiredInput href="#p"/></informationRequirement>
        <literalExpression><text>person.mother.name = "Mai"</text></literalExpression></decision>
        """;

    [Fact]
    public void A_file_is_named_by_as_much_of_the_end_of_its_path_as_tells_it_from_others()
    {
        var (here, there) = (File("birth/fees.dmn", Echo), File("rules/death/fees.dmn", Echo));

        Assert.Equal("", Wrong("decide(\"birth/fees.dmn\", {first name: 1, b: 2})[1] = 1", here, there));
        Assert.Equal("", Wrong("decide(\"death/fees.dmn\", {first name: 1, b: 2})[1] = 1", here, there));
        Assert.Equal(
            "test.rule.yaml:11:17: error PAR371: 'fees.dmn' may be any of 'birth/fees.dmn', 'rules/death/fees.dmn'. Write more of the path, or give one of the files another name.",
            Wrong("decide(\"fees.dmn\", {first name: 1, b: 2})[1] = 1", here, there));
    }

    [Fact]
    public void A_model_without_a_decision_says_so() => Assert.Equal(
        "test.rule.yaml:11:17: error PAR374: x.dmn has no decision. Add one to the model.",
        Wrong("decide(\"x.dmn\", {}) = 1", File("x.dmn", "<inputData id=\"a\" name=\"a\"/>")));

    [Fact]
    public void Inputs_may_speak_of_one_another() =>
        Assert.IsType<Finding.Due>(Ask("decide(\"x.dmn\", {first name: 1, b: first name + 1}) = [1, 2]", File("x.dmn", Echo)));

    [Fact]
    public void An_imported_model_has_its_inputs_under_its_name()
    {
        var rates = Model.File("<inputData id=\"i\" name=\"i\"/><decision id=\"r\" name=\"r\"><variable name=\"r\" typeRef=\"number\"/><informationRequirement><requiredInput href=\"#i\"/></informationRequirement><literalExpression><text>i * 2</text></literalExpression></decision>", space: "rates");
        var model = """
            <import name="rates" namespace="rates"/>
            <decision id="d" name="d"><variable name="d" typeRef="number"/><informationRequirement><requiredDecision href="rates#r"/></informationRequirement>
            <literalExpression><text>rates.r + 1</text></literalExpression></decision>
            """;
        RuleFile[] files = [File("x.dmn", model), new RuleFile("rates.dmn", rates.Text)];

        Assert.IsType<Finding.Due>(Ask("decide(\"x.dmn\", {rates: {i: 3}}) = 7", files));
        Assert.Contains("PAR376: 'd' needs the input 'rates'", Wrong("decide(\"x.dmn\", {i: 3}) = 7", files), StringComparison.Ordinal);
        Assert.Contains("PAR378: the input 'rates' is declared with 'rates.i', which is not given.", Wrong("decide(\"x.dmn\", {rates: {j: 3}}) = 7", files), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_a_model_is_said_once_though_others_import_it()
    {
        var importing = File("x.dmn", "<import name=\"broken\" namespace=\"broken\"/>");
        var broken = Model.File("<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#x\"/></informationRequirement></decision>", space: "broken", path: "broken.dmn");

        Assert.Equal(
            "broken.dmn:2:52: error PAR320: '#x' leads to no input. Point it at an element of this model, or of one that is imported.",
            Wrong("subject.diedOn = null", importing, new RuleFile(broken.Path, broken.Text)));
    }

    [Fact]
    public void An_import_that_may_be_of_two_files_is_refused()
    {
        var importing = File("x.dmn", "<import name=\"rates\" namespace=\"rates\"/>");
        RuleFile[] both = [.. new[] { "a.dmn", "b.dmn" }.Select(path => new RuleFile(path, Model.File("", space: "rates").Text))];

        Assert.Equal(
            "x.dmn:2:2: error PAR329: the import 'rates' may be any of a.dmn, b.dmn: all of them have the namespace 'rates'. Give each model a namespace of its own.",
            Wrong("subject.diedOn = null", [importing, .. both]));
    }

    [Theory]
    [InlineData("decide(\"x.dmn\", {person: subject})", "dateOfBirth diedOn id motherId name mother[dateOfBirth diedOn id motherId name]")]
    [InlineData("decide(\"x.dmn\", {person: {dateOfBirth: subject.dateOfBirth, mother: {name: subject.name}}})", "dateOfBirth id name")]
    [InlineData("decide(\"x.dmn\", {person: {dateOfBirth: subject.dateOfBirth, mother: subject.mother.mother}})", "dateOfBirth id mother[mother[dateOfBirth diedOn id motherId name]]")]
    public void A_plan_asks_for_what_is_handed_over_and_what_its_declared_type_speaks_of(string expression, string plan)
    {
        var book = RuleFolder.Book([.. RuleFolder.Catalogue(), File("x.dmn", Typed), Rule(expression)]);

        Assert.Equal(plan, Written(book.Rules[0].Facts.Subject));
    }

    [Fact]
    public void A_decision_that_takes_too_many_steps_fails_and_says_where()
    {
        var endless = File("x.dmn", "<decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"number\"/><literalExpression><text>count(for i in 1..100000000 return i)</text></literalExpression></decision>");

        Assert.Equal(
            "x.dmn:2:95: the expression took more steps than it may. Look for loops within loops over long lists.",
            Assert.IsType<Finding.Failed>(Ask("decide(\"x.dmn\", {}) > 0", endless)).Message);
    }

    [Theory]
    [InlineData("decide(\"x.dmn\", {first name: subject.name, b: 2})[1] = \"An\"")]
    [InlineData("decide(\"x.dmn\", {first name: subject.name, b: first name})[2] = \"An\"")]
    public void An_unknown_input_leaves_the_answer_unknown(string test)
    {
        var finding = Ask(test, [("name", Province.Silent("Person.name"))], File("x.dmn", Echo));

        Assert.Equal("Person.name", Assert.Single(Assert.IsType<Finding.Undecided>(finding).Missing).Fact.ToString());
    }

    [Theory]
    [InlineData("ANY")]
    [InlineData("PRIORITY")]
    [InlineData("OUTPUT ORDER")]
    public void Rows_of_which_one_answers_with_an_unknown_are_no_contradiction(string policy)
    {
        var table = File("x.dmn", $"""
            <inputData id="a" name="a"/>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#a"/></informationRequirement>
            <decisionTable hitPolicy="{policy}"><input><inputExpression><text>1</text></inputExpression></input>
            <output><outputValues><text>"An", "Mai"</text></outputValues></output>
            <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>a</text></outputEntry></rule>
            <rule><inputEntry><text>1</text></inputEntry><outputEntry><text>"Mai"</text></outputEntry></rule></decisionTable></decision>
            """);

        Assert.IsType<Finding.Undecided>(Ask("decide(\"x.dmn\", {a: subject.name}) = \"Mai\"", [("name", Province.Silent("Person.name"))], table));
    }

    [Fact]
    public void Interpreted_and_compiled_a_call_gives_the_same()
    {
        var book = RuleFolder.Book([.. RuleFolder.Catalogue(), File("x.dmn", Echo), Rule("decide(\"x.dmn\", {first name: event.registeredOn, b: today})[1] < today")]);
        var version = book.Rules[0].Versions[0];
        var province = new Province(book, "test.rule");
        var frame = new Frame(version.Scope) { [0] = Value.Of(province.Event("person.arrived", ("registeredOn", Province.Day(2026, 7, 1)))), [2] = Province.Day(2026, 7, 2) };

        Assert.Equal(Value.True, version.Conditions[0].Test.Checked.Interpret(frame));
        Assert.Equal(Value.True, version.Conditions[0].Test.Evaluate(frame));
    }

    [Fact]
    public void The_model_of_the_manual_for_authors_decides_as_it_says()
    {
        var page = System.IO.File.ReadAllText(Path.Combine(RuleFolder.Repository, "rules", "README.md"));
        var model = new RuleFile("birth/social-assistance-rate.dmn", Block(page, "xml"));
        var call = Block(page, "yaml").Split('\n').First(line => line.Contains("decide(", StringComparison.Ordinal)).Split('\'')[1];

        var finding = Ask($"{call} = 2.5", [("dateOfBirth", Province.Day(2023, 1, 1))], model);

        Assert.IsType<Finding.Due>(finding);
    }

    [Fact]
    public void A_book_is_another_when_one_of_its_models_is()
    {
        var files = RuleFolder.Good();

        Assert.NotEqual(
            RuleFolder.Book(files).Hash,
            RuleFolder.Book(files.Select(file => file.Path == "residence/support-2025.dmn" ? file with { Text = file.Text + "<!-- -->" } : file)).Hash);
    }

    private static string Block(string page, string kind) => page.Split($"```{kind}\n")[1].Split("```")[0];

    private static Finding Ask(string test, params RuleFile[] models) => Ask(test, [], models);

    private static Finding Ask(string test, (string, Value)[] person, params RuleFile[] models)
    {
        var province = new Province(RuleFolder.Book([.. RuleFolder.Catalogue(), .. models, Rule(test)]), "test.rule");
        return province.Ask(
            province.Event("person.arrived", ("registeredOn", Province.Day(2026, 7, 1)), ("commune", Value.Of("hai-chau"))),
            Value.Of(province.Record("Person", [("id", Value.Of("1")), .. person])),
            new DateOnly(2026, 7, 1));
    }

    private static string Wrong(string test, params RuleFile[] models) =>
        string.Join('\n', RuleBookReader.Read([.. RuleFolder.Catalogue(), .. models, Rule(test)]).Diagnostics);

    private static RuleFile File(string path, string parts) => new(path, Model.File(parts).Text);

    private static string Written(FactNode node) => string.Join(
        ' ', node.FieldNames.Concat(node.Links.Select(link => $"{link.Link.Name}[{Written(link.Node)}]")));

    private static RuleFile Rule(string test) => new("test.rule.yaml", $$"""
        rule: test.rule
        version: 1
        title: {vi: x, en: x}
        level: 1
        law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
        inForce: {from: 2026-01-01}
        lawDate: event.registeredOn
        trigger: [{event: person.arrived, subject: Person}]
        when:
          - id: x
            if: '{{test}}'
            met: {vi: x, en: x}
            unmet: {vi: x, en: x}
        remind:
          procedure: "1.000001"
          agency: {kind: commune-police, area: event.commune}
          once: [subject.id]
          text: {vi: x, en: x}
        """);
}
