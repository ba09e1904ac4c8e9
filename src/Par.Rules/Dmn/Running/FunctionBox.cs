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

    public override FeelType Gives => FeelType.Function([], FeelType.Any);

    public override IEnumerable<BoxPart> Within(ItemType? wanted) =>
        body is null ? [] : [new BoxPart("the function", body, wanted?.Feel is FunctionType ? wanted.Result : null)];

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

    public Boxed Function => function;

    /// <summary>What is bound that is no parameter, and what is not bound.</summary>
    public IEnumerable<Diagnostic> Faults(IReadOnlyList<BoxParameter> parameters, string place)
    {
        var called = ((LiteralBox)function).Written.Text.Text.Trim();
        var names = parameters.Select(parameter => parameter.Name).ToArray();
        return
        [
            .. _names.Except(names).Select(name => DmnTypeTexts.UnknownArgument(At, place, called, name, Nearest.Name(name, names.Except(_names)))),
            .. names.Except(_names).Select(name => DmnTypeTexts.MissingArgument(At, place, called, name)),
        ];
    }

    /// <summary>What is called and what it is given; the parameters are null when they are not known.</summary>
    public IEnumerable<BoxPart> Bound(IReadOnlyList<BoxParameter>? parameters) =>
    [
        new BoxPart("the called function", function),
        .. bindings.Where(binding => binding.Value is not null).Select(binding => new BoxPart(
            $"argument '{binding.Key}'", binding.Value!, parameters?.FirstOrDefault(parameter => parameter.Name == binding.Key)?.Type)),
    ];

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
