namespace Par.Rules.Tests.Dmn;

/// <summary>What a model says when it cannot decide from what it was given.</summary>
public sealed class DecidingWordsTests
{
    [Theory]
    [InlineData("UNIQUE", "number", "1", "{a: 200}", "test.dmn:6:89: error PAR342: input column 1 'Age' is 200, which is none of its allowed values. Correct the value, or allow it.")]
    [InlineData("UNIQUE", "number", "b", "{a: 2, b: \"x\"}", "test.dmn:7:86: error PAR340: output column 1 of rule 1 should be a number, and is \"x\". Correct the value or the type.")]
    [InlineData("COLLECT\" aggregation=\"SUM", "Any", "\"x\"", "{a: 2}", "test.dmn:6:2: error PAR343: the outputs cannot be put together by SUM. Give numbers, or values that have an order, in one output column.")]
    public void What_keeps_a_table_from_deciding_is_said(string policy, string type, string answer, string inputs, string expected) =>
        Assert.Equal(expected, string.Join('\n', Model.Deciding(Table(policy, type, answer)).Answer(inputs).Problems));

    private static string Table(string policy, string type, string answer) => $"""
        <decisionTable hitPolicy="{policy}"><input label="Age"><inputExpression typeRef="number"><text>a</text></inputExpression><inputValues><text>[0..150]</text></inputValues></input>
        <output typeRef="{type}"/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>{answer}</text></outputEntry></rule></decisionTable>
        """;
}
