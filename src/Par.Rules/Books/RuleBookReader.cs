using System.Security.Cryptography;
using System.Text;
using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads rule files into a book, or says everything that is wrong with them.</summary>
public static class RuleBookReader
{
    /// <summary>The plain case, both sides of a boundary, nothing on record, a silent registry, the old law.</summary>
    private const int FewestExamples = 6;

    // What modelling tools and plain editors put behind the ending that was meant.
    private static readonly string[] OneEndingTooMany = [".dmn.xml", ".dmn.txt", ".yaml.txt", ".yml.txt"];

    /// <summary>
    /// Reads all files of a rule book together: <c>*.rule.yaml</c> are rules, other <c>.yaml</c> files under
    /// <c>catalogue/</c> are the catalogue, <c>.dmn</c> files are the models that rules ask with <c>decide</c>, any other YAML file
    /// and a file with one ending too many, such as <c>.dmn.xml</c> or <c>.rule.yaml.txt</c>, is a problem, and all other files are passed over.
    /// </summary>
    public static BookReading Read(IEnumerable<RuleFile> files) => Read(files, fewestExamples: 0);

    /// <summary>Reads a rule book as it is handed in: as <see cref="Read(IEnumerable{RuleFile})"/> does, and each rule must have six examples.</summary>
    public static BookReading Check(IEnumerable<RuleFile> files) => Read(files, FewestExamples);

    private static BookReading Read(IEnumerable<RuleFile> files, int fewestExamples)
    {
        ArgumentNullException.ThrowIfNull(files);
        var problems = new List<Diagnostic>();
        var given = files.ToList();
        var models = given
            .Where(file => Path.GetExtension(file.Path).Equals(".dmn", StringComparison.OrdinalIgnoreCase))
            .Select(file => new DmnFile(file.Path, YamlText.Normalised(file.Text)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var texts = given
            .Where(file => IsYaml(file.Path))
            .Select(file => new YamlText(file.Path, file.Text))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        problems.AddRange(given.Select(file => TooMany(file.Path)).OfType<Diagnostic>());
        var (ruleFiles, catalogueFiles) = Sort(texts, problems);
        if (catalogueFiles.Count == 0)
        {
            problems.Add(CatalogueTexts.NoCatalogue(new SourcePosition("catalogue", 1, 1)));
        }

        var catalogue = CatalogueReader.Read(catalogueFiles.SelectMany(file => Documents(file, "a part of the catalogue", problems)), problems);
        var ground = Scope.Empty.Offering(new DecideFunction(DecisionModels.Read(models, problems)));
        var rules = Rules(ruleFiles, catalogue, ground, fewestExamples, problems);
        Consequences.LeaveOut(problems, catalogueFiles);
        var inOrder = problems
            .OrderBy(problem => problem.At.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.At.Line)
            .ThenBy(problem => problem.At.Column)
            .ToList();
        return problems.Count > 0
            ? new BookReading(null, inOrder)
            : new BookReading(new RuleBook(catalogue, rules, Hash([.. texts.Select(text => (text.Path, text.Text)), .. models.Select(model => (model.Path, model.Text))])), []);
    }

    private static (List<YamlText> Rules, List<YamlText> Catalogue) Sort(List<YamlText> texts, List<Diagnostic> problems)
    {
        var rules = new List<YamlText>();
        var catalogue = new List<YamlText>();
        foreach (var text in texts)
        {
            var inCatalogue = ("/" + text.Path).Contains("/catalogue/", StringComparison.Ordinal);
            if (!text.Path.EndsWith(".yaml", StringComparison.Ordinal))
            {
                problems.Add(CatalogueTexts.OtherEnding(text.PositionAt(0), Path.GetExtension(text.Path), Renamed(text.Path, inCatalogue ? ".yaml" : ".rule.yaml")));
            }
            else if (text.Path.EndsWith(".rule.yaml", StringComparison.Ordinal))
            {
                rules.Add(text);
            }
            else if (inCatalogue)
            {
                catalogue.Add(text);
            }
            else
            {
                problems.Add(CatalogueTexts.StrangeFile(text.PositionAt(0), Renamed(text.Path, ".rule.yaml")));
            }
        }

        return (rules, catalogue);
    }

    private static Diagnostic? TooMany(string path)
    {
        var ending = OneEndingTooMany.FirstOrDefault(one => path.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        var bare = Path.GetFileNameWithoutExtension(path);
        return ending is null ? null : CatalogueTexts.OtherEnding(
            new SourcePosition(path, 1, 1), path[^ending.Length..], ending.StartsWith(".yml", StringComparison.Ordinal) ? Path.ChangeExtension(bare, ".yaml") : bare);
    }

    private static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";

    /// <summary>The file's own name with the ending it should have.</summary>
    private static string Renamed(string path, string ending)
    {
        var bare = Path.GetFileNameWithoutExtension(path);
        return (bare.EndsWith(".rule", StringComparison.OrdinalIgnoreCase) ? bare[..^".rule".Length] : bare) + ending;
    }

    private static List<Rule> Rules(List<YamlText> files, RuleCatalogue catalogue, Scope ground, int fewestExamples, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var rules = new List<Rule>();
        var names = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var documents = Documents(file, "a rule", problems);
            var (rule, name) = RuleFileReader.Read(file, documents, catalogue, ground, problems);
            if (documents.Count > 0 && RuleFileReader.Examples(documents) is var examples && examples < fewestExamples)
            {
                problems.Add(RuleTexts.TooFewExamples(file.PositionAt(0), examples, fewestExamples));
            }

            if (name is not null && !names.TryAdd(name.Text, name.At))
            {
                problems.Add(RuleTexts.RuleTwice(name.At, name.Text, names[name.Text]));
            }

            if (rule is not null)
            {
                rules.Add(rule);
            }
        }

        rules.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        if (problems.Count == before)
        {
            BookChecks.Check(rules, problems);
        }

        return rules;
    }

    private static List<YamlNode> Documents(YamlText file, string what, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var documents = YamlReader.Read(file, problems).Where(document => document is not YamlScalar { IsNull: true }).ToList();
        if (documents.Count == 0 && problems.Count == before)
        {
            problems.Add(YamlTexts.NoDocument(file.PositionAt(0), what));
        }

        return documents;
    }

    private static string Hash(IEnumerable<(string Path, string Text)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{text}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
