using Par.Rules.Dmn.Running;
using Par.Rules.Feel;

namespace Par.Rules.Dmn;

/// <summary>One thing that must be handed in to decide: an input, or all inputs of an imported model by its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as FEEL sees it.</param>
/// <param name="Declared">The type that the model declares; null when it declares none.</param>
internal sealed record DecisionInput(string Name, FeelType Type, ItemType? Declared);

/// <summary>A decision or decision service of a model, found beforehand, so that nothing is looked for when it decides.</summary>
internal sealed class PreparedDecision
{
    private readonly DmnModel _model;
    private readonly Element _element;

    public PreparedDecision(DmnModel model, Element element)
    {
        (_model, _element) = (model, element);
        Inputs = element is DecisionService service
            ? [.. service.Inputs.Select(input => new DecisionInput(input.Element.Variable, input.Element.Known, input.Element.Type))]
            : [.. InputsOf(Needed(element, []))];
        Gives = element is DecisionService { Outputs: var outputs }
            ? outputs.Count == 1 ? ResultOf(outputs[0].Element) : FeelType.Context(outputs.Select(output => new ShapeField(output.Element.Variable, ResultOf(output.Element))))
            : ResultOf(element);
    }

    /// <summary>The name of the decision or decision service.</summary>
    public string Name => _element.Name;

    /// <summary>What must be handed in, and nothing that the answer does not depend on.</summary>
    public IReadOnlyList<DecisionInput> Inputs { get; }

    /// <summary>The type of the answer.</summary>
    public FeelType Gives { get; }

    /// <summary>Its look-up for inputs handed in under some names; null when it does more than looking up.</summary>
    public LookedUp? LookUp(IReadOnlyList<string> given) => _element is Decision decision ? LookedUp.Of(decision, given) : null;

    public DmnAnswer Decide(FeelContext inputs, Frame frame) => _element switch
    {
        DecisionService service => _model.Call(service, inputs, frame),
        _ => _model.Decide((Decision)_element, inputs, frame),
    };

    // A table that gives one answer gives it in the type of its column, also where the decision declares none.
    private static FeelType ResultOf(Element element) => element switch
    {
        { Known: var known } when known != FeelType.Any => known,
        { Logic: TableBox { IsOneAnswer: true, Outputs: [{ Type: { } column }] } } => column.Feel,
        _ => FeelType.Any,
    };

    private static IEnumerable<DecisionInput> InputsOf(IEnumerable<Requirement> needed)
    {
        var groups = needed.GroupBy(requirement => requirement.Import is { Name.Length: > 0 } import ? import : null).ToList();
        var own = groups.Where(group => group.Key is null).SelectMany(group => group).Select(input => new DecisionInput(input.Element.Name, input.Element.Known, input.Element.Type));
        var imported = groups.Where(group => group.Key is not null).Select(group => (group.Key!.Name, Inputs: InputsOf(group.SelectMany(Inside))));
        return
        [
            .. own.DistinctBy(input => input.Name),
            .. imported.Where(import => import.Inputs.Any())
                .Select(import => new DecisionInput(import.Name, FeelType.Context(import.Inputs.Select(input => new ShapeField(input.Name, input.Type))), null)),
        ];
    }

    private static IEnumerable<Requirement> Inside(Requirement imported) =>
        imported.Element is InputData ? [new Requirement(null, imported.Element)] : Needed(imported.Element, []);

    /// <summary>The input data that an element leads to, and whatever it needs of imported models with a name.</summary>
    private static IEnumerable<Requirement> Needed(Element element, HashSet<Element> seen)
    {
        foreach (var requirement in element.Requirements.All.Where(requirement => seen.Add(requirement.Element)))
        {
            if (requirement.Element is InputData || requirement.Import is { Name.Length: > 0 })
            {
                yield return requirement;
                continue;
            }

            // A decision service takes its inputs from whoever calls it.
            foreach (var further in requirement.Element is DecisionService ? [] : Needed(requirement.Element, seen))
            {
                yield return further;
            }
        }
    }
}
