using System.Runtime.CompilerServices;
using CsCheck;
using Par.Rules.Dmn;
using Par.Rules.Feel;
using Par.Rules.Tests.Feel;

namespace Par.Rules.Tests.Dmn.Tables;

/// <summary>The rows of a table are found by their columns; what is found is what going through the rules one by one gives.</summary>
public sealed class LookUpTests
{
    private static readonly (string Text, Func<decimal, bool> Holds)[] Numbers =
    [
        ("-", _ => true), ("1", n => n == 1), ("2.5", n => n == 2.5m), ("< 2", n => n < 2), ("<= 2", n => n <= 2), ("> 3", n => n > 3), (">= 3", n => n >= 3), ("[1..3]", n => n is >= 1 and <= 3),
        ("(1..3)", n => n is > 1 and < 3), ("[2.5..4)", n => n is >= 2.5m and < 4), ("not(2)", n => n != 2), ("1, 4", n => n is 1 or 4), ("not(1, > 3)", n => n != 1 && n <= 3), ("-1", n => n == -1),
        ("? * 2 = 4", n => n * 2 == 4), ("[3..1]", _ => false), ("[1, 2, 3]", n => n is 1 or 2 or 3), ("< 1, [2..3)", n => n is < 1 or (>= 2 and < 3)),
    ];

    private static readonly (string Text, Func<string, bool> Holds)[] Texts =
    [
        ("-", _ => true), ("\"a\"", s => s == "a"), ("\"b\"", s => s == "b"), ("\"a\", \"c\"", s => s is "a" or "c"), ("not(\"a\")", s => s != "a"), ("< \"b\"", s => string.CompareOrdinal(s, "b") < 0),
        ("string length(?) > 1", s => s.Length > 1),
    ];

    private static readonly decimal[] SomeNumbers = [-2, -1, 0, 1, 1.0m, 1.5m, 2, 2.5m, 2.75m, 3, 3.999m, 4, 5, 79_000_000_000_000_000_000_000m, -79_000_000_000_000_000_000_000m];
    private static readonly string[] SomeTexts = ["", "a", "ab", "b", "c", "zz"];

    private static readonly Gen<(int Number, int Text)[]> Rows = Gen.Select(Gen.Int[0, Numbers.Length - 1], Gen.Int[0, Texts.Length - 1]).Array[1, 150];

    [Fact]
    public void A_random_table_finds_the_rules_that_hold() =>
        Gen.Select(Rows, Gen.OneOf("UNIQUE", "FIRST", "RULE ORDER")).Sample(
            (rows, policy) =>
            {
                var model = Table(rows, policy);
                var prepared = model.Prepare("d")!.LookUp(["n", "s"]);
                foreach (var number in SomeNumbers)
                {
                    foreach (var text in SomeTexts)
                    {
                        int[] hold = [.. Enumerable.Range(0, rows.Length).Where(row => Numbers[rows[row].Number].Holds(number) && Texts[rows[row].Text].Holds(text))];
                        var expected = policy switch
                        {
                            "RULE ORDER" => Given.List([.. hold.Select(row => Given.Num(row))]),
                            "UNIQUE" when hold.Length > 1 => Value.Null,
                            _ => hold.Length == 0 ? Value.Null : Given.Num(hold[0]),
                        };
                        var (n, s) = (Value.Of(number), Value.Of(text));
                        Assert.Equal(expected, Decide(model, n, s));
                        Assert.True(prepared is null || Looked(prepared, n, s) is not { } found || found == expected);
                    }
                }
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void An_ordinary_table_is_looked_up_and_what_is_out_of_the_ordinary_is_left_to_the_table()
    {
        var lookUp = Table([(7, 1), (10, 2), (2, 3)], "UNIQUE").Prepare("d")!.LookUp(["n", "s"])!;

        Assert.Equal(Given.Num(0), Looked(lookUp, Given.Num(3), Value.Of("a")));
        Assert.Equal(Given.Num(2), Looked(lookUp, Given.Num(2.5m), Value.Of("c")));
        Assert.Null(Looked(lookUp, Given.Num(2.5m), Value.Of("a")));
        Assert.Null(Looked(lookUp, Given.Num(9), Value.Of("a")));
        Assert.Null(Looked(lookUp, Value.Null, Value.Of("a")));
        Assert.Null(Looked(lookUp, Given.Unknown, Value.Of("a")));
        Assert.Null(Looked(lookUp, Value.Of("3"), Value.Of("a")));
    }

    [Fact]
    public void An_input_whose_values_are_restricted_is_left_to_the_table() =>
        Assert.Null(Table([(7, 1)], "UNIQUE", "<itemDefinition name=\"small\"><typeRef>number</typeRef><allowedValues><text>[0..10]</text></allowedValues></itemDefinition>", "small")
            .Prepare("d")!.LookUp(["n", "s"]));

    [Fact]
    public void What_is_unknown_leaves_a_table_undecided_unless_it_does_not_matter()
    {
        var model = Table([(7, 1), (0, 2)], "FIRST");

        Assert.True(Decide(model, Given.Unknown, Value.Of("a")).IsUnknown);
        Assert.Equal(Given.Num(1), Decide(model, Given.Unknown, Value.Of("b")));
    }

    private static Value Decide(DmnModel model, Value number, Value text) =>
        model.Decide("d", FeelContext.Of([KeyValuePair.Create("n", number), KeyValuePair.Create("s", text)]))!.Value;

    private static Value? Looked(LookUp lookUp, Value number, Value text)
    {
        ref readonly var found = ref lookUp.Find(in number, in text, in text, in text);
        return Unsafe.IsNullRef(in found) ? null : found;
    }

    private static DmnModel Table((int Number, int Text)[] rows, string policy, string types = "", string numberType = "number")
    {
        var rules = rows.Select((row, i) => $"<rule><inputEntry><text><![CDATA[{Numbers[row.Number].Text}]]></text></inputEntry><inputEntry><text><![CDATA[{Texts[row.Text].Text}]]></text></inputEntry><outputEntry><text>{i}</text></outputEntry></rule>");
        return Model.Read($"""
            {types}<inputData id="n" name="n"><variable name="n" typeRef="{numberType}"/></inputData><inputData id="s" name="s"><variable name="s" typeRef="string"/></inputData>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#n"/></informationRequirement><informationRequirement><requiredInput href="#s"/></informationRequirement>
            <decisionTable hitPolicy="{policy}"><input><inputExpression><text>n</text></inputExpression></input><input><inputExpression><text>s</text></inputExpression></input><output/>
            {string.Concat(rules)}</decisionTable></decision>
            """);
    }
}
