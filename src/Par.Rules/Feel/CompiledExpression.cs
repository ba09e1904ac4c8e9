using Par.Rules.Diagnostics;

namespace Par.Rules.Feel;

/// <summary>An expression as machine code. It gives what the interpreter gives, and needs no memory for conditions over numbers and days.</summary>
public sealed class CompiledExpression
{
    private readonly Func<Frame, Value> _value;
    private readonly Func<Frame, Ternary> _condition;
    private readonly SourcePosition _at;
    private readonly int _locals;

    internal CompiledExpression(Func<Frame, Value> value, Func<Frame, Ternary> condition, SourcePosition at, int locals)
    {
        _value = value;
        _condition = condition;
        _at = at;
        _locals = locals;
    }

    /// <summary>Works out the value.</summary>
    public Value Evaluate(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Reserve(_locals);
        frame.Step(_at);
        return _value(frame);
    }

    /// <summary>Works out whether a condition holds; a value that is neither true, false nor unknown counts as null.</summary>
    public Ternary EvaluateCondition(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Reserve(_locals);
        frame.Step(_at);
        return _condition(frame);
    }
}
