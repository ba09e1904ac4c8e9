using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Dmn.Running;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>One call of <c>decide</c> in a rule, with its model and decision found.</summary>
/// <param name="decision">What is asked.</param>
/// <param name="given">The names of the inputs that the rule hands in, in its order; null when it hands in one context of them.</param>
/// <param name="at">Where the rule asks.</param>
internal sealed class DecideCall(PreparedDecision decision, IReadOnlyList<string>? given, SourcePosition at) : FeelFunction
{
    private static readonly FactSource NoRegistry = new("", null);

    private readonly RecordShape? _inputs = given is null
        ? null
        : new RecordShape(decision.Name).Define(given.Select(name => new ShapeField(name, FeelType.Any)));

    private readonly Lazy<LookedUp?> _lookUp = new(() => given is null ? null : decision.LookUp(given));

    public override IReadOnlyList<string> Parameters { get; } = given ?? ["inputs"];

    /// <summary>The type that the model declares of what is handed over at a place.</summary>
    public FeelType Takes(int place) => given is null
        ? FeelType.Context(decision.Inputs.Select(input => new ShapeField(input.Name, input.Type)))
        : decision.Inputs.FirstOrDefault(input => input.Name == given[place])?.Type ?? FeelType.Any;

    internal override LookUp? LookUp => _lookUp.Value;

    internal override Value Invoke(Frame caller, Value[] arguments)
    {
        var inputs = _inputs is null ? arguments[0].AsContext : new Record(_inputs, arguments, NoRegistry);
        var answer = decision.Decide(inputs, caller);
        return answer.Problems.Count == 0 ? answer.Value : throw new DecisionFailedException(answer.Problems, at);
    }
}
