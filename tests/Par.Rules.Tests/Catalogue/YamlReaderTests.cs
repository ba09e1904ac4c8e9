using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Tests.Catalogue;

public class YamlReaderTests
{
    [Fact]
    public void A_plain_text_knows_where_each_character_stands()
    {
        var text = Only("if: age > 6\n");

        Assert.Equal("age > 6", text.Text);
        Assert.Equal("x.yaml:1:5", text.PositionAt(0).ToString());
        Assert.Equal("x.yaml:1:11", text.PositionAt(6).ToString());
    }

    [Fact]
    public void A_plain_text_over_two_lines_is_folded_and_keeps_its_places()
    {
        var text = Only("if: age >\n  limit\n");

        Assert.Equal("age > limit", text.Text);
        Assert.Equal("x.yaml:2:3", At(text, "limit"));
        Assert.Equal("x.yaml:1:9", At(text, ">"));
    }

    [Theory]
    [InlineData("a: 'it''s so'\n", "it's so", "so", "x.yaml:1:11")]
    [InlineData("a: \"say \\\"x\\\" so\"\n", "say \"x\" so", "so", "x.yaml:1:15")]
    [InlineData("a: \"tab\\tso\"\n", "tab\tso", "so", "x.yaml:1:10")]
    [InlineData("a: \"\\u00e9t\\x41 so\"\n", "étA so", "so", "x.yaml:1:17")]
    [InlineData("a: \"\\U0001F600 so\"\n", "\U0001F600 so", "so", "x.yaml:1:16")]
    [InlineData("a: \"one \\\n    so\"\n", "one so", "so", "x.yaml:2:5")]
    [InlineData("a: \"one\n\n  so\"\n", "one\nso", "so", "x.yaml:3:3")]
    [InlineData("a: |\n  one\n  so\n", "one\nso\n", "so", "x.yaml:3:3")]
    [InlineData("a: >-\n  one\n  so\n", "one so", "so", "x.yaml:3:3")]
    [InlineData("a: |2\n    one\n  so\n", "  one\nso\n", "so", "x.yaml:3:3")]
    [InlineData("{a: [1, so]}", "so", "so", "x.yaml:1:9")]
    public void A_quoted_or_block_text_knows_where_each_character_stands(string yaml, string text, string part, string place)
    {
        var read = Only(yaml);

        Assert.Equal(text, read.Text);
        Assert.Equal(place, At(read, part));
    }

    [Fact]
    public void Positions_count_lines_the_same_when_they_end_with_carriage_returns()
    {
        Assert.Equal("x.yaml:3:4", Only("# one\r\n# two\r\na: so\r\n").PositionAt(0).ToString());
    }

    [Fact]
    public void Letters_composed_of_parts_are_read_as_one()
    {
        Assert.Equal("Hội", Only("a: Ho\u0302\u0323i\n").Text);
    }

    [Fact]
    public void A_file_that_nests_without_end_is_refused()
    {
        var problems = new List<Diagnostic>();

        YamlReader.Read(new YamlText("x.yaml", new string('[', 100_000)), problems);

        Assert.Equal(
            "x.yaml:1:41: error PAR014: the file nests more than 40 levels deep. Rule files need fewer than ten; check brackets and indentation.",
            Assert.Single(problems).ToString());
    }

    [Fact]
    public void Aliases_are_refused_however_often_they_multiply()
    {
        var bomb = string.Concat(Enumerable.Range(0, 30).Select(i => i == 0 ? "a0: &a0 x\n" : $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));
        var problems = new List<Diagnostic>();

        YamlReader.Read(new YamlText("x.yaml", bomb), problems);

        Assert.Equal(30 + 58, problems.Count(problem => problem.Code == "PAR004"));
    }

    [Fact]
    public void Half_a_file_is_never_an_exception()
    {
        var whole = File.ReadAllText(Path.Combine(RuleFolder.Here, "good", "birth", "card.rule.yaml"));
        for (var length = 0; length < whole.Length; length += 7)
        {
            var problems = new List<Diagnostic>();
            YamlReader.Read(new YamlText("x.yaml", whole[..length]), problems);
            Assert.All(problems, problem => Assert.InRange(problem.At.Line, 1, 200));
        }
    }

    private static SourceText Only(string yaml)
    {
        var problems = new List<Diagnostic>();
        var document = Assert.Single(YamlReader.Read(new YamlText("x.yaml", yaml), problems));
        Assert.Empty(problems);
        var value = ((YamlMap)document).Entries[0].Value;
        return ((YamlScalar)(value is YamlList list ? list.Items[^1] : value)).Source;
    }

    private static string At(SourceText text, string part) =>
        text.PositionAt(text.Text.IndexOf(part, StringComparison.Ordinal)).ToString();
}
