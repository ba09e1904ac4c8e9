using CsCheck;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Dmn;

/// <summary>What is said of decision tables before they ever decide.</summary>
public sealed class TableCheckTests
{
    [Theory]
    [InlineData("UNIQUE", "&lt;18|1", "&gt;=18|2", "")]
    [InlineData("UNIQUE", "&lt;18|1", "&gt;18|2", "test.dmn:6:2: error PAR330: no rule holds for a = 18. Add a rule for it, or give the output a default.")]
    [InlineData("UNIQUE", "&lt;18|1", "&gt;=60|2", "test.dmn:6:2: error PAR330: no rule holds for a in [18..60). Add a rule for it, or give the output a default.")]
    [InlineData("UNIQUE", "\"x\"|1", "\"y\"|2", "test.dmn:6:2: error PAR330: no rule holds for a other than \"x\" and \"y\". List the values that 'a' may have in its type, or give the output a default.")]
    [InlineData("UNIQUE", "true|1", "false|2", "")]
    [InlineData("UNIQUE", "&lt;=@\"2024-01-01\"|1", "&gt;=@\"2024-01-02\"|2", "")]
    [InlineData("UNIQUE", "-|1", "5|2", "rules 1 and 2 both hold for a = 5.")]
    [InlineData("ANY", "-|1", "5|2", "rules 1 and 2 both hold for a = 5, and their answers differ.")]
    [InlineData("ANY", "-|1", "5|1", "")]
    [InlineData("FIRST", "5|1", "-|2", "")]
    [InlineData("COLLECT", "5|1", "5|2", "")]
    [InlineData("UNIQUE", "abs(?) > 3|1", "5|2", "")]
    [InlineData("UNIQUE", "5|1", "not(5)|2", "")]
    [InlineData("UNIQUE", "not(null)|1", "null|2", "")]
    [InlineData("UNIQUE", "null|1", "null|2", "test.dmn:6:2: error PAR330: no rule holds for any values.")]
    [InlineData("FIRST", "null|1", "-|2", "")]
    [InlineData("FIRST", "-|1", "null|2", "rule 2 never counts: rule 1 before it holds for everything that it holds for.")]
    public void Gaps_and_overlaps_are_named_by_values(string policy, string first, string second, string expected)
    {
        var said = string.Join('\n', Table(policy, first.Split('|'), second.Split('|')).Check());

        Assert.True(expected.Length == 0 ? said.Length == 0 : said.Contains(expected, StringComparison.Ordinal), said);
    }

    [Fact]
    public void What_a_table_says_of_itself_is_so_for_every_value() =>
        Gen.Select(Cell, Cell).Array[0, 5].Sample(
            rows =>
            {
                var model = Table("UNIQUE", [.. rows.Select(row => new[] { row.Item1, row.Item2, "1" })]);
                var said = model.Check();
                var hits = Table("COLLECT\" aggregation=\"COUNT", [.. rows.Select(row => new[] { row.Item1, row.Item2, "1" })]);
                var counts = Halves.SelectMany(a => Halves.Select(b => hits.Decide("d", FeelContext.Of([new("a", Value.Of(a)), new("b", Value.Of(b))]))!.Value.AsNumber)).ToArray();

                Assert.Equal(rows.Length > 0 && counts.Contains(0m), said.Any(one => one.Code == "PAR330"));
                Assert.Equal(counts.Any(count => count > 1), said.Any(one => one.Code == "PAR331"));
            },
            iter: 300);

    [Fact]
    public void A_rule_that_is_said_never_to_count_never_does() =>
        Gen.Select(Cell, Cell).Array[1, 6].Sample(
            rows =>
            {
                var model = Table("FIRST", [.. rows.Select((row, i) => new[] { row.Item1, row.Item2, $"{i + 1}" })]);
                var silent = model.Check().Where(one => one.Code == "PAR332").Select(one => one.Problem.Split(' ')[1]).ToArray();
                Value[] values = [.. Halves.Select(Value.Of), Value.Null];
                var counted = values.SelectMany(a => values.Select(b => model.Decide("d", FeelContext.Of([new("a", a), new("b", b)]))!.Value.ToString())).ToHashSet();

                Assert.DoesNotContain(silent, counted.Contains);

                // A cell with 'not' may hold for what is no number, so that nothing is said of it.
                if (!rows.Any(row => $"{row}".Contains("not", StringComparison.Ordinal)))
                {
                    Assert.Equal(Enumerable.Range(1, rows.Length).Select(rule => $"{rule}").Where(rule => !counted.Contains(rule)).Take(3), silent);
                }
            },
            iter: 300);

    [Fact]
    public void A_thousand_rules_over_ten_columns_are_found_complete() => Assert.Equal("", Said(Grid("UNIQUE", 1024)));

    [Fact]
    public void One_rule_that_is_missing_among_a_thousand_is_named() =>
        Assert.Contains("no rule holds for a < 5 and b < 5 and c < 5 and e < 5 and f < 5 and g < 5 and h < 5 and i < 5 and j < 5 and k < 5.", Said(Grid("UNIQUE", 1023)), StringComparison.Ordinal);

    [Fact]
    public void A_search_that_is_cut_short_says_so_and_claims_nothing()
    {
        var model = Grid("FIRST", 64);
        model.CheckSteps = 10;

        Assert.Equal(
            "test.dmn:6:2: error PAR335: this table is too large or too intertwined to settle whether every value has a rule. "
            + "Split it into smaller tables, or give the output a default.",
            Said(model));
    }

    [Fact]
    public void A_default_settles_what_a_search_cannot()
    {
        var model = Grid("FIRST", 64, "<output><defaultOutputEntry><text>null</text></defaultOutputEntry></output>");
        model.CheckSteps = 10;

        Assert.Equal("", Said(model));
    }

    private static string Said(Rules.Dmn.DmnModel model) => string.Join('\n', model.Check());

    // Every way in which ten values may lie before 5 or not, a rule for each.
    private static Rules.Dmn.DmnModel Grid(string policy, int rules, string output = "<output/>") =>
        Table(policy, output, [.. Enumerable.Range(0, rules).Select(rule => Enumerable.Range(0, 10).Select(bit => (rule >> bit & 1) == 0 ? "&gt;= 5" : "&lt; 5").Append("1").ToArray())]);

    private static decimal[] Halves { get; } = [.. Enumerable.Range(-2, 14).Select(half => half / 2m)];

    private static Gen<string> Cell { get; } = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 6], (a, b, form) => form switch
    {
        0 => "-",
        1 => $"{a}",
        2 => $"&lt; {a}",
        3 => $"&gt;= {a}",
        4 => $"[{Math.Min(a, b)}..{Math.Max(a, b) + 1})",
        5 => $"not({a}, {b})",
        _ => $"{a}, &gt; {b}",
    });

    private static Rules.Dmn.DmnModel Table(string policy, params string[][] rows) => Table(policy, "<output/>", rows);

    private static Rules.Dmn.DmnModel Table(string policy, string output, string[][] rows)
    {
        var inputs = string.Concat((rows.Length > 0 ? rows[0][..^1] : ["", ""]).Select((_, i) => $"<input><inputExpression><text>{"abcefghijk"[i]}</text></inputExpression></input>"));
        var rules = rows.Select(row => $"<rule>{string.Concat(row[..^1].Select(cell => $"<inputEntry><text>{cell}</text></inputEntry>"))}<outputEntry><text>{row[^1]}</text></outputEntry></rule>");
        return Model.Deciding($"<decisionTable hitPolicy=\"{policy}\">{inputs}{output}{string.Concat(rules)}</decisionTable>", inputs: "abcefghijk");
    }
}
