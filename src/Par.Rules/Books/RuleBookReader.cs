using System.Security.Cryptography;
using System.Text;
using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>Reads rule files into a book, or says everything that is wrong with them.</summary>
public static class RuleBookReader
{
    /// <summary>
    /// Reads all files of a rule book together: <c>*.rule.yaml</c> are rules, other <c>.yaml</c> files under
    /// <c>catalogue/</c> are the catalogue, and files that are not YAML are passed over.
    /// </summary>
    public static BookReading Read(IEnumerable<RuleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var problems = new List<Diagnostic>();
        var texts = files
            .Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal) || file.Path.EndsWith(".yml", StringComparison.Ordinal))
            .Select(file => new YamlText(file.Path, file.Text))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var (ruleFiles, catalogueFiles) = Sort(texts, problems);
        if (catalogueFiles.Count == 0)
        {
            problems.Add(CatalogueTexts.NoCatalogue(new SourcePosition("catalogue", 1, 1)));
        }

        var catalogue = CatalogueReader.Read(catalogueFiles.SelectMany(file => Documents(file, "a part of the catalogue", problems)), problems);
        var rules = Rules(ruleFiles, catalogue, problems);
        var inOrder = problems
            .OrderBy(problem => problem.At.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.At.Line)
            .ThenBy(problem => problem.At.Column)
            .ToList();
        return problems.Count > 0
            ? new BookReading(null, inOrder)
            : new BookReading(new RuleBook(catalogue, rules, Hash(texts)), []);
    }

    private static (List<YamlText> Rules, List<YamlText> Catalogue) Sort(List<YamlText> texts, List<Diagnostic> problems)
    {
        var rules = new List<YamlText>();
        var catalogue = new List<YamlText>();
        foreach (var text in texts)
        {
            if (text.Path.EndsWith(".rule.yaml", StringComparison.Ordinal))
            {
                rules.Add(text);
            }
            else if (("/" + text.Path).Contains("/catalogue/", StringComparison.Ordinal))
            {
                catalogue.Add(text);
            }
            else
            {
                problems.Add(CatalogueTexts.StrangeFile(text.PositionAt(0)));
            }
        }

        return (rules, catalogue);
    }

    private static List<Rule> Rules(List<YamlText> files, RuleCatalogue catalogue, List<Diagnostic> problems)
    {
        var rules = new List<Rule>();
        var names = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var (rule, name) = RuleFileReader.Read(file, Documents(file, "a rule", problems), catalogue, problems);
            if (name is not null && !names.TryAdd(name.Text, name.At))
            {
                problems.Add(RuleTexts.RuleTwice(name.At, name.Text, names[name.Text]));
            }

            if (rule is not null)
            {
                rules.Add(rule);
            }
        }

        return [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
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

    private static string Hash(List<YamlText> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{text.Path}\0{text.Text}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
