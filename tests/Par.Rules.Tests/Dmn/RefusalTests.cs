using Par.Rules.Dmn;

namespace Par.Rules.Tests.Dmn;

/// <summary>Models that are refused, and the words for it.</summary>
public sealed class RefusalTests
{
    private const string Nothing = "";

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData(Model.Newest)]
    public void Every_version_from_1_1_to_1_5_is_read(string language)
    {
        var reading = DmnReader.Read(Model.File($"<decision id=\"d\" name=\"d\">{Model.Literal("1")}</decision>", language));

        Assert.Equal("1", reading.Model!.Decide());
    }

    [Theory]
    [InlineData("https://example.org/", "test.dmn:1:2: error PAR314: this is no DMN model of version 1.1 to 1.5: it begins with 'definitions' of 'https://example.org/'. Save it as DMN 1.5, which begins with <definitions xmlns=\"" + Model.Newest + "\">.")]
    [InlineData("", "test.dmn:1:2: error PAR314: this is no DMN model of version 1.1 to 1.5: it begins with 'definitions' of ''. Save it as DMN 1.5, which begins with <definitions xmlns=\"" + Model.Newest + "\">.")]
    public void Another_language_is_refused(string language, string expected) => Assert.Equal(expected, Model.Wrong(Model.File(Nothing, language)));

    [Fact]
    public void A_DTD_is_refused_before_it_can_do_anything()
    {
        var bomb = new DmnFile("bomb.dmn", "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]>\n<definitions>&c;</definitions>");

        Assert.Equal(
            "bomb.dmn:1:1: error PAR311: the file has a DOCTYPE, which a model never needs and which may reach outside. Remove the DOCTYPE.",
            Model.Wrong(bomb));
    }

    [Theory]
    [InlineData("", "test.dmn:1:1: error PAR310: the file is empty. Save the model into it again.")]
    [InlineData("<definitions>\n<decision>", "test.dmn:2:11: error PAR310: ")]
    public void What_is_no_XML_is_refused_with_its_place(string text, string expected) =>
        Assert.StartsWith(expected, Model.Wrong(new DmnFile("test.dmn", text)), StringComparison.Ordinal);

    [Fact]
    public void Elements_nested_too_deeply_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<list>", 5000)) + string.Concat(Enumerable.Repeat("</list>", 5000));

        Assert.Contains("error PAR313: the elements are nested too deeply.", Model.Wrong($"<decision id=\"d\" name=\"d\">{deep}</decision>"), StringComparison.Ordinal);
        Assert.Contains("error PAR313", Model.Wrong($"<extensionElements><x xmlns=\"other\">{deep}</x></extensionElements>"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_of_the_byte_order_harms_nothing()
    {
        var file = Model.File($"<decision id=\"d\" name=\"d\">{Model.Literal("1")}</decision>");

        Assert.Equal("1", DmnReader.Read(file with { Text = "\uFEFF" + file.Text }).Model!.Decide());
    }

    [Theory]
    [InlineData("\"", "x", "\"")]
    [InlineData("1", " + 1", "")]
    [InlineData("[1", ", 1", "]")]
    [InlineData("", "(", "")]
    [InlineData("", "/* */ ", "1")]
    public void A_literal_of_a_million_characters_is_read_or_refused_once(string before, string repeated, string after)
    {
        var model = Model.Read($"<decision id=\"d\" name=\"d\">{Model.Literal(before + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)) + after)}</decision>");

        Assert.True(model.Check().Count <= 1);
    }

    [Fact]
    public void A_file_too_large_is_refused() =>
        Assert.Contains("error PAR312", Model.Wrong(new DmnFile("test.dmn", new string(' ', 16_000_001))), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "<decision id=\"a\" name=\"a\"><informationRequirement><requiredDecision href=\"#b\"/></informationRequirement></decision>"
        + "<decision id=\"b\" name=\"b\"><informationRequirement><requiredDecision href=\"#a\"/></informationRequirement></decision>",
        "test.dmn:2:2: error PAR323: a decision needs itself: a -> b -> a. Remove one of these requirements.")]
    [InlineData(
        "<decision id=\"a\" name=\"a\"><informationRequirement><requiredInput href=\"#x\"/></informationRequirement></decision>",
        "test.dmn:2:52: error PAR320: '#x' leads to no input. Point it at an element of this model, or of one that is imported.")]
    [InlineData(
        "<import namespace=\"elsewhere\" name=\"law\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>",
        "test.dmn:2:2: error PAR321: the imported model 'law' is not at hand: no file has the namespace 'elsewhere'. Put its file beside this one, or remove the import.")]
    [InlineData(
        "<import namespace=\"test\" name=\"me\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>",
        "test.dmn:2:2: error PAR322: the import 'me' leads back to this model. Move what both need into a third model.")]
    [InlineData(
        "<inputData id=\"a\" name=\"a\"><variable name=\"a\" typeRef=\"tPerso\"/></inputData><itemDefinition name=\"tPerson\"><typeRef>string</typeRef></itemDefinition>",
        "test.dmn:2:29: error PAR318: there is no type 'tPerso'. Did you mean 'tPerson'?")]
    [InlineData(
        "<itemDefinition name=\"a\"><typeRef>b</typeRef></itemDefinition><itemDefinition name=\"b\"><typeRef>a</typeRef></itemDefinition>",
        "test.dmn:2:27: error PAR319: the type 'a' is defined by itself. Give it another typeRef.")]
    [InlineData(
        "<decision id=\"a\" name=\"a\"><decisionTable hitPolicy=\"SOME\"><output/></decisionTable></decision>",
        "test.dmn:2:28: error PAR324: there is no hit policy 'SOME'. Use UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT.")]
    [InlineData(
        "<decision id=\"a\" name=\"a\"><decisionTable><output/><rule/></decisionTable></decision>",
        "test.dmn:2:52: error PAR326: rule 1 has 0 output cells, and the table has 1 column for them. Give the rule one cell for each column.")]
    [InlineData(
        "<decision id=\"a\" name=\"a\"><literalExpression expressionLanguage=\"javascript\"><text>1</text></literalExpression></decision>",
        "test.dmn:2:28: error PAR327: this is written in 'javascript', which is never run here. Write it in FEEL.")]
    [InlineData("<decision id=\"a\"/>", "test.dmn:2:2: error PAR315: this decision has no name. Give it a name.")]
    [InlineData(
        "<decision id=\"a\" name=\"a\"/><decision id=\"a\" name=\"b\"/>",
        "test.dmn:2:29: error PAR317: there are two elements with the id 'a'. Rename or remove one of them.")]
    [InlineData(
        "<decision id=\"a\" name=\"a\"><for iteratorVariable=\"i\"><in><list/></in></for></decision>",
        "test.dmn:2:28: error PAR316: this for has no return. Give it a return.")]
    public void What_is_wrong_is_said_with_its_place_and_its_mend(string parts, string expected) => Assert.Equal(expected, Model.Wrong(parts));

    [Fact]
    public void A_chain_of_decisions_too_long_to_follow_is_refused()
    {
        Assert.Equal("150", Model.Read(Chain(150)).Decide(decision: "d150"));
        Assert.Equal(
            "test.dmn:152:2: error PAR328: 'd151' needs others along a chain of more than 150. Put several of them into one decision with a context.",
            Model.Wrong(Chain(20_000)));

        static string Chain(int length) => string.Join('\n', Enumerable.Range(1, length).Select(i => i == 1
            ? $"<decision id=\"d1\" name=\"d1\">{Model.Literal("1")}</decision>"
            : $"<decision id=\"d{i}\" name=\"d{i}\"><informationRequirement><requiredDecision href=\"#d{i - 1}\"/></informationRequirement>{Model.Literal($"d{i - 1} + 1")}</decision>"));
    }

    [Fact]
    public void A_chain_of_types_too_long_to_follow_is_refused()
    {
        var types = Enumerable.Range(1, 5000).Select(i => $"<itemDefinition name=\"t{i}\"><typeRef>t{i + 1}</typeRef></itemDefinition>");

        Assert.Contains("error PAR313", Model.Wrong(string.Concat(types) + "<itemDefinition name=\"t5001\"><typeRef>number</typeRef></itemDefinition>"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_expression_can_write_harms_nothing() =>
        Assert.Equal("1", Model.Read($"<inputData id=\"i\" name=\"a#b\"/><decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#i\"/></informationRequirement>{Model.Literal("1")}</decision>").Decide());

    [Fact]
    public void Models_that_import_each_other_are_refused()
    {
        const string Kind = "importType=\"" + Model.Newest + "\"";
        var other = Model.File($"<import namespace=\"test\" name=\"back\" {Kind}/>", space: "other", path: "other.dmn");

        Assert.Equal(
            "other.dmn:2:2: error PAR322: the import 'back' leads back to this model. Move what both need into a third model.",
            Model.Wrong($"<import namespace=\"other\" name=\"there\" {Kind}/>", other));
    }
}
