using Par.Rules.Diagnostics;
using Par.Rules.Dmn;

namespace Par.Rules.Books;

/// <summary>The DMN models of a rule book, each read once.</summary>
internal sealed class DecisionModels
{
    private readonly Dictionary<string, DmnModel?> _models = new(StringComparer.Ordinal);

    private DecisionModels()
    {
    }

    /// <summary>The paths of all models, also of those that could not be read.</summary>
    public IReadOnlyCollection<string> Paths => _models.Keys;

    /// <summary>Reads all models and everything that is wrong with them; what one imports is looked for among the others.</summary>
    public static DecisionModels Read(IReadOnlyList<DmnFile> files, List<Diagnostic> problems)
    {
        var models = new DecisionModels();
        var found = new List<Diagnostic>();
        foreach (var file in files)
        {
            var reading = DmnReader.Read(file, files.Where(other => other != file));
            found.AddRange(reading.Diagnostics);
            found.AddRange(reading.Model?.Check() ?? []);
            models._models[file.Path] = reading.Model;
        }

        // What is wrong with a model is found again by each that imports it.
        problems.AddRange(found.Distinct());
        return models;
    }

    /// <summary>The paths that end as written: the file's name, or more of the path.</summary>
    public IReadOnlyList<string> Matching(string written) =>
        [.. Paths.Where(path => path == written || path.EndsWith("/" + written, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The model at a path; null when it could not be read, which has been said.</summary>
    public DmnModel? At(string path) => _models[path];
}
