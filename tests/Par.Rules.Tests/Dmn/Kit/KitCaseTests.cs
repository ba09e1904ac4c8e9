using Par.Rules.Dmn;
using Par.Rules.Dmn.Kit;

namespace Par.Rules.Tests.Dmn.Kit;

/// <summary>Cases as the conformance kit writes them: every encoding of a value, and every kind of thing that is asked.</summary>
public sealed class KitCaseTests
{
    private static readonly DateTimeOffset Moment = new(2024, 7, 10, 9, 0, 0, TimeSpan.FromHours(7));

    private static readonly DmnFile Asked = Dmn.Model.File("""
        <inputData id="a" name="a"/><inputData id="b" name="b"/>
        <decision id="same" name="same"><variable name="same"/><informationRequirement><requiredInput href="#a"/></informationRequirement>
          <literalExpression><text>a</text></literalExpression></decision>
        <decision id="next" name="next"><variable name="next"/><informationRequirement><requiredInput href="#b"/></informationRequirement>
          <literalExpression><text>b + 1</text></literalExpression></decision>
        <decisionService id="one" name="one"><variable name="one"/><outputDecision href="#same"/><inputData href="#a"/></decisionService>
        <decisionService id="both" name="both"><variable name="both"/><outputDecision href="#same"/><outputDecision href="#next"/>
          <inputData href="#a"/><inputData href="#b"/></decisionService>
        <businessKnowledgeModel id="less" name="less"><variable name="less"/><encapsulatedLogic><formalParameter name="from"/><formalParameter name="by"/>
          <literalExpression><text>from - by</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        """);

    [Theory]
    [InlineData("<value xsi:type=\"xsd:string\"> ends with a space </value>")]
    [InlineData("<value> no type is a string</value>")]
    [InlineData("<value xsi:type=\"xsd:string\"/>")]
    [InlineData("<value xsi:type=\"xsd:string\"><![CDATA[<a & b>]]></value>")]
    [InlineData("<value xsi:type=\"xsd:boolean\"> true </value>")]
    [InlineData("<value xsi:type=\"xsd:decimal\"> 1.50 </value>")]
    [InlineData("<value xsi:type=\"xsd:double\">1.5E2</value>")]
    [InlineData("<value xsi:type=\"xsd:integer\">-7</value>")]
    [InlineData("<value xsi:type=\"xsd:date\">2024-02-29</value>")]
    [InlineData("<value xsi:type=\"xsd:time\">10:30:00.5+07:00</value>")]
    [InlineData("<value xsi:type=\"xsd:dateTime\">2024-02-29T10:30:00Z</value>")]
    [InlineData("<value xsi:type=\"xsd:duration\">-P1DT2H</value>")]
    [InlineData("<value xsi:type=\"xsd:duration\">P1Y2M</value>")]
    [InlineData("<value xsi:nil=\"true\"/>")]
    [InlineData("<list/>")]
    [InlineData("<list xsi:nil=\"true\"/>")]
    [InlineData("<list><item><value xsi:type=\"xsd:decimal\">1</value></item><item xsi:nil=\"true\"/><item><list><item><value>a</value></item></list></item></list>")]
    [InlineData("<component name=\"first name\"><value>An</value></component><component name=\"none\" xsi:nil=\"true\"/>")]
    [InlineData("<component name=\"parts\"><list><item><component name=\"n\"><value xsi:type=\"xsd:decimal\">1</value></component></item></list></component>")]
    public void A_value_that_goes_in_comes_out(string value) => Assert.Equal("", Failure(
        $"<inputNode name=\"a\">{value}</inputNode><resultNode name=\"same\" type=\"decision\"><expected>{value}</expected></resultNode>"));

    [Theory]
    [InlineData("<value xsi:type=\"xsd:decimal\">1</value>", "<value>1</value>", "same: expected \"1\", got 1.")]
    [InlineData("<list/>", "<value xsi:nil=\"true\"/>", "same: expected null, got [].")]
    [InlineData("<value xsi:type=\"xsd:decimal\">1</value>", "<list><item><value xsi:type=\"xsd:decimal\">1</value></item></list>", "same: expected [1], got 1.")]
    [InlineData("<component name=\"x\"><value>a</value></component>", "<component name=\"y\"><value>a</value></component>", "same: expected {y: \"a\"}, got {x: \"a\"}.")]
    [InlineData("<value xsi:type=\"xsd:decimal\">1</value>", "<value xsi:type=\"xsd:decimal\">1.0001</value>", "same: expected 1.0001, got 1.")]
    public void Another_value_fails_the_case(string given, string expected, string remark) => Assert.Equal(remark, Failure(
        $"<inputNode name=\"a\">{given}</inputNode><resultNode name=\"same\" type=\"decision\"><expected>{expected}</expected></resultNode>"));

