using Par.Rules.Dmn;

namespace Par.Rules.Tests.Dmn;

/// <summary>What decisions need: inputs of a type, other decisions, functions, services, imported models.</summary>
public sealed class RequirementTests
{
    private const string Imported = "importType=\"" + Model.Newest + "\"";

    [Theory]
    [InlineData("number", "5", "5")]
    [InlineData("number", "[5]", "5")]
    [InlineData("number", "\"5\"", "null")]
    [InlineData("tAge", "150", "150")]
    [InlineData("tAge", "151", "null")]
    [InlineData("tAges", "7", "[7]")]
    [InlineData("tAges", "[7, 151]", "null")]
    [InlineData("tPair", "[7, 8]", "[7, 8]")]
    [InlineData("tPair", "[7]", "null")]
    [InlineData("tPerson", "{name: \"An\", age: 3, more: 1}", "{name: \"An\", age: 3, more: 1}")]
    [InlineData("tPerson", "{name: \"An\"}", "null")]
    [InlineData("tPerson", "{name: \"An\", age: 200}", "null")]
    [InlineData("dateTime", "@\"2024-07-01\"", "@\"2024-07-01T00:00:00Z\"")]
    public void An_input_is_made_to_fit_its_type_or_is_null(string type, string given, string expected) =>
        Assert.Equal(expected, Typed(type).Decide($"{{i: {given}}}"));

    [Fact]
    public void A_value_of_a_wrong_type_is_said()
    {
        var answer = Typed("tAge").Answer("{i: 151}");

        Assert.Equal("the input 'i' should be a tAge, and is 151.", Assert.Single(answer.Problems).Problem);
    }

    [Fact]
    public void A_business_knowledge_model_is_a_function_and_may_call_itself()
    {
        var model = Model.Read($"""
            <businessKnowledgeModel id="f" name="factorial"><variable name="factorial" typeRef="number"/>
            <encapsulatedLogic><formalParameter name="n" typeRef="number"/>{Model.Literal("if n <= 1 then 1 else n * factorial(n - 1)")}</encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>{Model.Literal("factorial(n: 5)")}</decision>
            """);

        Assert.Equal("120", model.Decide());
    }

    [Fact]
    public void A_decision_service_decides_from_what_is_handed_to_it_alone()
    {
        var model = Model.Read($"""
            <inputData id="i" name="i"/>
            <decision id="rate" name="rate">{Model.Literal("10")}</decision>
            <decision id="sum" name="sum"><informationRequirement><requiredDecision href="#rate"/></informationRequirement>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>{Model.Literal("i * rate")}</decision>
            <decisionService id="s" name="s"><outputDecision href="#sum"/><inputDecision href="#rate"/><inputData href="#i"/></decisionService>
            <decisionService id="t" name="t"><outputDecision href="#sum"/><outputDecision href="#rate"/><inputData href="#i"/></decisionService>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
            <informationRequirement><requiredDecision href="#sum"/></informationRequirement>{Model.Literal("[s(2, 3), sum]")}</decision>
            """);

        Assert.Equal("[6, 70]", model.Decide("{i: 7}"));
        Assert.Equal("12", model.Call("s", Model.Context("{i: 3, rate: 4}"))!.Value.ToString());
        Assert.Equal("{sum: 30, rate: 10}", model.Call("t", Model.Context("{i: 3}"))!.Value.ToString());
        Assert.Null(model.Call("d", Model.Context("{}")));
    }

    [Fact]
    public void A_model_imported_along_two_ways_has_the_inputs_of_each_way()
    {
        var greeting = Model.File(
            $"<inputData id=\"n\" name=\"Person name\"/><decision id=\"g\" name=\"Greet\"><informationRequirement><requiredInput href=\"#n\"/></informationRequirement>"
            + $"{Model.Literal("\"Hello, \" + Person name")}</decision>",
            space: "greeting",
            path: "greeting.dmn");
        DmnFile Between(string name) => Model.File(
            $"<import namespace=\"greeting\" name=\"a\" {Imported}/><decision id=\"b\" name=\"Say it\"><informationRequirement>"
            + $"<requiredDecision href=\"greeting#g\"/></informationRequirement>{Model.Literal($"\"{name}: \" + a.Greet")}</decision>",
            space: name,
            path: name + ".dmn");
        var model = Model.Read($"""
            <import namespace="one" name="Model B" {Imported}/><import namespace="two" name="Model B2" {Imported}/>
            <decision id="d" name="d"><informationRequirement><requiredDecision href="one#b"/></informationRequirement>
            <informationRequirement><requiredDecision href="two#b"/></informationRequirement>{Model.Literal("Model B.Say it + \"; \" + Model B2.Say it")}</decision>
            """, greeting, Between("one"), Between("two"));

        Assert.Equal(
            "\"one: Hello, An; two: Hello, Bình\"",
            model.Decide("{\"Model B\": {a: {\"Person name\": \"An\"}}, \"Model B2\": {a: {\"Person name\": \"Bình\"}}}"));
        Assert.Equal("\"one: Hello, Chi; two: Hello, Chi\"", model.Decide("{\"Person name\": \"Chi\"}"));
    }

    [Fact]
    public void Names_of_the_model_are_listed()
    {
        var model = Typed("tAge");

        Assert.Equal(("test", "i", "d", ""), (model.Name, string.Join(' ', model.Inputs), string.Join(' ', model.Decisions), string.Join(' ', model.Services)));
        Assert.Null(model.Decide("nothing", Model.Context("{}")));
        Assert.Empty(model.Check());
    }

    private static DmnModel Typed(string type) => Model.Read($"""
        <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
        <itemDefinition name="tAges" isCollection="true"><typeRef>tAge</typeRef></itemDefinition>
        <itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>
        <itemComponent name="age"><typeRef>tAge</typeRef></itemComponent></itemDefinition>
        <inputData id="i" name="i"><variable name="i" typeRef="{type}"/></inputData>
        <decision id="d" name="d"><informationRequirement><requiredInput href="#i"/></informationRequirement>{Model.Literal("i")}</decision>
        """);
}
