using Par.Rules.Dmn;

namespace Par.Rules.Tests.Dmn;

/// <summary>Models with something wrong, and the words for it: RuleFiles/bad/NAME.model.dmn, which may import NAME.*.dmn.</summary>
public sealed class BadModelTests
{
    private static readonly string Folder = Path.Combine(RuleFolder.Here, "bad");

    public static TheoryData<string> BadModels() =>
        [.. Directory.EnumerateFiles(Folder, "*.model.dmn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(BadModels))]
    public void A_bad_model_is_refused_in_exactly_these_words(string name)
    {
        var others = Directory.EnumerateFiles(Folder, name.Replace(".model.dmn", ".*.dmn", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)).Where(other => other != name).Order(StringComparer.Ordinal);
        var reading = DmnReader.Read(File(name), others.Select(File));

        var said = string.Concat(reading.Diagnostics.Concat(reading.Model?.Check() ?? []).Select(diagnostic => diagnostic + "\n"));
        var expected = Path.ChangeExtension(Path.Combine(Folder, name), ".expected");
        if (RuleFolder.Accepting)
        {
            System.IO.File.WriteAllText(expected, said);
        }

        Assert.NotEqual("", said);
        Assert.Equal(System.IO.File.Exists(expected) ? System.IO.File.ReadAllText(expected) : "", said);
    }

    private static DmnFile File(string name) => new(name, System.IO.File.ReadAllText(Path.Combine(Folder, name)));
}
