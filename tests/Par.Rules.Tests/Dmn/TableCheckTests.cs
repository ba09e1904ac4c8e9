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

    private static decimal[] Halves { get; } = [.. Enumerable.Range(-2, 14).Select(half => half / 2m)];

    private static Gen<string> Cell { get; } = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 6], (a, b, form) => form switch
    {
        0 => "-",
        1 => $"{a}",
        2 => $"&lt; {a}",
        3 => $"&gt;= {a}",
        4 => $"[{Math.Min(a, b)}..{Math.Max(a, b)})",
        5 => $"not({a}, {b})",
        _ => $"{a}, &gt; {b}",
    });

    private static Rules.Dmn.DmnModel Table(string policy, params string[][] rows)
    {
        var inputs = string.Concat((rows.Length > 0 ? rows[0][..^1] : ["", ""]).Select((_, i) => $"<input><inputExpression><text>{"ab"[i]}</text></inputExpression></input>"));
        var rules = rows.Select(row => $"<rule>{string.Concat(row[..^1].Select(cell => $"<inputEntry><text>{cell}</text></inputEntry>"))}<outputEntry><text>{row[^1]}</text></outputEntry></rule>");
        return Model.Deciding($"<decisionTable hitPolicy=\"{policy}\">{inputs}<output/>{string.Concat(rules)}</decisionTable>");
    }
}
