using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>A decision service: decisions that are made together from what is handed to them, as a function.</summary>
internal sealed class DecisionService(string id, string name, SourcePosition at) : Element(id, name, at)
{
    /// <summary>The decisions it answers with.</summary>
    public IReadOnlyList<Requirement> Outputs { get; set; } = [];

    /// <summary>What must be handed to it: input data first, then decisions that are made elsewhere.</summary>
    public IReadOnlyList<Requirement> Inputs { get; set; } = [];

    public override IReadOnlyList<BoxParameter> Parameters => [.. Inputs.Select(input => new BoxParameter(input.Element.Variable, input.Element.Type))];

    public override FeelType Known => FeelType.Function(Inputs.Select(input => input.Element.Known), FeelType.Any);

    public override IEnumerable<Element> Needs => Outputs.Select(output => output.Element);

    public override Value Evaluate(Deciding run, Frame frame) => Value.Of(new DecisionServiceFunction(this, run));

    /// <summary>The answers, by the names of the decisions.</summary>
    public FeelContext Answers(Deciding run, Frame frame, IReadOnlyList<Value> given)
    {
        var around = new Surroundings(run, frame, []);
        var inner = run.Within(Inputs.Zip(given, (input, value) => KeyValuePair.Create(input, Fit(input.Element, value, around))));
        return FeelContext.Of([.. Outputs.Select(output => KeyValuePair.Create(output.Element.Variable, output.ValueIn(inner, frame)))]);
    }

    /// <summary>What a call gives: the answer itself when there is one, or all of them by name.</summary>
    public Value Call(Deciding run, Frame frame, IReadOnlyList<Value> given)
    {
        var answers = Answers(run, frame, given);
        var value = Outputs.Count == 1 && answers.TryGet(Outputs[0].Element.Variable, out var only) ? only : Value.Of(answers);
        return Type?.Result is { } result ? result.Fit(value, new Surroundings(run, frame, []), At, $"the decision service '{Name}'") : value;
    }

    private static Value Fit(Element input, Value value, Surroundings around) =>
        input.Type is null ? value : input.Type.Fit(value, around, input.At, $"the input '{input.Name}'");
}

/// <summary>A decision service as a value that expressions call.</summary>
internal sealed class DecisionServiceFunction(DecisionService service, Deciding run) : FeelFunction
{
    public override IReadOnlyList<string> Parameters { get; } = [.. service.Inputs.Select(input => input.Element.Variable)];

    internal override Value Invoke(Frame caller, Value[] arguments)
    {
        if (arguments.Length != Parameters.Count)
        {
            return Value.Null;
        }

        DmnFunction.Enter(caller, service.At);
        caller.Depth++;
        try
        {
            return service.Call(run, caller, arguments);
        }
        finally
        {
            caller.Depth--;
        }
    }
}
