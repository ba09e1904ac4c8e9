using Par.Rules.Dmn;

namespace Par.Rules.Tests.Dmn;

/// <summary>Models with something wrong, and the words for it: RuleFiles/bad/*.model.dmn.</summary>
public sealed class BadModelTests
{
    public static TheoryData<string> BadModels() =>
        [.. Directory.EnumerateFiles(Path.Combine(RuleFolder.Here, "bad"), "*.model.dmn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(BadModels))]
    public void A_bad_model_is_refused_in_exactly_these_words(string name)
    {
        var path = Path.Combine(RuleFolder.Here, "bad", name);
        var reading = DmnReader.Read(new DmnFile(name, File.ReadAllText(path)));

        var said = string.Concat(reading.Diagnostics.Concat(reading.Model?.Check() ?? []).Select(diagnostic => diagnostic + "\n"));
        var expected = Path.ChangeExtension(path, ".expected");
        if (RuleFolder.Accepting)
        {
            File.WriteAllText(expected, said);
        }

        Assert.NotEqual("", said);
        Assert.Equal(File.Exists(expected) ? File.ReadAllText(expected) : "", said);
    }
}
