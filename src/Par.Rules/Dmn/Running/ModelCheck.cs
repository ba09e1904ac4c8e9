using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn.Running;

/// <summary>Finds what is wrong with the FEEL of a model and with its types, and names the decision and the cell.</summary>
internal sealed class ModelCheck(Definitions model)
{
    private readonly List<Diagnostic> _found = [];

    public static List<Diagnostic> Of(Definitions model)
    {
        var check = new ModelCheck(model);
        foreach (var type in model.Types.Named.Where(type => !type.Key.Contains('.', StringComparison.Ordinal)))
        {
            check.Look(type.Value, type.Key);
        }

        foreach (var element in model.Elements)
        {
            check.Look(element);
        }

        // The values that a type allows are told of again by each table that takes them over.
        return [.. check._found.DistinctBy(found => (found.At, found.Code, Bare(found.Problem)))];
    }

    // The problem without the place in front of it.
    private static string Bare(string problem) => problem[(problem.IndexOf(": ", StringComparison.Ordinal) + 1)..];

    private void Look(ItemType type, string name)
    {
        foreach (var tests in new[] { type.Allowed, type.Whole }.OfType<Constraint>())
        {
            _found.AddRange(new StrictReading(model, null).Of(tests.Written, $"the values that the type '{name}' allows").Faults);
        }

        foreach (var component in type.Components)
        {
            Look(component.Value, $"{name}.{component.Key}");
        }
    }

    private void Look(Element element)
    {
        var (kind, wanted) = element is KnowledgeModel ? ("business knowledge model", element.Type?.Result) : ("decision", element.Type);
        var place = $"{kind} '{element.Name}'";
        switch (element)
        {
            case Decision { Logic: null } or KnowledgeModel { Logic: null or FunctionBox { Body: null } }:
                _found.Add(DmnTypeTexts.NoLogic(element.At, $"the {place}"));
                break;
            case KnowledgeModel { Logic: FunctionBox { Body: { } body } }:
                new BoxCheck(model, element, _found).Look(body, place, wanted);
                break;
            case Decision { Logic: { } logic }:
                new BoxCheck(model, element, _found).Look(logic, place, wanted);
                break;
            default:
                break;
        }
    }
}
