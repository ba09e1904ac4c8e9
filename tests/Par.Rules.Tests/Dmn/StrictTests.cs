namespace Par.Rules.Tests.Dmn;

/// <summary>What the check of a model has nothing against; what it refuses stands in RuleFiles/bad/strict-*.model.dmn.</summary>
public sealed class StrictTests
{
    private const string Types =
        "<itemDefinition name=\"tLevel\"><typeRef>string</typeRef><allowedValues><text>\"low\", \"high\"</text></allowedValues></itemDefinition>"
        + "<itemDefinition name=\"tNumbers\" isCollection=\"true\"><typeRef>number</typeRef></itemDefinition>"
        + "<itemDefinition name=\"tPerson\"><itemComponent name=\"name\"><typeRef>string</typeRef></itemComponent></itemDefinition>"
        + "<itemDefinition name=\"tFamily\"><itemComponent name=\"head\"><typeRef>tPerson</typeRef></itemComponent><itemComponent name=\"members\" isCollection=\"true\"><typeRef>tPerson</typeRef></itemComponent></itemDefinition>";

    [Theory]
    [InlineData("number", "[7]")]
    [InlineData("tNumbers", "7")]
    [InlineData("tNumbers", "[]")]
    [InlineData("tNumbers", "[1, null]")]
    [InlineData("string", "upper case([\"a\"])")]
    [InlineData("dateTime", "date(\"2024-01-01\")")]
    [InlineData("number", "null")]
    [InlineData("tLevel", "null")]
    [InlineData("tLevel", "a")]
    [InlineData("number", "if a then 1 else null")]
    [InlineData("tPerson", "{name: \"An\", more: 1}")]
    [InlineData("tPerson", "{name: null}")]
    [InlineData("tFamily", "{head: {name: \"An\"}, members: []}")]
    [InlineData("Any", "a.b.c + 1")]
    [InlineData("number", "a(1)")]
    [InlineData("function", "function(x: number) x")]
    [InlineData("boolean", "a = b and a > 3")]
    [InlineData("list", "a[x = 1]")]
    public void What_may_serve_is_let_through(string type, string written) => Assert.Empty(Model.Deciding(Model.Literal(written), Types, $" typeRef=\"{type}\"").Check());

    [Theory]
    [InlineData("UNIQUE", "", "number", "1")]
    [InlineData("UNIQUE", "", "tLevel", "\"low\"")]
    [InlineData("COLLECT", "", "tNumbers", "1")]
    [InlineData("COLLECT", " aggregation=\"SUM\"", "number", "1")]
    [InlineData("COLLECT", " aggregation=\"COUNT\"", "number", "\"a\"")]
    [InlineData("RULE ORDER", "", "tNumbers", "b")]
    public void Answers_of_the_declared_type_are_let_through(string policy, string aggregation, string type, string answer) => Assert.Empty(Model.Deciding(
        $"<decisionTable hitPolicy=\"{policy}\"{aggregation}><input><inputExpression><text>a</text></inputExpression></input><output/>"
        + $"<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>{answer}</text></outputEntry></rule></decisionTable>", Types, $" typeRef=\"{type}\"").Check());

    [Theory]
    [InlineData("COLLECT", " aggregation=\"COUNT\"", "tLevel")]
    [InlineData("COLLECT", " aggregation=\"SUM\"", "tLevel")]
    public void An_aggregation_has_a_type_of_its_own(string policy, string aggregation, string type) => Assert.Single(Model.Deciding(
        $"<decisionTable hitPolicy=\"{policy}\"{aggregation}><input><inputExpression><text>a</text></inputExpression></input><output/>"
        + "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>", Types, $" typeRef=\"{type}\"").Check());

    [Fact]
    public void A_check_changes_nothing_that_is_decided()
    {
        var model = Model.Deciding(Model.Literal("if a = 1 then 1 + \"b\" else missing"));

        Assert.Equal(2, model.Check().Count);
        Assert.Equal("null", model.Decide("{a: 1}"));
        Assert.Equal("null", model.Decide("{a: 2}"));
    }
}
