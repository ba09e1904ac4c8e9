using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>
/// Works an expression out part by part. Compiled expressions do the same, faster; tests hold the two against each
/// other, and compiled ones come back here to say which facts were missing.
/// </summary>
internal sealed class Interpreter(SourceText source)
{
    public Value Run(Node node, Frame frame) => node switch
    {
        Constant constant => constant.Value,
        SlotName slot => frame.Slots[slot.Slot],
        LocalName local => frame.Locals[local.Local],
        PathTo path => Path(path, frame),
        Compared compared => Compare(compared, frame),
        Joined joined => Join(joined, frame),
        Arithmetic arithmetic => Calculate.Run(frame, arithmetic.Operation, Run(arithmetic.Left, frame), Run(arithmetic.Right, frame)),
        BuiltInCall call => Call(call, frame),
        Meets meets => Meet(meets, frame),
        Between between => Span(between, frame),
        If choice => Choose(choice, frame),
        Quantified quantified => Quantify(quantified, frame),
        _ => RunRare(node, frame),
    };

    /// <summary>A part as a delegate, for the loops to run; made once.</summary>
    public Func<Frame, Value> Runner(Node node) => node.Run ??= frame => Run(node, frame);

    public Source[] Sources(Iteration[] iterations) =>
        [.. iterations.Select(one => new Source(one.Local, Runner(one.Source), one.End is null ? null : Runner(one.End)))];

    private Value RunRare(Node node, Frame frame)
    {
        switch (node)
        {
            case Filter filter when filter.Condition.Type == FeelType.Number:
                return Reach.Indexed(Run(filter.Source, frame), Run(filter.Condition, frame));
            case Filter filter:
                return Reach.Filter(frame, Run(filter.Source, frame), filter.Item, Runner(filter.Condition), At(node));
            case For loop:
                return Iterating.For(frame, Sources(loop.Iterations), loop.Partial, Runner(loop.Body), At(node));
            case Negative negative:
                return Calculate.Negative(Run(negative.Of, frame));
            case ListOf list:
                return Value.Of(new FeelList([.. list.Items.Select(item => Run(item, frame))]));
            case ContextOf context:
                return Context(context, frame);
            case RangeOf range:
                return Ranges.Make(range, Run(range.Start, frame), Run(range.End, frame));
            case ItemName name:
                return Reach.ItemField(frame.Locals[name.Item], name.Name, out var value) ? value : Outside(name, frame);
            case InstanceOf instance:
                return Instance(instance, frame);
            case FunctionOf function:
                return Value.Of(new WrittenFunction(function, Runner(function.Body), frame, At(node)));
            case ValueCall call:
                return Functions.Call(frame, Run(call.Function, frame), [.. call.Arguments.Select(argument => Run(argument, frame))], call.Names, At(node));
            default:
                throw new InvalidOperationException($"Nothing interprets a {node.GetType().Name}.");
        }
    }

    private SourcePosition At(Node node) => source.PositionAt(node.At);

    private Value Path(PathTo path, Frame frame)
    {
        var from = Run(path.Source, frame);
        Reach.PayFor(frame, in from);
        return path.Shape is null ? Reach.Path(from, path.Name) : Reach.Field(from, path.Shape, path.Index, path.Name);
    }

    private Value Compare(Compared compared, Frame frame)
    {
        var left = Run(compared.Left, frame);
        var right = Run(compared.Right, frame);
        return Answer(Comparison.Test(frame, compared.Relation, left, right), left, right);
    }

    // A comparison that came out unknown is so because of what is unknown in the values compared, also deep within lists.
    private static Value Answer(Ternary answer, params ReadOnlySpan<Value> compared)
    {
        switch (answer)
        {
            case Ternary.True:
                return Value.True;
            case Ternary.False:
                return Value.False;
            case Ternary.Null:
                return Value.Null;
            default:
                var missing = default(MissingFacts);
                foreach (var value in compared)
                {
                    missing = Unknowns.In(value, missing);
                }

                return Value.Unknown(missing ?? MissingFacts.None);
        }
    }

    private Value Join(Joined joined, Frame frame)
    {
        var result = Value.Of(joined.All);
        foreach (var part in joined.Parts)
        {
            var one = Run(part, frame);
            result = joined.All ? Logic.And(result, one) : Logic.Or(result, one);
            if (result.Kind == ValueKind.Boolean && result.RawBoolean != joined.All)
            {
                return result;
            }
        }

        return result;
    }

    private Value Call(BuiltInCall call, Frame frame)
    {
        var arguments = new Value[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Run(call.Arguments[i], frame);
        }

        return call.Function.Call(frame, arguments);
    }

    private Value Span(Between between, Frame frame)
    {
        var (value, low, high) = (Run(between.Value, frame), Run(between.Low, frame), Run(between.High, frame));
        frame.Pay(in value);
        return Answer(Comparison.Within(value, low, true, high, true), value, low, high);
    }

    private Value Meet(Meets meets, Frame frame)
    {
        var value = Run(meets.Value, frame);
        frame.PayFor(meets.Tests.Length);
        var result = Value.False;
        foreach (var test in meets.Tests)
        {
            var one = Meet(test, value, frame);
            result = Logic.Or(result, one);
            if (one.Kind == ValueKind.Boolean && one.RawBoolean)
            {
                return one;
            }
        }

        return result;
    }

    private Value Meet(Test test, Value value, Frame frame)
    {
        switch (test)
        {
            case RelationTest relation:
                var with = Run(relation.With, frame);
                return Answer(Comparison.Test(frame, relation.Relation, value, with), value, with);
            case RangeTest { Range: var range }:
                var (start, end) = (Run(range.Start, frame), Run(range.End, frame));
                frame.Pay(in value);
                return Answer(Ranges.Within(range, value, start, end), value, start, end);
            default:
                var of = (ValueTest)test;
                var others = Run(of.Of, frame);
                frame.Pay(in value);
                frame.Pay(in others);
                return of.MayBeCondition && of.Of is not Constant
                    ? Answer(Called.MeetsOrIs(value, others), value, others)
                    : Answer(Reach.Among(value, others), value, others);
        }
    }

    private Value Choose(If choice, Frame frame)
    {
        var condition = Run(choice.Condition, frame);
        return condition.Kind switch
        {
            ValueKind.Unknown => condition,
            ValueKind.Boolean when condition.RawBoolean => Run(choice.Then, frame),
            _ => Run(choice.Else, frame),
        };
    }

    private Value Quantify(Quantified quantified, Frame frame) => quantified.Every
        ? Iterating.Every(frame, Sources(quantified.Iterations), Runner(quantified.Condition), At(quantified))
        : Iterating.Some(frame, Sources(quantified.Iterations), Runner(quantified.Condition), At(quantified));

    private Value Context(ContextOf context, Frame frame)
    {
        var entries = new KeyValuePair<string, Value>[context.Entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var (name, local, node) = context.Entries[i];
            entries[i] = new(name, Called.Keep(frame, local, node is FunctionOf, Run(node, frame)));
        }

        return Value.Of(FeelContext.Of(entries));
    }

    private Value Outside(ItemName name, Frame frame) => name.Outside is null ? Value.Null : Run(name.Outside, frame);

    private Value Instance(InstanceOf instance, Frame frame)
    {
        var value = Run(instance.Value, frame);
        frame.Pay(in value);
        return Functions.InstanceOf(value, instance.Wanted);
    }
}
