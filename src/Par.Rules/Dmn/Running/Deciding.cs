using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>One evaluation of a model: its inputs, the decisions made so far, and what came up on the way.</summary>
internal sealed class Deciding(FeelContext inputs, List<Diagnostic> problems, int runsBeforeCompiling)
{
    private const int MostProblems = 100;

    private readonly Dictionary<Element, Value> _known = [];
    private readonly Dictionary<Import, Deciding> _imports = [];

    public FeelContext Inputs => inputs;

    public int RunsBeforeCompiling => runsBeforeCompiling;

    public void Note(params IEnumerable<Diagnostic> found)
    {
        foreach (var one in found)
        {
            if (problems.Count < MostProblems && !problems.Contains(one))
            {
                problems.Add(one);
            }
        }
    }

    /// <summary>The value of an element; each is worked out once.</summary>
    public Value ValueOf(Element element, Frame frame)
    {
        if (!_known.TryGetValue(element, out var value))
        {
            DmnFunction.Enter(frame, element.At);
            _known[element] = value = element.Evaluate(this, frame);
        }

        return value;
    }

    /// <summary>
    /// The evaluation of an imported model. Its inputs stand under the import's name, because one model may be imported along
    /// several ways with different inputs.
    /// </summary>
    public Deciding Of(Import import)
    {
        if (!_imports.TryGetValue(import, out var inner))
        {
            var own = inputs.TryGet(import.Name, out var given) && given.Kind == ValueKind.Context ? given.AsContext : inputs;
            _imports[import] = inner = new Deciding(own, problems, runsBeforeCompiling);
        }

        return inner;
    }

    /// <summary>An evaluation of a decision service: only what was handed to it is given.</summary>
    public Deciding Within(IEnumerable<KeyValuePair<Requirement, Value>> given)
    {
        var inner = new Deciding(FeelContext.Of([]), problems, runsBeforeCompiling);
        foreach (var (requirement, value) in given)
        {
            var owner = requirement.Import is { } import ? inner.Of(import) : inner;
            owner._known[requirement.Element] = value;
        }

        return inner;
    }
}
