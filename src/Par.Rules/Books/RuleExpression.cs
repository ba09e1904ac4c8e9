using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>An expression of a rule: read once, compiled when it is first needed.</summary>
internal sealed class RuleExpression(SourceText source, CheckedExpression expression)
{
    private readonly Lazy<CompiledExpression> _compiled = new(expression.Compile);

    public SourceText Source => source;

    public CheckedExpression Checked => expression;

    public CompiledExpression Compiled => _compiled.Value;

    public Value Evaluate(Frame frame) => _compiled.Value.Evaluate(frame);

    public Ternary EvaluateCondition(Frame frame) => _compiled.Value.EvaluateCondition(frame);
}
