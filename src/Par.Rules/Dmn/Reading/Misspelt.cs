using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn.Reading;

/// <summary>
/// Elements and attributes that DMN does not have, but nearly: reading passes over them, as over what tools add, so a misspelt one would be lost in silence.
/// </summary>
internal static class Misspelt
{
    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "definitions", "import", "itemDefinition", "itemComponent", "typeRef", "allowedValues", "typeConstraint", "functionItem", "parameters", "text",
        "decision", "businessKnowledgeModel", "inputData", "knowledgeSource", "decisionService", "group", "textAnnotation", "association", "elementCollection",
        "performanceIndicator", "organizationUnit", "literalExpression", "context", "contextEntry", "decisionTable", "functionDefinition", "formalParameter",
        "encapsulatedLogic", "invocation", "binding", "parameter", "list", "relation", "column", "row", "conditional", "if", "then", "else", "for", "filter",
        "in", "match", "return", "every", "some", "satisfies", "variable", "question", "allowedAnswers", "informationRequirement", "requiredDecision",
        "requiredInput", "knowledgeRequirement", "requiredKnowledge", "authorityRequirement", "requiredAuthority", "supportedObjective",
        "impactedPerformanceIndicator", "decisionMaker", "decisionOwner", "usingProcess", "usingTask", "impactingDecision", "decisionMade", "decisionOwned",
        "input", "inputExpression", "inputValues", "output", "outputValues", "defaultOutputEntry", "annotation", "rule", "inputEntry", "outputEntry",
        "annotationEntry", "description", "extensionElements", "outputDecision", "encapsulatedDecision", "inputDecision", "sourceRef", "targetRef", "type",
        "owner", "value", "drgElement", "drgElementRef", "importedValues", "importedElement", "expressionLanguage",
    };

    private static readonly string[] Attributes =
        ["name", "label", "typeRef", "hitPolicy", "aggregation", "href", "namespace", "expressionLanguage", "isCollection", "iteratorVariable", "kind", "importType", "outputTypeRef"];

    private static readonly HashSet<string> OtherAttributes = new(StringComparer.Ordinal)
    {
        "id", "outputLabel", "preferredOrientation", "locationURI", "typeLanguage", "exporter", "exporterVersion", "textFormat", "structureRef", "associationDirection",
        "URI", "schemaLocation", "nil",
    };

    /// <summary>What is misspelt in an element and all within it.</summary>
    public static IEnumerable<Diagnostic> Of(XmlPart part)
    {
        foreach (var written in part.AttributeNames)
        {
            if (!Attributes.Contains(written) && !OtherAttributes.Contains(written)
                && (written == "type" && part.Name is "variable" or "inputExpression" or "output" or "column" ? "typeRef" : Nearest.Name(written, Attributes)) is { } attribute)
            {
                yield return DmnTexts.UnknownAttribute(part.At, part.Name, written, attribute);
            }
        }

        if (part.Name == "inputEntry" && part.First("text") is null && !part.Parts.Any(inner => Nearest.Name(inner.Name, ["text"]) is not null))
        {
            yield return DmnTexts.NoText(part.At);
        }

        foreach (var inner in part.Parts)
        {
            if (!Elements.Contains(inner.Name) && inner.Name.Length > 2 && Nearest.Name(inner.Name, Elements) is { } element)
            {
                yield return DmnTexts.UnknownElement(inner.At, inner.Name, element);
            }

            foreach (var found in Of(inner))
            {
                yield return found;
            }
        }
    }
}
