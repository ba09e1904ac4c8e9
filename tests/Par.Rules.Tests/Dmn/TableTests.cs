using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Dmn;

/// <summary>Decision tables: which rules hold, and what comes of them.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("UNIQUE", 5, "\"young\"")]
    [InlineData("UNIQUE", 15, "null")]
    [InlineData("ANY", 15, "null")]
    [InlineData("FIRST", 15, "\"young\"")]
    [InlineData("PRIORITY", 15, "\"school\"")]
    [InlineData("RULE ORDER", 15, "[\"young\", \"school\"]")]
    [InlineData("OUTPUT ORDER", 15, "[\"school\", \"young\"]")]
    [InlineData("COLLECT", 15, "[\"young\", \"school\"]")]
    [InlineData("COLLECT", 99, "[]")]
    [InlineData("UNIQUE", 99, "null")]
    public void Each_hit_policy_takes_the_rules_that_hold_in_its_own_way(string policy, int age, string expected) =>
        Assert.Equal(expected, Ages(policy, "\"school\", \"young\"", ("<18", "\"young\""), ("[6..20]", "\"school\"")).Decide($"{{a: {age}}}"));

    [Theory]
    [InlineData("SUM", 15, "3")]
    [InlineData("COUNT", 15, "2")]
    [InlineData("MIN", 15, "1")]
    [InlineData("MAX", 15, "2")]
    [InlineData("SUM", 99, "null")]
    [InlineData("COUNT", 99, "0")]
    public void Collected_numbers_are_put_together(string aggregation, int age, string expected) =>
        Assert.Equal(expected, Ages($"COLLECT\" aggregation=\"{aggregation}", null, ("<18", "1"), ("[6..20]", "2")).Decide($"{{a: {age}}}"));

    [Fact]
    public void Rules_that_contradict_are_named()
    {
        var answer = Ages("UNIQUE", null, ("<18", "1"), ("-", "2")).Answer("{a: 5}");

        Assert.Equal("null", answer.Value.ToString());
        Assert.Equal(
            "test.dmn:6:2: error PAR341: rules 1, 2 hold at once, and the hit policy allows one. Narrow the rules, or choose another hit policy.",
            string.Join('\n', answer.Problems));
    }

    [Fact]
    public void Several_output_columns_make_a_context()
    {
        var model = Model.Deciding("""
            <decisionTable hitPolicy="UNIQUE"><input><inputExpression><text>a</text></inputExpression></input>
            <output name="fee"/><output name="free of charge"><defaultOutputEntry><text>false</text></defaultOutputEntry></output>
            <rule><inputEntry><text>&lt; 6</text></inputEntry><outputEntry><text>0</text></outputEntry><outputEntry><text>true</text></outputEntry></rule>
            </decisionTable>
            """);

        Assert.Equal("{fee: 0, free of charge: true}", model.Decide("{a: 3}"));
        Assert.Equal("{fee: null, free of charge: false}", model.Decide("{a: 7}"));
    }

    [Fact]
    public void A_value_that_a_column_does_not_allow_is_refused_with_the_column()
    {
        var model = Model.Deciding("""
            <decisionTable><input label="Age"><inputExpression><text>a</text></inputExpression><inputValues><text>[0..150]</text></inputValues></input>
            <output/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>
            """);

        var answer = model.Answer("{a: 151}");

        Assert.Equal("1", model.Decide("{a: 150}"));
        Assert.Equal("null", answer.Value.ToString());
        Assert.Equal("input column 1 'Age' is 151, which is none of its allowed values.", Assert.Single(answer.Problems).Problem);
    }

    [Fact]
    public void An_unknown_input_leaves_the_table_undecided_unless_an_earlier_rule_settles_it()
    {
        var model = Model.Deciding("""
            <decisionTable hitPolicy="FIRST"><input><inputExpression><text>a</text></inputExpression></input>
            <input><inputExpression><text>b</text></inputExpression></input><output/>
            <rule><inputEntry><text>1</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"one"</text></outputEntry></rule>
            <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>2</text></inputEntry><outputEntry><text>"two"</text></outputEntry></rule>
            </decisionTable>
            """);
        var silent = Value.Unknown(MissingFacts.None);

        Assert.Equal("\"one\"", Decide(Value.Of(1m)).ToString());
        Assert.True(Decide(Value.Of(3m)).IsUnknown);

        Value Decide(Value a) => model.Decide("d", FeelContext.Of([new("a", a), new("b", silent)]))!.Value;
    }

    [Fact]
    public void A_cell_that_is_no_FEEL_is_named_by_line_and_column_of_the_file()
    {
        var model = Model.Deciding("<decisionTable><input><inputExpression><text>a</text></inputExpression></input><output/>\n"
            + "<rule><inputEntry><text>&lt; &lt; 5</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>");

        var fault = Assert.Single(model.Check());

        Assert.Equal("test.dmn:7:30: error PAR103: rule 1, input column 1 'a': found '<' where a value should stand. Put a value before it, or remove it.", fault.ToString());
        Assert.Equal(fault.At, Assert.Single(model.Answer("{a: 1}").Problems).At);
    }

    private static Rules.Dmn.DmnModel Ages(string policy, string? order, params (string Test, string Answer)[] rules)
    {
        var values = order is null ? "" : $"<outputValues><text>{order}</text></outputValues>";
        var rows = rules.Select(rule =>
            $"<rule><inputEntry><text>{rule.Test.Replace("<", "&lt;", StringComparison.Ordinal)}</text></inputEntry><outputEntry><text>{rule.Answer}</text></outputEntry></rule>");
        return Model.Deciding(
            $"<decisionTable hitPolicy=\"{policy}\"><input><inputExpression><text>a</text></inputExpression></input><output>{values}</output>{string.Concat(rows)}</decisionTable>");
    }
}
