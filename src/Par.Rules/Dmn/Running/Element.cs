using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>A part of a model that others can need: an input, a decision, a business knowledge model, a decision service.</summary>
internal abstract class Element(string id, string name, SourcePosition at)
{
    public string Id => id;

    public string Name { get; } = name;

    public SourcePosition At => at;

    /// <summary>What its value is called where it is needed.</summary>
    public string Variable { get; set; } = name;

    /// <summary>The type it is declared to have; null when none is.</summary>
    public ItemType? Type { get; set; }

    /// <summary>What it needs itself.</summary>
    public Requirements Requirements { get; set; } = Requirements.None;

    /// <summary>The type that expressions may count on.</summary>
    public virtual FeelType Known => Type?.Feel ?? FeelType.Any;

    /// <summary>The elements to be worked out before this one, for finding cycles.</summary>
    public virtual IEnumerable<Element> Needs => Requirements.All.Select(requirement => requirement.Element);

    /// <summary>Its logic, bound to the names it may speak of; null when it has none.</summary>
    public virtual Boxed? Logic => null;

    public abstract Value Evaluate(Deciding run, Frame frame);
}

/// <summary>A model that another one imports under a name.</summary>
internal sealed record Import(string Name, string Space, Definitions Model);

/// <summary>One thing that an element needs; of an imported model when there is an import.</summary>
internal sealed record Requirement(Import? Import, Element Element)
{
    public Value ValueIn(Deciding run, Frame frame) => (Import is null ? run : run.Of(Import)).ValueOf(Element, frame);
}

/// <summary>What is handed in from outside.</summary>
internal sealed class InputData(string id, string name, SourcePosition at) : Element(id, name, at)
{
    public override Value Evaluate(Deciding run, Frame frame)
    {
        var value = run.Inputs.TryGet(Name, out var given) || run.Inputs.TryGet(Variable, out given) ? given : Value.Null;
        return Type is null ? value : Type.Fit(value, new Surroundings(run, frame, []), At, $"the input '{Name}'");
    }
}

/// <summary>A decision.</summary>
internal sealed class Decision : Element
{
    private readonly Boxed? _logic;
    private readonly Lazy<Boxed?> _bound;

    public Decision(string id, string name, SourcePosition at, Boxed? logic)
        : base(id, name, at)
    {
        _logic = logic;
        _bound = new Lazy<Boxed?>(Bind);
    }

    public override FeelType Known => Type?.Feel is { } type && type != FeelType.Any ? type : _bound.Value?.Known ?? FeelType.Any;

    public override Boxed? Logic => _bound.Value;

    public override Value Evaluate(Deciding run, Frame frame)
    {
        if (_bound.Value is not { } logic)
        {
            return Value.Null;
        }

        var around = new Surroundings(run, frame, Requirements.Values(run, frame));
        return Fit(logic.Evaluate(around), around);
    }

    /// <summary>A value as one of the type that the decision is declared to have.</summary>
    public Value Fit(Value value, Surroundings around) => Type is null ? value : Type.Fit(value, around, At, $"the decision '{Name}'");

    private Boxed? Bind()
    {
        _logic?.Bind(Requirements.Scope);
        return _logic;
    }
}

/// <summary>A business knowledge model: a function that decisions can call.</summary>
internal sealed class KnowledgeModel : Element
{
    private readonly FunctionBox? _logic;
    private readonly Lazy<FunctionBox?> _bound;

    public KnowledgeModel(string id, string name, SourcePosition at, FunctionBox? logic)
        : base(id, name, at)
    {
        _logic = logic;
        _bound = new Lazy<FunctionBox?>(Bind);
    }

    public override FeelType Known => _logic?.Signature(Type?.Result) ?? FeelType.Any;

    public override Boxed? Logic => _bound.Value;

    public override Value Evaluate(Deciding run, Frame frame)
    {
        if (_bound.Value is not { } logic)
        {
            return Value.Null;
        }

        var around = new Surroundings(run, frame, [.. Requirements.Values(run, frame), Value.Null]);
        var function = logic.Make(around, Type?.Result);
        function.KnowsItselfAs(Requirements.Scope.Shadowing(Variable, FeelType.Any).IndexOf(Variable));
        return Value.Of(function);
    }

    private FunctionBox? Bind()
    {
        _logic?.Bind(Requirements.Scope.Shadowing(Variable, FeelType.Any));
        return _logic;
    }
}
