using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;
using Par.Rules.Feel;

namespace Par.Rules.Dmn;

/// <summary>A DMN model, ready to decide. It never changes; any number of threads may use it.</summary>
public sealed class DmnModel
{
    private readonly Definitions _definitions;

    internal DmnModel(Definitions definitions) => _definitions = definitions;

    /// <summary>The name its author gave it.</summary>
    public string Name => _definitions.Name;

    /// <summary>The names of what must be handed in.</summary>
    public IReadOnlyList<string> Inputs => [.. _definitions.Elements.OfType<InputData>().Select(input => input.Name)];

    /// <summary>The names of its decisions.</summary>
    public IReadOnlyList<string> Decisions => [.. _definitions.Elements.OfType<Decision>().Select(decision => decision.Name)];

    /// <summary>The names of its decision services.</summary>
    public IReadOnlyList<string> Services => [.. _definitions.Elements.OfType<DecisionService>().Select(service => service.Name)];

    /// <summary>How often an expression is interpreted before it is compiled.</summary>
    internal int RunsBeforeCompiling { get; set; } = Written.RunsBeforeCompiling;

    /// <summary>How much the check of a decision table looks at before it is cut short.</summary>
    internal int CheckSteps { get; set; } = TableCheck.MostSteps;

    /// <summary>Whether a decision service answers with several decisions, by name.</summary>
    internal bool IsMany(string service) => _definitions.Find<DecisionService>(service)?.Outputs.Count > 1;

    /// <summary>
    /// Reads every expression now, instead of when it is first needed, and gives everything that is wrong with any of them: such
    /// an expression gives null. So does a name that is not required, a value of another type than is declared, or one that is not allowed. Of decision
    /// tables it says for which values they have no rule, which rules contradict, and which never count. Where a table is too large to settle whether
    /// every value has a rule, it says that; it may miss rules that contradict in a very large table, which are named when they meet. Models that this one
    /// imports are checked on their own.
    /// </summary>
    public IReadOnlyList<Diagnostic> Check()
    {
        var faults = ModelCheck.Of(_definitions);
        return
        [
            .. _definitions.Misspelt.Concat(faults).Concat(_definitions.Misspelt.Count > 0 ? [] : _definitions.Elements.SelectMany(element => TableCheck.Of(element, faults, CheckSteps)))
                .Distinct()
                .OrderBy(found => (found.At.File, found.At.Line, found.At.Column)),
        ];
    }

    /// <summary>Makes a decision, and every decision that it needs.</summary>
    /// <param name="decision">The decision's name.</param>
    /// <param name="inputs">The inputs by name; one left out is null. Inputs of an imported model stand in a context of the import's name.</param>
    /// <param name="frame">The limits and the moment; left out, the usual limits and no moment.</param>
    /// <returns>The decision's value, and what came up on the way; null when the model has no such decision.</returns>
    /// <exception cref="FeelLimitException">It took more steps, or lay deeper, than the limits allow.</exception>
    public DmnAnswer? Decide(string decision, FeelContext inputs, Frame? frame = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return _definitions.Find<Decision>(decision) is { } found ? Decide(found, inputs, frame ?? new Frame(0)) : null;
    }

    /// <summary>Makes the decisions of a decision service, from nothing but what is handed in.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="inputs">Its inputs by name, decisions made elsewhere among them; one left out is null.</param>
    /// <param name="frame">The limits and the moment; left out, the usual limits and no moment.</param>
    /// <returns>The answer when the service has one decision, or a context of all of them; null when the model has no such service.</returns>
    /// <exception cref="FeelLimitException">It took more steps, or lay deeper, than the limits allow.</exception>
    public DmnAnswer? Call(string service, FeelContext inputs, Frame? frame = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return _definitions.Find<DecisionService>(service) is { } found ? Call(found, inputs, frame ?? new Frame(0)) : null;
    }

    /// <summary>The names of the decisions that no other part of the model needs.</summary>
    internal IReadOnlyList<string> Outermost =>
        [.. _definitions.Elements.OfType<Decision>().Except(_definitions.Elements.SelectMany(element => element.Requirements.All).Select(required => required.Element)).Select(decision => decision.Name)];

    /// <summary>A decision or decision service, found beforehand; null when the model has none of that name.</summary>
    internal PreparedDecision? Prepare(string name) =>
        ((Element?)_definitions.Find<Decision>(name) ?? _definitions.Find<DecisionService>(name)) is { } found ? new PreparedDecision(this, found) : null;

    internal DmnAnswer Decide(Decision decision, FeelContext inputs, Frame frame)
    {
        var problems = new List<Diagnostic>();
        return new DmnAnswer(new Deciding(inputs, problems, RunsBeforeCompiling).ValueOf(decision, frame), problems);
    }

    internal DmnAnswer Call(DecisionService service, FeelContext inputs, Frame frame)
    {
        var problems = new List<Diagnostic>();
        var given = service.Inputs.Select(input => inputs.TryGet(input.Element.Variable, out var value) ? value : Value.Null).ToArray();
        return new DmnAnswer(service.Call(new Deciding(inputs, problems, RunsBeforeCompiling), frame, given), problems);
    }

    /// <summary>Calls a business knowledge model with values by the names of its parameters; null when the model has no such one.</summary>
    internal DmnAnswer? CallKnowledge(string knowledge, FeelContext given, Frame frame)
    {
        if (_definitions.Find<KnowledgeModel>(knowledge) is not { } found)
        {
            return null;
        }

        var problems = new List<Diagnostic>();
        var function = new Deciding(FeelContext.Of([]), problems, RunsBeforeCompiling).ValueOf(found, frame);
        var value = function.Kind == ValueKind.Function
            ? function.AsFunction.Invoke(frame, [.. function.AsFunction.Parameters.Select(name => given.TryGet(name, out var one) ? one : Value.Null)])
            : Value.Null;
        return new DmnAnswer(value, problems);
    }
}

/// <summary>What a model decided.</summary>
/// <param name="Value">The value; null where DMN gives null, also for what could not be worked out.</param>
/// <param name="Problems">Why something could not be worked out: cells that are no FEEL, values of a wrong type, rules that contradict.</param>
public sealed record DmnAnswer(Value Value, IReadOnlyList<Diagnostic> Problems);
