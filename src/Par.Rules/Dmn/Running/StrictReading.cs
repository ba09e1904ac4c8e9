using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>
/// Reads a piece of FEEL as rule files are read: what DMN turns into null while it runs is a mistake. Running knows nothing of it.
/// </summary>
internal sealed class StrictReading(Definitions model, Element? element)
{
    /// <summary>What is wrong with the piece; and the expression, when nothing is.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="place">The words for where it stands.</param>
    /// <param name="tested">The type of the value that it tests; null when that is the declared one, or it tests none.</param>
    public (CheckedExpression? Expression, IReadOnlyList<Diagnostic> Faults) Of(Written piece, string place, FeelType? tested = null)
    {
        var scope = tested is null ? piece.Scope.Strict : piece.Scope.Strict.Shadowing("?", tested);
        var reading = piece.Read(scope);
        if (reading.Expression is null && element is not null && NotRequired(piece, scope, place) is { Count: > 0 } missing)
        {
            return (null, missing);
        }

        // Whether a cell makes sense is asked of the table as a whole.
        var faults = reading.Diagnostics.Where(found => !piece.IsTests || !found.Code.StartsWith("PAR22", StringComparison.Ordinal));
        return (reading.Expression, [.. faults.Select(found => DmnTypeTexts.Placed(found, place))]);
    }

    // A name may well be known to the model, and only not be required here.
    private List<Diagnostic> NotRequired(Written piece, Scope scope, string place)
    {
        var strangers = new Dictionary<(int Slot, string? Field), Stranger>();
        var wider = scope;
        foreach (var other in model.Elements.Where(other => other != element && IsWritten(other.Variable, piece) && scope.IndexOf(other.Variable) < 0).DistinctBy(other => other.Variable))
        {
            strangers[(wider.Count, null)] = new Stranger(other.Variable, other);
            wider = wider.With(other.Variable, other.Known);
        }

        foreach (var import in model.Imports.Where(import => import.Name.Length > 0 && IsWritten(import.Name, piece) && IsFree(import, scope)))
        {
            wider = wider.Shadowing(import.Name, FeelType.Context(import.Model.Elements.DistinctBy(other => other.Variable).Select(other => new ShapeField(other.Variable, other.Known))));
            foreach (var other in import.Model.Elements.Where(other => !element!.Requirements.All.Any(one => one.Import == import && one.Element == other)))
            {
                strangers.TryAdd((wider.IndexOf(import.Name), other.Variable), new Stranger($"{import.Name}.{other.Variable}", other));
            }
        }

        return piece.Read(wider).Expression is { } expression
            ? [.. Used(expression.Root).Where(used => strangers.ContainsKey(used.Name)).DistinctBy(used => used.Name)
                .Select(used => Told(strangers[used.Name], piece.Text.PositionAt(used.At), place))]
            : [];
    }

    // A model may have thousands of elements, and a piece speaks of few.
    private static bool IsWritten(string name, Written piece) => name.Split(' ').All(word => piece.Text.Text.Contains(word, StringComparison.Ordinal));

    // A context entry or parameter may hide the name of an import.
    private bool IsFree(Import import, Scope scope) =>
        scope.IndexOf(import.Name) < 0 || element!.Requirements.All.Any(one => one.Import == import);

    private Diagnostic Told(Stranger stranger, SourcePosition at, string place) => (element, stranger.Element is KnowledgeModel or DecisionService) switch
    {
        (KnowledgeModel, false) => DmnTypeTexts.NotAParameter(at, place, "business knowledge model", stranger.Name),
        (KnowledgeModel, true) => DmnTypeTexts.NotRequired(at, place, "business knowledge model", stranger.Name, "knowledgeRequirement"),
        (_, true) => DmnTypeTexts.NotRequired(at, place, "decision", stranger.Name, "knowledgeRequirement"),
        _ => DmnTypeTexts.NotRequired(at, place, "decision", stranger.Name, "informationRequirement"),
    };

    private static IEnumerable<((int Slot, string? Field) Name, int At)> Used(Node node) => node switch
    {
        SlotName name => [((name.Slot, null), name.At)],
        PathTo { Source: SlotName name } path => [((name.Slot, path.Name), name.At), ((name.Slot, null), name.At)],
        _ => node.Children.SelectMany(Used),
    };

    private sealed record Stranger(string Name, Element Element);
}