    [Fact]
    public void Numbers_need_agree_only_to_eight_places() => Assert.Equal("", Failure($"""
        <inputNode name="a"><value xsi:type="xsd:decimal">0.333333333333</value></inputNode>
        <resultNode name="same"><expected><value xsi:type="xsd:decimal">0.33333333</value></expected></resultNode>
        """));

    [Fact]
    public void An_error_that_is_expected_is_null() => Assert.Equal("", Failure($"""
        <inputNode name="b"><value>no number</value></inputNode>
        <resultNode name="next" type="decision" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode>
        """));

    [Fact]
    public void Every_result_of_a_case_must_be_right() => Assert.Equal("same: expected 3, got 2. next: expected 3, got 2.", Failure($"""
        <inputNode name="a"><value xsi:type="xsd:decimal">2</value></inputNode><inputNode name="b"><value xsi:type="xsd:decimal">1</value></inputNode>
        <resultNode name="same"><expected><value xsi:type="xsd:decimal">3</value></expected></resultNode>
        <resultNode name="next"><expected><value xsi:type="xsd:decimal">3</value></expected></resultNode>
        """));

    [Theory]
    [InlineData("type=\"decisionService\" invocableName=\"one\"", "same")]
    [InlineData("type=\"decisionService\" invocableName=\"one\"", "one")]
    [InlineData("type=\"decisionService\" invocableName=\"both\"", "same")]
    public void A_decision_service_is_asked_for_one_of_its_decisions(string attributes, string result) => Assert.Equal("", Failure($"""
        <inputNode name="a"><value>given</value></inputNode>
        <resultNode name="{result}"><expected><value>given</value></expected></resultNode>
        """, attributes));

    [Fact]
    public void A_decision_service_is_asked_for_all_of_its_decisions() => Assert.Equal("", Failure("""
        <inputNode name="a"><value>given</value></inputNode><inputNode name="b"><value xsi:type="xsd:decimal">1</value></inputNode>
        <resultNode name="both"><expected>
          <component name="same"><value>given</value></component><component name="next"><value xsi:type="xsd:decimal">2</value></component>
        </expected></resultNode>
        """, "type=\"decisionService\" invocableName=\"both\""));

    [Fact]
    public void A_business_knowledge_model_is_called_with_the_inputs_by_name() => Assert.Equal("", Failure("""
        <inputNode name="by"><value xsi:type="xsd:decimal">1</value></inputNode><inputNode name="from"><value xsi:type="xsd:decimal">5</value></inputNode>
        <resultNode name="less"><expected><value xsi:type="xsd:decimal">4</value></expected></resultNode>
        """, "type=\"bkm\" invocableName=\"less\""));

    [Fact]
    public void What_the_model_does_not_have_fails_the_case() => Assert.Equal("nobody: the model has nothing of this name.", Failure(
        "<resultNode name=\"nobody\" type=\"decision\"><expected><value xsi:nil=\"true\"/></expected></resultNode>"));

    [Fact]
    public void A_model_that_is_not_there_fails_every_case() => Assert.Equal("There is no model 'other.dmn' beside the cases.", Failure(
        "<resultNode name=\"same\"><expected><value xsi:nil=\"true\"/></expected></resultNode>", model: "other.dmn"));

    [Fact]
    public void A_file_that_is_not_XML_fails_as_a_whole()
    {
        var result = Assert.Single(ConformanceKit.Run(new DmnFile("0001-test-01.xml", "no XML"), [Asked], Moment));

        Assert.Equal(KitOutcome.Error, result.Outcome);
        Assert.StartsWith("0001-test-01.xml:1:1: error PAR3", result.Remark, StringComparison.Ordinal);
    }

    private static string Failure(string nodes, string attributes = "type=\"decision\"", string model = "test.dmn")
    {
        var cases = new DmnFile("0001-test-01.xml", $"""
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
              <modelName>{model}</modelName><labels><label>Compliance Level 3</label></labels>
              <testCase id="001" {attributes}><description>what is asked</description>{nodes}</testCase>
            </testCases>
            """);
        var result = Assert.Single(ConformanceKit.Run(cases, [Asked], Moment));
        Assert.Equal(result.Remark.Length == 0 ? KitOutcome.Success : KitOutcome.Error, result.Outcome);
        return result.Remark;
    }
}
