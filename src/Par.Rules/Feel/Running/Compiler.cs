using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>
/// Turns an expression into <see cref="Code"/>: what is known beforehand (types, places of fields, relations, constants) is
/// settled here, once, so that running does only what depends on the values. Making it takes microseconds.
/// </summary>
internal sealed class Compiler(SourceText source, Interpreter interpreter)
{
    public Code Make(Node node) => node switch
    {
        Constant constant => new ConstantCode(constant.Value),
        SlotName slot => new SlotCode(slot.Slot),
        LocalName local => new LocalCode(local.Local),
        PathTo { Shape: not null, Source: SlotName slot } path => new SlotFieldCode(slot.Slot, path),
        PathTo { Shape: not null } path => new FieldCode(Make(path.Source), path),
        PathTo path => new PathCode(Make(path.Source), path.Name),
        Arithmetic arithmetic => new ArithmeticCode(arithmetic.Operation, Make(arithmetic.Left), Make(arithmetic.Right)),
        If choice => new ChoiceCode(choice, Make(choice.Condition), Make(choice.Then), Make(choice.Else), interpreter),
        Compared compared => new ComparedCode(compared, Make(compared.Left), Make(compared.Right), interpreter),
        Joined joined => new JoinedCode(joined, Make(joined.Parts), interpreter),
        Between between => new BetweenCode(between, Make(between.Value), Make(between.Low), Make(between.High), interpreter),
        InstanceOf instance => new InstanceCode(instance, Make(instance.Value), interpreter),
        Meets meets => new MeetsCode(meets, Make(meets.Value), Array.ConvertAll(meets.Tests, Make), interpreter),
        Quantified quantified => Make(quantified),
        BuiltInCall { Function.Name: "not", Arguments: [var of] } call when IsCondition(of) => new NotCode(call, Make(of), interpreter),
        BuiltInCall { Arguments: [var one] } call => new CallOneCode(call.Function, Make(one)),
        BuiltInCall { Arguments: [var one, var two] } call => new CallTwoCode(call.Function, Make(one), Make(two)),
        BuiltInCall { Arguments: [var one, var two, var three] } call => new CallThreeCode(call.Function, Make(one), Make(two), Make(three)),
        BuiltInCall call => new CallManyCode(call.Function, Make(call.Arguments)),
        _ => new RareCode(Rare(node)),
    };

    private Code[] Make(Node[] nodes) => Array.ConvertAll(nodes, Make);

    private TestCode Make(Test test) => test switch
    {
        RelationTest relation => new RelationTestCode(relation.Relation, Make(relation.With)),
        RangeTest { Range: var range } => new RangeTestCode(range, Make(range.Start), Make(range.End)),
        ValueTest among => new ValueTestCode(Make(among.Of), among.MayBeCondition && among.Of is not Constant),
        _ => throw new InvalidOperationException($"Nothing compiles a {test.GetType().Name}."),
    };

    private ConditionCode Make(Quantified quantified)
    {
        var at = source.PositionAt(quantified.At);
        var condition = Make(quantified.Condition);
        if (quantified.Iterations is [{ End: null } only])
        {
            return new QuantifiedCode(quantified, Make(only.Source), condition, at, interpreter);
        }

        var sources = Sources(quantified.Iterations);
        Func<Frame, Ternary> test = quantified.Every
            ? frame => Logic.TernaryOf(Iterating.Every(frame, sources, condition.Run, at))
            : frame => Logic.TernaryOf(Iterating.Some(frame, sources, condition.Run, at));
        return new RareConditionCode(quantified, test, interpreter);
    }

    private Func<Frame, Value> Rare(Node node)
    {
        var at = source.PositionAt(node.At);
        switch (node)
        {
            case Negative negative:
                var negated = Make(negative.Of);
                return frame => Calculate.Negative(negated.Run(frame));
            case Filter filter:
                return Filtered(filter, at);
            case For loop:
                var (sources, body) = (Sources(loop.Iterations), (Func<Frame, Value>)Make(loop.Body).Run);
                return frame => Iterating.For(frame, sources, loop.Partial, body, at);
            case ListOf list:
                var items = Make(list.Items);
                return frame => Value.Of(new FeelList(Array.ConvertAll(items, item => item.Run(frame))));
            case ContextOf context:
                var entries = Array.ConvertAll(context.Entries, entry => Make(entry.Value));
                return frame => Called.Context(frame, context.Entries, entries);
            case RangeOf range:
                var (start, end) = (Make(range.Start), Make(range.End));
                return frame => Ranges.Make(range, start.Run(frame), end.Run(frame));
            case ItemName name:
                var outside = name.Outside is null ? new ConstantCode(Value.Null) : Make(name.Outside);
                return frame => Reach.ItemField(frame.Locals[name.Item], name.Name, out var value) ? value : outside.Run(frame);
            case FunctionOf function:
                Func<Frame, Value> inner = Make(function.Body).Run;
                return frame => Value.Of(new WrittenFunction(function, inner, frame, at));
            case ValueCall call:
                var (called, arguments) = (Make(call.Function), Make(call.Arguments));
                return frame => Functions.Call(frame, called.Run(frame), Array.ConvertAll(arguments, argument => argument.Run(frame)), call.Names, at);
            default:
                throw new InvalidOperationException($"Nothing compiles a {node.GetType().Name}.");
        }
    }

    private Func<Frame, Value> Filtered(Filter filter, SourcePosition at)
    {
        var (list, condition) = (Make(filter.Source), Make(filter.Condition));
        if (filter.Condition.Type == FeelType.Number)
        {
            return frame => Reach.Indexed(list.Run(frame), condition.Run(frame));
        }

        Func<Frame, Value> holds = condition.Run;
        return frame => Reach.Filter(frame, list.Run(frame), filter.Item, holds, at);
    }

    private Source[] Sources(Iteration[] iterations) =>
        [.. iterations.Select(one => new Source(one.Local, Make(one.Source).Run, one.End is null ? null : Make(one.End).Run))];

    private static bool IsCondition(Node node) => node switch
    {
        Compared or Joined or Meets or Between or InstanceOf or Quantified => true,
        BuiltInCall { Function.Name: "not", Arguments: [var of] } => IsCondition(of),
        If choice => IsCondition(choice.Then) && IsCondition(choice.Else),
        _ => false,
    };
}
