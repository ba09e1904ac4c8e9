using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;

namespace Par.Rules.Dmn.Reading;

/// <summary>Reads boxed expressions of every kind.</summary>
internal sealed class ExpressionReader(TypeReader types, List<Diagnostic> diagnostics)
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "literalExpression", "invocation", "context", "list", "relation", "functionDefinition", "decisionTable", "conditional", "filter", "for", "some", "every",
    };

    /// <summary>The expression directly within an element; null when it has none.</summary>
    public Boxed? Within(XmlPart? holder) => holder?.Parts.FirstOrDefault(part => Kinds.Contains(part.Name)) is { } part ? Read(part) : null;

    /// <summary>The expression within a part that must be there.</summary>
    public Boxed Needed(XmlPart owner, string name)
    {
        if (Within(owner.First(name)) is { } found)
        {
            return found;
        }

        diagnostics.Add(DmnTexts.MissingPart(owner.At, owner.Name, name));
        return new ForeignBox(owner.At, name);
    }

    /// <summary>What is written in an element's text.</summary>
    public Boxed Literal(XmlPart part, ItemType? type)
    {
        if (part["expressionLanguage"] is { } language && !IsFeel(language))
        {
            diagnostics.Add(DmnTexts.OtherLanguage(part.At, language));
            return new ForeignBox(part.At, language);
        }

        var text = part.First("text");
        return new LiteralBox(text?.Text ?? part.Text, text?.At ?? part.At, type);
    }

    /// <summary>The logic of a function: a business knowledge model's, or a function definition's.</summary>
    public FunctionBox Function(XmlPart part)
    {
        var parameters = part.All("formalParameter")
            .Select(parameter => Names.Of(parameter, diagnostics) is { } name ? new BoxParameter(name, types.Find(parameter)) : null)
            .OfType<BoxParameter>()
            .ToArray();
        foreach (var twice in parameters.GroupBy(parameter => parameter.Name).Where(group => group.Count() > 1))
        {
            diagnostics.Add(DmnTexts.Twice(part.At, "parameters", twice.Key));
        }

        // Java and PMML are other kinds of function; they are read and never run.
        var body = part["kind"] is null or "FEEL" or "" ? Within(part) : new ForeignBox(part.At, part["kind"]!);
        return new FunctionBox(part.At, types.Find(part), parameters, body);
    }

    private Boxed Read(XmlPart part)
    {
        var type = types.Find(part);
        return part.Name switch
        {
            "literalExpression" => Literal(part, type),
            "invocation" => new InvocationBox(part.At, type, CalledBy(part), [.. part.All("binding").Select(Binding).OfType<KeyValuePair<string, Boxed?>>()]),
            "context" => Context(part, type),
            "list" => new ListBox(part.At, type, [.. part.Parts.Where(one => Kinds.Contains(one.Name)).Select(Read)]),
            "relation" => Relation(part, type),
            "functionDefinition" => Function(part),
            "decisionTable" => new TableReader(this, types, diagnostics).Read(part, type),
            "conditional" => new ConditionalBox(part.At, type, Needed(part, "if"), Needed(part, "then"), Needed(part, "else")),
            "filter" => new FilterBox(part.At, type, Needed(part, "in"), Needed(part, "match")),
            "for" => new ForBox(part.At, type, Iterator(part), Needed(part, "in"), Needed(part, "return")),
            _ => new QuantifiedBox(part.At, type, part.Name == "every", Iterator(part), Needed(part, "in"), Needed(part, "satisfies")),
        };
    }

    private static bool IsFeel(string language) =>
        language.Length == 0 || language.TrimEnd('/').EndsWith("feel", StringComparison.OrdinalIgnoreCase);

    private string Iterator(XmlPart part)
    {
        if (part["iteratorVariable"] is { Length: > 0 } name)
        {
            return Names.Single(name);
        }

        diagnostics.Add(DmnTexts.MissingAttribute(part.At, part.Name, "iteratorVariable"));
        return "item";
    }

    private Boxed CalledBy(XmlPart part)
    {
        if (Within(part) is { } function)
        {
            return function;
        }

        diagnostics.Add(DmnTexts.MissingPart(part.At, part.Name, "expression that gives the function"));
        return new ForeignBox(part.At, part.Name);
    }

    private KeyValuePair<string, Boxed?>? Binding(XmlPart part)
    {
        if (part.First("parameter") is not { } parameter)
        {
            diagnostics.Add(DmnTexts.MissingPart(part.At, part.Name, "parameter"));
            return null;
        }

        return Names.Of(parameter, diagnostics) is { } name ? new(name, Within(part)) : null;
    }

    private ContextBox Context(XmlPart part, ItemType? type)
    {
        var entries = new List<ContextBoxEntry>();
        foreach (var entry in part.All("contextEntry"))
        {
            var variable = entry.First("variable");
            var name = variable is null ? null : Names.Of(variable, diagnostics);
            if (Within(entry) is not { } value)
            {
                diagnostics.Add(DmnTexts.MissingPart(entry.At, entry.Name, "expression"));
            }
            else if (name is not null && entries.Exists(other => other.Name == name))
            {
                diagnostics.Add(DmnTexts.Twice(entry.At, "context entries", name));
            }
            else
            {
                entries.Add(new ContextBoxEntry(name, types.Find(variable), value));
            }
        }

        return new ContextBox(part.At, type, entries);
    }

    private RelationBox Relation(XmlPart part, ItemType? type)
    {
        var columns = part.All("column").Select(column => Names.Of(column, diagnostics) ?? "").ToArray();
        var rows = new List<IReadOnlyList<Boxed>>();
        foreach (var row in part.All("row"))
        {
            var cells = row.Parts.Where(cell => Kinds.Contains(cell.Name)).Select(Read).ToArray();
            if (cells.Length == columns.Length)
            {
                rows.Add(cells);
            }
            else
            {
                diagnostics.Add(DmnTexts.WrongCellCount(row.At, $"row {rows.Count + 1}", "cell", columns.Length, cells.Length));
            }
        }

        return new RelationBox(part.At, type, columns, rows);
    }
}
