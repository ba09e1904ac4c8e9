using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Reading;

/// <summary>Reads the item definitions of a model, and finds types by their names.</summary>
internal sealed class TypeReader(Definitions model, List<Diagnostic> diagnostics)
{
    private const int DeepestNesting = 120;

    private static readonly Dictionary<string, FeelType> BuiltIn = new(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["number"] = FeelType.Number,
        ["string"] = FeelType.String,
        ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["date and time"] = FeelType.DateTime,
        ["dateTime"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysAndTimeDuration,
        ["dayTimeDuration"] = FeelType.DaysAndTimeDuration,
        ["years and months duration"] = FeelType.YearsAndMonthsDuration,
        ["yearMonthDuration"] = FeelType.YearsAndMonthsDuration,
        ["context"] = FeelType.OpenContext,
        ["list"] = FeelType.List(FeelType.Any),
        ["function"] = FeelType.Function([], FeelType.Any),
    };

    private readonly Dictionary<string, XmlPart> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<ItemType> _done = [];
    private int _nesting;

    public void Read(XmlPart root)
    {
        foreach (var part in root.All("itemDefinition"))
        {
            var name = Names.Of(part, diagnostics);
            if (name is not null && !BuiltIn.ContainsKey(name) && !_parts.TryAdd(name, part))
            {
                diagnostics.Add(DmnTexts.Twice(part.At, "types", name));
            }
            else if (name is not null && BuiltIn.ContainsKey(name))
            {
                diagnostics.Add(DmnTexts.BuiltInType(part.At, name));
            }
            else if (name is not null)
            {
                model.Types.TryAdd(name, new ItemType(name, FeelType.Any));
            }
        }

        foreach (var import in model.Imports)
        {
            foreach (var (name, type) in import.Model.Types.Named)
            {
                model.Types.TryAdd(import.Name.Length == 0 ? name : $"{import.Name}.{name}", type);
            }
        }

        foreach (var (name, part) in _parts)
        {
            Finish(model.Types.Named[name], part);
        }

        foreach (var type in _done)
        {
            type.Allowed?.Bind(type is { IsCollection: true, Feel: ListType list } ? list.Of : type.Feel);
            type.Whole?.Bind(type.Feel);
        }
    }

    /// <summary>The type that an element names; null when it names none, and then every value will do.</summary>
    public ItemType? Find(XmlPart? part) => part?["typeRef"] is { } name && !string.IsNullOrWhiteSpace(name) ? Find(name, part.At) : null;

    private ItemType? Find(string written, SourcePosition at)
    {
        var name = Names.Single(written);
        if (model.Types.Named.TryGetValue(name, out var own))
        {
            if (_parts.TryGetValue(name, out var part))
            {
                Finish(own, part);
            }

            return own;
        }

        // In models of version 1.1 names carry the prefix of an XML namespace: feel:number.
        var local = name[(name.LastIndexOf(':') + 1)..];
        if (local != name && model.Types.Named.TryGetValue(local, out own))
        {
            return own;
        }

        if (BuiltIn.TryGetValue(local, out var feel))
        {
            return feel == FeelType.Any ? null : new ItemType(local, feel);
        }

        diagnostics.Add(DmnTexts.UnknownType(at, name, Nearest.Name(name, model.Types.Named.Keys.Concat(BuiltIn.Keys))));
        return null;
    }

    private void Finish(ItemType type, XmlPart part)
    {
        if (!_done.Add(type))
        {
            return;
        }

        if (_nesting >= DeepestNesting)
        {
            diagnostics.Add(DmnTexts.TooDeep(part.At));
            return;
        }

        _nesting++;
        Fill(type, part);
        _nesting--;
    }

    private void Fill(ItemType type, XmlPart part)
    {
        type.IsCollection = part["isCollection"] is "true" or "1";
        type.Components = [.. part.All("itemComponent").Select(Component).OfType<KeyValuePair<string, ItemType>>()];
        foreach (var twice in type.Components.GroupBy(component => component.Key).Where(group => group.Count() > 1))
        {
            diagnostics.Add(DmnTexts.Twice(part.At, "components", twice.Key));
        }

        var named = part.First("typeRef") is { } written && !string.IsNullOrWhiteSpace(written.Text.Text) ? written : null;
        if (named is not null && type.Components.Count == 0)
        {
            type.Base = Find(named.Text.Text, named.At);
            for (var up = type.Base; up is not null; up = up.Base)
            {
                if (ReferenceEquals(up, type))
                {
                    diagnostics.Add(DmnTexts.TypeOfItself(named.At, type.Name));
                    type.Base = null;
                }
            }
        }

        type.Gives = Output(part.First("functionItem"));
        var one = part.First("functionItem") is { } function
            ? Function(function)
            : type.Components.Count > 0
                ? FeelType.Context(type.Components.Select(component => new ShapeField(component.Key, component.Value.Feel)))
                : type.Base?.Feel ?? FeelType.Any;
        type.Feel = type.IsCollection ? FeelType.List(one) : one;
        type.Allowed = Constraint(part.First("allowedValues"));
        type.Whole = Constraint(part.First("typeConstraint"));
    }

    private KeyValuePair<string, ItemType>? Component(XmlPart part)
    {
        if (Names.Of(part, diagnostics) is not { } name)
        {
            return null;
        }

        var type = new ItemType(name, FeelType.Any);
        Finish(type, part);
        return new(name, type);
    }

    private FeelType Function(XmlPart part) => FeelType.Function(
        part.All("parameters").Select(parameter => Find(parameter)?.Feel ?? FeelType.Any),
        Output(part)?.Feel ?? FeelType.Any);

    private ItemType? Output(XmlPart? function) => function?["outputTypeRef"] is { } output ? Find(output, function.At) : null;

    public Constraint? Constraint(XmlPart? part) =>
        part?.First("text")?.Text is { } text && !string.IsNullOrWhiteSpace(text.Text) ? new Constraint(text, model.Types) : null;
}
