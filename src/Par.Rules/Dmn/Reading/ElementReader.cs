using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;

namespace Par.Rules.Dmn.Reading;

/// <summary>Reads the elements of a model and what each of them requires.</summary>
internal sealed class ElementReader(Definitions model, ExpressionReader expressions, TypeReader types, List<Diagnostic> diagnostics)
{
    private readonly Dictionary<string, Element> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(XmlPart Part, Element Element)> _read = [];

    public void Read(XmlPart root)
    {
        foreach (var part in root.Parts)
        {
            Add(part);
        }

        foreach (var (part, element) in _read)
        {
            Link(part, element);
        }

        new Cycles(diagnostics).Check(model.Elements);
    }

    private void Add(XmlPart part)
    {
        if (part.Name is not ("inputData" or "decision" or "businessKnowledgeModel" or "decisionService") || Names.Of(part, diagnostics) is not { } name)
        {
            return;
        }

        var id = part["id"] ?? name;
        Element element = part.Name switch
        {
            "inputData" => new InputData(id, name, part.At),
            "decision" => new Decision(id, name, part.At, expressions.Within(part)),
            "decisionService" => new DecisionService(id, name, part.At),
            _ => new KnowledgeModel(id, name, part.At, part.First("encapsulatedLogic") is { } logic ? expressions.Function(logic) : null),
        };

        var variable = part.First("variable");
        element.Variable = variable?["name"] is { } called && !string.IsNullOrWhiteSpace(called) ? Names.Single(called) : name;
        element.Type = types.Find(variable);
        var kind = Kind(part.Name);
        if (!_byId.TryAdd(id, element))
        {
            diagnostics.Add(DmnTexts.Twice(part.At, "elements with the id", id));
        }
        else if (!_names.TryAdd(name, kind))
        {
            diagnostics.Add(DmnTexts.Twice(part.At, _names[name] == kind ? kind + "s" : "elements", name));
        }

        model.Elements.Add(element);
        _read.Add((part, element));
    }

    private void Link(XmlPart part, Element element)
    {
        if (element is DecisionService service)
        {
            service.Outputs = [.. part.All("outputDecision").Select(wanted => Find(wanted, "decision")).OfType<Requirement>()];
            service.Inputs =
            [
                .. part.All("inputData").Select(wanted => Find(wanted, "input")).OfType<Requirement>(),
                .. part.All("inputDecision").Select(wanted => Find(wanted, "decision")).OfType<Requirement>(),
            ];
            if (service.Outputs.Count == 0)
            {
                diagnostics.Add(DmnTexts.MissingPart(part.At, "decision service", "outputDecision"));
            }

            return;
        }

        var required = part.Parts.Where(one => one.Name is "informationRequirement" or "knowledgeRequirement")
            .SelectMany(one => one.Parts)
            .Where(one => one.Name is "requiredInput" or "requiredDecision" or "requiredKnowledge");
        Requirement[] all =
        [
            .. required.Select(one => Find(one, one.Name switch { "requiredInput" => "input", "requiredDecision" => "decision", _ => "function" }))
                .OfType<Requirement>()
                .Where(one => one.Element != element || element is not KnowledgeModel),
        ];
        element.Requirements = new Requirements(all, model.Types);
    }

    private Requirement? Find(XmlPart part, string wanted)
    {
        var href = part["href"] ?? "";
        var hash = href.LastIndexOf('#');
        var (space, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (space.Length == 0 || space == model.Space)
        {
            if (_byId.TryGetValue(id, out var own) && Is(own, wanted))
            {
                return new Requirement(null, own);
            }
        }
        else if (model.Imports.Find(one => one.Space == space) is { } import && import.Model.Elements.Find(one => one.Id == id) is { } found && Is(found, wanted))
        {
            return new Requirement(import, found);
        }

        diagnostics.Add(DmnTexts.UnknownReference(part.At, wanted, href, Nearest.Name(id, _byId.Where(one => Is(one.Value, wanted)).Select(one => one.Key)) is { } nearest ? $"#{nearest}" : null));
        return null;
    }

    private static bool Is(Element element, string wanted) => wanted switch
    {
        "input" => element is InputData,
        "decision" => element is Decision,
        _ => element is KnowledgeModel or DecisionService,
    };

    private static string Kind(string element) => element switch
    {
        "inputData" => "input",
        "businessKnowledgeModel" => "business knowledge model",
        "decisionService" => "decision service",
        _ => element,
    };
}
