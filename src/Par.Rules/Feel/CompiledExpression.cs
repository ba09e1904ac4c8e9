using Par.Rules.Diagnostics;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel;

/// <summary>An expression made ready to run fast. It gives what the interpreter gives, and needs no memory for conditions over numbers and days.</summary>
public sealed class CompiledExpression
{
    private readonly Code _code;
    private readonly SourcePosition _at;
    private readonly int _locals;

    internal CompiledExpression(Code code, SourcePosition at, int locals)
    {
        _code = code;
        _at = at;
        _locals = locals;
    }

    /// <summary>Works out the value.</summary>
    public Value Evaluate(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Reserve(_locals);
        frame.Step(_at);
        return _code.Run(frame);
    }

    /// <summary>Works out whether a condition holds; a value that is neither true, false nor unknown counts as null.</summary>
    public Ternary EvaluateCondition(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Reserve(_locals);
        frame.Step(_at);
        return _code.Test(frame);
    }
}
