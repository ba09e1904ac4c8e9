using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Tables;
using Par.Rules.Feel;
using Par.Rules.Feel.Running;

namespace Par.Rules.Dmn.Running;

/// <summary>A column of a decision table that its rules test.</summary>
internal sealed record TableInput(string Label, Boxed Expression, Constraint? Allowed);

/// <summary>A column of a decision table that its rules answer in.</summary>
internal sealed record TableOutput(string? Name, ItemType? Type, Written? Allowed, Boxed? Default, SourcePosition At)
{
    /// <summary>Whether the column lists its values itself, and does not take them from its type.</summary>
    public bool HasList { get; init; }
}

/// <summary>A row of a decision table.</summary>
internal sealed record TableRule(SourcePosition At, IReadOnlyList<Written> Tests, IReadOnlyList<Boxed> Answers);

/// <summary>A decision table.</summary>
internal sealed class TableBox(
    SourcePosition at, ItemType? type, HitPolicy policy, IReadOnlyList<TableInput> inputs, IReadOnlyList<TableOutput> outputs, IReadOnlyList<TableRule> rules)
    : Boxed(at, type)
{
    private readonly int[] _tested = new int[inputs.Count];
    private readonly Lazy<TableIndex?> _index = new(() => TableIndex.Of([.. rules.Select(rule => rule.Tests.Select(test => test.Root).ToArray())]));

    public HitPolicy Policy => policy;

    public IReadOnlyList<TableInput> Inputs => inputs;

    public IReadOnlyList<TableOutput> Outputs => outputs;

    public IReadOnlyList<TableRule> Rules => rules;

    /// <summary>The rules by what their cells accept; null when the cells do not tell.</summary>
    public TableIndex? Index => _index.Value;

    /// <summary>Whether of several rules that hold the first one counts.</summary>
    public bool TakesFirst => policy.Hit == Hit.First;

    /// <summary>Whether it gives the answer of one rule, and not a list of them or a sum.</summary>
    public bool IsOneAnswer => policy.IsSingle;

    public override IEnumerable<Boxed> Parts =>
        [.. inputs.Select(input => input.Expression), .. rules.SelectMany(rule => rule.Answers), .. outputs.Select(output => output.Default).OfType<Boxed>()];

    public override IEnumerable<Written> Pieces => [.. rules.SelectMany(rule => rule.Tests), .. outputs.Select(output => output.Allowed).OfType<Written>()];

    public override IEnumerable<BoxPiece> Placed =>
    [
        .. inputs.SelectMany((input, i) => input.Allowed is { } allowed ? [new BoxPiece($"the values that {Column(i)} allows", allowed.Written, input.Expression)] : Array.Empty<BoxPiece>()),
        .. outputs.SelectMany((output, i) => output.Allowed is { } allowed ? [new BoxPiece($"the values that {Answers(i)} allows", allowed)] : Array.Empty<BoxPiece>()),
        .. rules.SelectMany((rule, r) => rule.Tests.Select((test, i) => new BoxPiece($"rule {r + 1}, {Column(i)}", test, inputs[i].Expression))),
    ];

    public override FeelType Gives => policy.Aggregation is Aggregation.Count ? FeelType.Number
        : outputs.Count == 1 || policy.Aggregation is not null ? FeelType.Any
        : policy.IsSingle ? Names : FeelType.List(Names);

    public override IEnumerable<BoxPart> Within(ItemType? wanted)
    {
        var row = policy.Aggregation is Aggregation.Count ? null : policy.IsSingle || policy.Aggregation is not null ? wanted : wanted?.Item;
        var types = outputs.Select(output => output.Type ?? (outputs.Count == 1 ? row : row?.Item?.Component(output.Name ?? ""))).ToArray();
        return
        [
            .. inputs.Select((input, i) => new BoxPart(Column(i), input.Expression)),
            .. outputs.SelectMany((output, i) => output.Default is { } fallback ? [new BoxPart($"the default of {Answers(i)}", fallback, types[i])] : Array.Empty<BoxPart>()),
            .. rules.SelectMany((rule, r) => rule.Answers.Select((answer, i) => new BoxPart($"rule {r + 1}, {Answers(i)}", answer, types[i]) { IsCell = true })),
        ];
    }

    private FeelType Names => FeelType.Context(outputs.Select(output => new ShapeField(output.Name ?? "", FeelType.Any)));

    private string Column(int input) => inputs[input].Label is { Length: > 0 } label ? $"input column {input + 1} '{label}'" : $"input column {input + 1}";

    /// <summary>The words for a column of answers.</summary>
    public string Answers(int output) => outputs[output].Name is { } name ? $"output column {output + 1} '{name}'" : $"output column {output + 1}";

    protected override FeelType Found => outputs.Count == 1 || policy.Aggregation is not null
        ? FeelType.Any
        : policy.IsSingle ? Row : FeelType.List(Row);

    private FeelType Row => FeelType.Context(outputs.Select(output => new ShapeField(output.Name ?? "", output.Type?.Feel ?? FeelType.Any)));

    public override void Bind(Scope scope)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            inputs[i].Expression.Bind(scope);
            inputs[i].Allowed?.Bind(inputs[i].Expression.Known);
            var tested = scope.Shadowing("?", inputs[i].Expression.Known);
            _tested[i] = tested.IndexOf("?");
            foreach (var rule in rules)
            {
                rule.Tests[i].Bind(tested);
            }
        }

        foreach (var output in outputs)
        {
            output.Allowed?.Bind(scope);
            output.Default?.Bind(scope);
        }

        foreach (var answer in rules.SelectMany(rule => rule.Answers))
        {
            answer.Bind(scope);
        }
    }

    protected override Value Work(Surroundings around)
    {
        var values = new Value[inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = inputs[i].Expression.Evaluate(around);
            if (!values[i].IsNull && !values[i].IsUnknown && inputs[i].Allowed is { } allowed && !allowed.Allows(values[i], around))
            {
                around.Run.Note(DmnTexts.NotInput(inputs[i].Expression.At, $"input column {i + 1} '{inputs[i].Label}'", ItemType.Shortened(values[i])));
                return Value.Null;
            }
        }

        var hits = new List<int>();
        var undecided = Index is { } index && Candidates(index, values) is { } rows
            ? Collect(hits, rows, index.IsAsked, values, around)
            : Collect(hits, null, null, values, around);

        // A rule of which nobody knows whether it holds leaves the table undecided.
        return undecided.IsUnknown ? undecided : policy.Decide(this, hits, around);
    }

    private static ulong[]? Candidates(TableIndex index, Value[] values)
    {
        var rows = new ulong[index.Words];
        return index.Find(values, rows) ? rows : null;
    }

    // Goes through the rules that may hold, and asks the cells of those that are not settled by the index.
    private Value Collect(List<int> hits, ulong[]? rows, IReadOnlyList<bool>? isAsked, Value[] values, Surroundings around)
    {
        var undecided = Value.False;
        var tested = default(Surroundings[]);
        for (var rule = Next(rows, 0); rule >= 0; rule = Next(rows, rule + 1))
        {
            around.Frame.Step(rules[rule].At);
            var holds = isAsked is not null && !isAsked[rule] ? Value.True : Holds(rules[rule], tested ??= Tested(values, around));
            undecided = holds.IsUnknown ? Logic.Or(undecided, holds) : undecided;
            if (holds.Kind == ValueKind.Boolean && holds.AsBoolean)
            {
                hits.Add(rule);
                if (policy.Hit == Hit.First)
                {
                    break;
                }
            }
        }

        return undecided;
    }

    private int Next(ulong[]? rows, int from) => rows is not null ? TableIndex.Next(rows, from) : from < rules.Count ? from : -1;

    private Surroundings[] Tested(Value[] values, Surroundings around) => [.. values.Select((value, i) => around.With(_tested[i], value))];

    /// <summary>What a rule answers, column by column.</summary>
    public Value[] Answer(int rule, Surroundings around)
    {
        var values = new Value[outputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var answer = rules[rule].Answers[i];
            var value = answer.Evaluate(around);
            values[i] = outputs[i].Type is { } wanted ? wanted.Fit(value, around, answer.At, $"output column {i + 1} of rule {rule + 1}") : value;
        }

        return values;
    }

    /// <summary>One row of answers as a value: the answer itself, or all of them by name.</summary>
    public Value Together(IReadOnlyList<Value> answers) => outputs.Count == 1
        ? answers[0]
        : Value.Of(FeelContext.Of([.. outputs.Select((output, i) => KeyValuePair.Create(output.Name ?? "", answers[i]))]));

    /// <summary>What the table gives when no rule holds; null when it has no defaults.</summary>
    public Value[]? Defaults(Surroundings around) =>
        outputs.Any(output => output.Default is not null) ? [.. outputs.Select(output => output.Default?.Evaluate(around) ?? Value.Null)] : null;

    private static Value Holds(TableRule rule, Surroundings[] tested)
    {
        var all = Value.True;
        for (var i = 0; i < tested.Length; i++)
        {
            if (rule.Tests[i].IsDash)
            {
                continue;
            }

            all = Logic.And(all, rule.Tests[i].Run(tested[i]));
            if (all.Kind == ValueKind.Boolean && !all.AsBoolean)
            {
                return all;
            }
        }

        return all;
    }
}
