using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Reading;

namespace Par.Rules.Dmn;

/// <summary>Reads DMN models: the <c>.dmn</c> files of versions 1.1 to 1.5.</summary>
public static class DmnReader
{
    /// <summary>Reads a model, once; its expressions are read and compiled when they are first needed.</summary>
    /// <param name="file">The model.</param>
    /// <param name="others">The files in which models that it imports may be found.</param>
    public static DmnReading Read(DmnFile file, params IEnumerable<DmnFile> others)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(others);
        var diagnostics = new List<Diagnostic>();
        var model = new ModelReader([.. others], diagnostics).Read(file);
        return new DmnReading(model is null || diagnostics.Count > 0 ? null : new DmnModel(model), diagnostics);
    }
}

/// <summary>What came of reading a model: the model, or everything that is wrong with it.</summary>
/// <param name="Model">The model; null when there is any diagnostic.</param>
/// <param name="Diagnostics">Everything that is wrong, each with its place in the file.</param>
public sealed record DmnReading(DmnModel? Model, IReadOnlyList<Diagnostic> Diagnostics);
