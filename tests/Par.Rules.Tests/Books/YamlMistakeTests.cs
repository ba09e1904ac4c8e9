using System.Text;
using System.Text.RegularExpressions;
using Par.Rules.Books;

namespace Par.Rules.Tests.Books;

/// <summary>What goes wrong with files before anyone looks at the rule in them; what a small file can show stands in RuleFiles/bad.</summary>
public partial class YamlMistakeTests
{
    private static readonly string Good = File.ReadAllText(Path.Combine(RuleFolder.Here, "good", "birth", "card.rule.yaml"));

    [Fact]
    public void A_file_of_ten_megabytes_is_not_read() => Assert.Equal(
        "x.rule.yaml:1:1: error PAR014: the file is longer than 4194304 characters. Split it; a rule has a file of its own.",
        Said(Good + new string('#', 10 * 1024 * 1024)));

    [Fact]
    public void A_file_in_another_encoding_is_named_with_its_first_strange_letter() => Assert.Equal(
        "x.rule.yaml:4:13: error PAR019: this character is no text, as in a file that was saved in another encoding. Save the file as UTF-8.",
        Said(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes("# x\nrule: x\nversion: 1\ntitle: {vi: à, en: a}\n"))));

    [Fact]
    public void A_null_byte_is_named() => Assert.Equal(
        "x.rule.yaml:1:8: error PAR019: this character is no text, as in a file that was saved in another encoding. Save the file as UTF-8.",
        Said("rule: x\0\n"));

    [Fact]
    public void Brackets_without_end_are_refused() => Assert.Equal(
        "x.rule.yaml:1:46: error PAR014: the file nests more than 40 levels deep. Rule files need fewer than ten; check brackets and indentation.",
        Said("when: " + new string('[', 100_000)));

    [Theory]
    [InlineData("---\n")]
    [InlineData("---\n---\n")]
    [InlineData("# nothing yet\n")]
    [InlineData("\uFEFF\r\n")]
    public void A_file_without_a_document_is_empty(string text) =>
        Assert.Equal("x.rule.yaml:1:1: error PAR016: the file is empty; a rule was expected. Fill it, or delete the file.", Said(text));

    [Fact]
    public void A_separator_with_nothing_behind_it_is_passed_over()
    {
        var files = RuleFolder.Good().Select(file => file.Path.EndsWith("card.rule.yaml", StringComparison.Ordinal) ? file with { Text = "---\n" + file.Text + "---\n" } : file);

        Assert.Equal(2, RuleFolder.Book(files).Rule("birth.card")!.Versions.Count);
    }

    [Fact]
    public void A_mistake_has_the_same_place_whatever_ends_the_lines()
    {
        var bad = Good.Replace("level: 2", "level: 7", StringComparison.Ordinal);

        Assert.Equal(Said(bad), Said("\uFEFF" + bad.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(Said(bad), Said(bad.Replace('\n', '\r')));
    }

    [Theory]
    [MemberData(nameof(RuleFileTests.BadFiles), MemberType = typeof(RuleFileTests))]
    public void A_value_put_between_quotes_as_a_message_says_is_read(string name)
    {
        var text = File.ReadAllText(Path.Combine(RuleFolder.Here, "bad", name));
        var lines = text.Split('\n');
        foreach (var told in RuleBookReader.Read([.. RuleFolder.Catalogue(), .. RuleFolder.Models(), new RuleFile("x.rule.yaml", text)]).Diagnostics)
        {
            var quoted = Quoted().Match(told.Mend).Groups[1].Value;
            var bare = quoted.Length < 2 ? "" : quoted[1..^1].Replace("''", "'", StringComparison.Ordinal);
            if (bare.Length > 0 && lines[told.At.Line - 1].Contains(bare, StringComparison.Ordinal))
            {
                lines[told.At.Line - 1] = lines[told.At.Line - 1].Replace(bare, quoted, StringComparison.Ordinal);
            }
        }

        var mended = string.Join('\n', lines);
        Assert.True(mended == text || !Said(mended).Contains("PAR001", StringComparison.Ordinal), Said(mended));
    }

    [Theory]
    [InlineData("[a, ")]
    [InlineData("{a: b, c, ")]
    [InlineData("(")]
    [InlineData("a: {b} c, ")]
    [InlineData("\"{{")]
    [InlineData("a #b")]
    public void A_long_file_of_one_mistake_is_read_at_once(string mistake) =>
        Assert.NotEmpty(Said("title: {vi: " + string.Concat(Enumerable.Repeat(mistake, 200_000))));

    [GeneratedRegex("between single quotes: ('.*')[.;]")]
    private static partial Regex Quoted();

    private static string Said(string text) =>
        string.Join('\n', RuleBookReader.Read([.. RuleFolder.Catalogue(), new RuleFile("x.rule.yaml", text)]).Diagnostics);
}
