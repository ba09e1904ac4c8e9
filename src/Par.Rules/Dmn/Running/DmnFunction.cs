using System.Runtime.CompilerServices;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>A function whose body is a boxed expression, with the values its body sees around it.</summary>
internal sealed class DmnFunction(FunctionBox box, Surroundings around, ItemType? result) : FeelFunction
{
    private int _itself = -1;

    public override IReadOnlyList<string> Parameters { get; } = [.. box.Parameters.Select(parameter => parameter.Name)];

    internal override FunctionType? Type => (FunctionType)FeelType.Function(
        box.Parameters.Select(parameter => parameter.Type?.Feel ?? FeelType.Any), result?.Feel ?? box.Body?.Inferred ?? FeelType.Any);

    /// <summary>Lets the function call itself by the name at a place of its scope.</summary>
    public void KnowsItselfAs(int slot) => _itself = slot;

    /// <summary>Checks that calls do not lie too deeply within one another.</summary>
    public static void Enter(Frame caller, SourcePosition at)
    {
        caller.Step(at);
        if (caller.Depth >= caller.NestingLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FeelLimitException(FeelLimit.Nesting, at);
        }
    }

    internal override Value Invoke(Frame caller, Value[] arguments)
    {
        if (arguments.Length != Parameters.Count)
        {
            return Value.Null;
        }

        Enter(caller, box.At);
        var inside = around with { Frame = caller };
        inside = _itself < 0 ? inside : inside.With(_itself, Value.Of(this));
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, type) = box.Parameters[i];
            var value = type is null ? arguments[i] : type.Fit(arguments[i], inside, box.At, $"'{name}'");
            if (value.IsNull && !arguments[i].IsNull)
            {
                return Value.Null;
            }

            inside = inside.With(box.Slots[i], value);
        }

        caller.Depth++;
        try
        {
            var given = box.Body!.Evaluate(inside);
            return result is null ? given : result.Fit(given, inside, box.At, "the function's result");
        }
        finally
        {
            caller.Depth--;
        }
    }
}
