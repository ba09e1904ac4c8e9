using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Running;

namespace Par.Rules.Dmn.Running;

/// <summary>A parameter of a function.</summary>
internal sealed record BoxParameter(string Name, ItemType? Type);

/// <summary>A function definition: parameters, and a body that is a boxed expression. Without a body it gives null.</summary>
internal sealed class FunctionBox(SourcePosition at, ItemType? type, IReadOnlyList<BoxParameter> parameters, Boxed? body) : Boxed(at, type)
{
    public IReadOnlyList<BoxParameter> Parameters => parameters;

    public Boxed? Body => body;

    public override IEnumerable<Boxed> Parts => body is null ? [] : [body];

    /// <summary>The places of the parameters in the body's scope.</summary>
    public int[] Slots { get; private set; } = [];

    protected override FeelType Found => Signature(null);

    public FeelType Signature(ItemType? result) =>
        FeelType.Function(parameters.Select(parameter => parameter.Type?.Feel ?? FeelType.Any), result?.Feel ?? FeelType.Any);

    public override void Bind(Scope scope)
    {
        foreach (var parameter in parameters)
        {
            scope = scope.Shadowing(parameter.Name, parameter.Type?.Feel ?? FeelType.Any);
        }

        Slots = [.. parameters.Select(parameter => scope.IndexOf(parameter.Name))];
        body?.Bind(scope);
    }

    public DmnFunction Make(Surroundings around, ItemType? result) => new(this, around, result);

    protected override Value Work(Surroundings around) => body is null ? Value.Null : Value.Of(Make(around, null));
}

/// <summary>A call of a function, each of its parameters bound to an expression by name.</summary>
internal sealed class InvocationBox(SourcePosition at, ItemType? type, Boxed function, IReadOnlyList<KeyValuePair<string, Boxed?>> bindings)
    : Boxed(at, type)
{
    private readonly string[] _names = [.. bindings.Select(binding => binding.Key)];

    public override IEnumerable<Boxed> Parts => [function, .. bindings.Select(binding => binding.Value).OfType<Boxed>()];

    public override void Bind(Scope scope)
    {
        foreach (var part in Parts)
        {
            part.Bind(scope);
        }
    }

    protected override Value Work(Surroundings around)
    {
        var called = function.Evaluate(around);
        var arguments = bindings.Select(binding => binding.Value?.Evaluate(around) ?? Value.Null).ToArray();
        return Functions.Call(around.Frame, called, arguments, _names.Length == 0 ? null : _names, At);
    }
}
