using System.Runtime.CompilerServices;
using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>Calls of functions that are values.</summary>
internal static class Functions
{
    public static Value Call(Frame frame, Value function, Value[] arguments, string[]? names, SourcePosition at)
    {
        if (function.IsUnknown)
        {
            return function;
        }

        if (function.Kind != ValueKind.Function)
        {
            return Value.Null;
        }

        frame.Step(at);
        var called = function.AsFunction;
        if (names is null)
        {
            return called.Invoke(frame, arguments);
        }

        var ordered = new Value[called.Parameters.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var place = called.Parameters.ToList().IndexOf(names[i]);
            if (place < 0)
            {
                return Value.Null;
            }

            ordered[place] = arguments[i];
        }

        return names.Length == ordered.Length ? called.Invoke(frame, ordered) : Value.Null;
    }

    /// <summary>Lets a function that was just given a name call itself by it.</summary>
    public static Value Named(Value value, int local)
    {
        if (value.Kind == ValueKind.Function && value.AsFunction is WrittenFunction written)
        {
            written.KnowsItselfAs(local);
        }

        return value;
    }

    public static Value InstanceOf(Value value, FeelType wanted) => value.Kind switch
    {
        ValueKind.Unknown => value,
        ValueKind.Null => Value.Of(wanted == FeelType.Null),
        _ => Value.Of(Typing.Holds(wanted, value)),
    };
}

/// <summary>A function written in an expression, with the values its body sees around it.</summary>
internal sealed class WrittenFunction : FeelFunction
{
    private readonly FunctionOf _written;
    private readonly Func<Frame, Value> _body;
    private readonly Value[] _slots;
    private readonly Value[] _locals;
    private readonly SourcePosition _at;
    private readonly string[] _names;

    public WrittenFunction(FunctionOf written, Func<Frame, Value> body, Frame around, SourcePosition at)
    {
        (_written, _body, _at) = (written, body, at);
        _slots = [.. around.Slots];
        _locals = [.. around.Locals];
        _names = [.. written.Parameters.Select(parameter => parameter.Name)];
    }

    public override IReadOnlyList<string> Parameters => _names;

    internal override FunctionType? Type => (FunctionType)_written.Type;

    public void KnowsItselfAs(int local) => _locals[local] = Value.Of(this);

    internal override Value Invoke(Frame caller, Value[] arguments)
    {
        if (arguments.Length != _names.Length)
        {
            return Value.Null;
        }

        if (caller.Depth >= caller.NestingLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FeelLimitException(FeelLimit.Nesting, _at);
        }

        var frame = caller.Inner(_slots, _locals);
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = _written.Parameters[i];
            var (value, fits) = Fit(arguments[i], parameter.Type);
            if (!fits)
            {
                return Value.Null;
            }

            frame.Locals[parameter.Local] = value;
        }

        try
        {
            return _body(frame);
        }
        finally
        {
            caller.StepsLeft = frame.StepsLeft;
        }
    }

    // A lone value serves as a list of one, and a list of one as its value.
    private static (Value Value, bool Fits) Fit(Value value, FeelType type)
    {
        if (value.IsNull || value.IsUnknown || Typing.Holds(type, value))
        {
            return (value, true);
        }

        if (type is ListType list && Typing.Holds(list.Of, value))
        {
            return (Value.Of(new FeelList(value)), true);
        }

        return value.Kind == ValueKind.List && value.RawList.Count == 1 && Typing.Holds(type, value.RawList[0])
            ? (value.RawList[0], true)
            : (Value.Null, false);
    }
}
