namespace Par.Rules.Feel;

/// <summary>An expression that was read without fault: it can be run as it is, or compiled first to run fast.</summary>
public sealed class CheckedExpression
{
    internal CheckedExpression(FeelType type, IReadOnlySet<FieldRead> reads, IReadOnlySet<string> variables)
    {
        Type = type;
        Reads = reads;
        Variables = variables;
    }

    /// <summary>The type of what it gives.</summary>
    public FeelType Type { get; }

    /// <summary>
    /// Every field of a shape that it may read. A record that is its whole result counts as not read: whoever uses
    /// the result reads from it.
    /// </summary>
    public IReadOnlySet<FieldRead> Reads { get; }

    /// <summary>The variables of the scope that it speaks of.</summary>
    public IReadOnlySet<string> Variables { get; }

    /// <summary>Works the expression out step by step: slower, with nothing to prepare.</summary>
    public Value Interpret(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        throw new NotSupportedException(Type.ToString());
    }

    /// <summary>Turns the expression into machine code; worth it for what runs often.</summary>
    public CompiledExpression Compile() => throw new NotSupportedException(Type.ToString());
}

/// <summary>An expression as machine code.</summary>
public sealed class CompiledExpression
{
    private readonly Func<Frame, Value> _evaluate;
    private readonly Func<Frame, Ternary> _condition;

    internal CompiledExpression(Func<Frame, Value> evaluate, Func<Frame, Ternary> condition)
    {
        _evaluate = evaluate;
        _condition = condition;
    }

    /// <summary>Works out the value.</summary>
    public Value Evaluate(Frame frame) => _evaluate(frame);

    /// <summary>Works out whether a condition holds; a value that is neither true, false nor unknown counts as null.</summary>
    public Ternary EvaluateCondition(Frame frame) => _condition(frame);
}
