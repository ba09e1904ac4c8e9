using System.Xml.Linq;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel.Kit;

/// <summary>One model of the DMN kit, as far as it consists of literal expressions.</summary>
internal sealed class KitModel
{
    private readonly Dictionary<string, XElement> _byId = [];
    private readonly Dictionary<string, FeelType> _types = [];

    public KitModel(XDocument document)
    {
        var root = document.Root!;
        foreach (var element in root.Elements().Where(element => element.Attribute("id") is not null))
        {
            _byId[(string)element.Attribute("id")!] = element;
        }

        var definitions = Children(root, "itemDefinition").ToDictionary(item => (string)item.Attribute("name")!);
        foreach (var name in definitions.Keys)
        {
            TypeOf(name, definitions);
        }
    }

    public List<string> Problems { get; } = [];

    /// <summary>The value of a decision; false when it, or one it needs, is more than a literal expression.</summary>
    public bool TryDecide(string decision, IReadOnlyDictionary<string, Value> inputs, bool compiled, out Value value)
    {
        value = Value.Null;
        var element = _byId.Values.FirstOrDefault(one => one.Name.LocalName == "decision" && (string?)one.Attribute("name") == decision);
        return element is not null && TryDecide(element, inputs, compiled, out value);
    }

    private bool TryDecide(XElement decision, IReadOnlyDictionary<string, Value> inputs, bool compiled, out Value value)
    {
        value = Value.Null;
        var literal = Children(decision, "literalExpression").SingleOrDefault();
        if (literal is null || Children(decision, "knowledgeRequirement").Any())
        {
            return false;
        }

        var scope = _types.Aggregate(Scope.AsInDmn, (all, type) => all.WithType(type.Key, type.Value));
        var values = new List<Value>();
        foreach (var needed in Children(decision, "informationRequirement").Elements())
        {
            if (!_byId.TryGetValue(((string)needed.Attribute("href")!).TrimStart('#'), out var source) || !TryValue(source, inputs, compiled, out var found))
            {
                return false;
            }

            scope = scope.With((string)source.Attribute("name")!, VariableType(source));
            values.Add(found);
        }

        var text = Children(literal, "text").Single().Value;
        var read = Par.Rules.Feel.Feel.Read(SourceText.Bare(text), scope);
        Problems.AddRange(read.Diagnostics.Select(problem => problem.ToString()));
        if (read.Expression is { } expression)
        {
            var frame = new Frame(scope) { Now = new DateTimeOffset(2024, 7, 10, 9, 0, 0, TimeSpan.FromHours(7)) };
            for (var i = 0; i < values.Count; i++)
            {
                frame[i] = values[i];
            }

            value = Fit(compiled ? expression.Compile().Evaluate(frame) : expression.Interpret(frame), VariableType(decision));
        }

        return true;
    }

    private bool TryValue(XElement source, IReadOnlyDictionary<string, Value> inputs, bool compiled, out Value value)
    {
        if (source.Name.LocalName == "decision")
        {
            return TryDecide(source, inputs, compiled, out value);
        }

        value = Fit(inputs.GetValueOrDefault((string)source.Attribute("name")!, Value.Null), VariableType(source));
        return true;
    }

    private static Value Fit(Value value, FeelType type)
    {
        if (value.IsNull || Typing.Holds(type, value))
        {
            return value;
        }

        if (type is ListType list && Typing.Holds(list.Of, value))
        {
            return Value.Of(new FeelList(value));
        }

        if (type == FeelType.DateTime && value.Kind == ValueKind.Date)
        {
            return Value.Of(new FeelDateTime(value.RawDay, 0, FeelZone.Utc));
        }

        return value.Kind == ValueKind.List && value.AsList.Count == 1 && Typing.Holds(type, value.AsList[0]) ? value.AsList[0] : Value.Null;
    }

    private FeelType VariableType(XElement element) =>
        KitValues.TypeNamed((string?)Children(element, "variable").FirstOrDefault()?.Attribute("typeRef"), _types);

    private FeelType TypeOf(string name, Dictionary<string, XElement> definitions)
    {
        if (_types.TryGetValue(name, out var known) || !definitions.TryGetValue(name, out var definition))
        {
            return known ?? KitValues.TypeNamed(name, _types);
        }

        _types[name] = FeelType.Any;
        return _types[name] = TypeOf(definition, definitions);
    }

    private FeelType TypeOf(XElement definition, Dictionary<string, XElement> definitions)
    {
        var components = Children(definition, "itemComponent").ToArray();
        var function = Children(definition, "functionItem").FirstOrDefault();
        var type = function is not null
            ? FeelType.Function(
                Children(function, "parameters").Select(parameter => TypeOf((string?)parameter.Attribute("typeRef") ?? "Any", definitions)),
                TypeOf((string?)function.Attribute("outputTypeRef") ?? "Any", definitions))
            : components.Length > 0
                ? FeelType.Context(components.Select(part => new ShapeField((string)part.Attribute("name")!, TypeOf(part, definitions))))
                : TypeOf(Children(definition, "typeRef").FirstOrDefault()?.Value ?? "Any", definitions);
        return (string?)definition.Attribute("isCollection") == "true" ? FeelType.List(type) : type;
    }

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);
}
