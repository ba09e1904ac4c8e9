using System.Text.RegularExpressions;

namespace Par.Rules.Tests.Diagnostics;

/// <summary>What the checker of the rule language can say is said by some bad file, word for word.</summary>
public sealed partial class PinnedWordsTests
{
    private static readonly string[] Checkers = ["FeelReadingTexts", "FeelTypeTexts", "FeelSenseTexts", "DecideTexts", "DmnTexts", "DmnTypeTexts", "DmnTableTexts"];

    /// <summary>What no single small file can show; other tests pin it.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["PAR312"] = "a file of millions of letters: RefusalTests",
        ["PAR328"] = "a chain of hundreds of elements: RefusalTests",
        ["PAR335"] = "a table of thousands of rules: TableCheckTests",
        ["PAR340"] = "said while deciding: DecidingWordsTests",
        ["PAR341"] = "said while deciding: TableTests",
        ["PAR342"] = "said while deciding: DecidingWordsTests",
        ["PAR343"] = "said while deciding: DecidingWordsTests",
        ["PAR371"] = "two models of one name: DecideTests",
    };

    [Fact]
    public void Every_message_of_the_checker_stands_in_the_words_of_some_bad_file()
    {
        var texts = Checkers.Select(name => File.ReadAllText(Path.Combine(RuleFolder.Repository, "src", "Par.Rules", "Diagnostics", name + ".cs")));
        var codes = texts.SelectMany(text => Code().Matches(text)).Select(found => found.Value).ToHashSet(StringComparer.Ordinal);
        var pinned = Directory.EnumerateFiles(Path.Combine(RuleFolder.Here, "bad"), "*.expected").SelectMany(path => Code().Matches(File.ReadAllText(path)))
            .Select(found => found.Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(codes.Count > 60, $"{codes.Count} codes");
        Assert.Equal("", string.Join(", ", codes.Except(pinned).Except(Elsewhere.Keys).Order(StringComparer.Ordinal)));
        Assert.Equal("", string.Join(", ", Elsewhere.Keys.Intersect(pinned)));
    }

    [GeneratedRegex("PAR[0-9]{3}")]
    private static partial Regex Code();
}
