using System.Linq.Expressions;
using System.Reflection;
using Par.Rules.Diagnostics;
using Par.Rules.Feel.BuiltIns;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>How the parts that give values are compiled, and the methods that compiled code calls.</summary>
internal sealed partial class Compiler
{
    private static readonly MethodInfo Less = ((Func<Value, Value, Ternary>)Comparison.Less).Method;
    private static readonly MethodInfo LessOrEqual = ((Func<Value, Value, Ternary>)Comparison.LessOrEqual).Method;
    private static readonly MethodInfo Greater = ((Func<Value, Value, Ternary>)Called.Greater).Method;
    private static readonly MethodInfo GreaterOrEqual = ((Func<Value, Value, Ternary>)Called.GreaterOrEqual).Method;
    private static readonly MethodInfo AreEqual = ((Func<Value, Value, Ternary>)Comparison.Equal).Method;
    private static readonly MethodInfo Within = ((Func<Value, Value, bool, Value, bool, Ternary>)Comparison.Within).Method;
    private static readonly MethodInfo WithinWritten = ((Func<RangeOf, Value, Value, Value, Ternary>)Ranges.Within).Method;
    private static readonly MethodInfo IsAmong = ((Func<Value, Value, Ternary>)Reach.Among).Method;
    private static readonly MethodInfo MeetsOrIs = ((Func<Value, Value, Ternary>)Called.MeetsOrIs).Method;
    private static readonly MethodInfo AsTernary = ((Func<Value, Ternary>)Logic.TernaryOf).Method;
    private static readonly MethodInfo And = ((Func<Ternary, Ternary, Ternary>)Logic.And).Method;
    private static readonly MethodInfo Or = ((Func<Ternary, Ternary, Ternary>)Logic.Or).Method;
    private static readonly MethodInfo Not = ((Func<Ternary, Ternary>)Logic.Not).Method;
    private static readonly MethodInfo IsInstance = ((Func<Value, FeelType, Value>)Functions.InstanceOf).Method;
    private static readonly MethodInfo TestEach = ((Func<Frame, Source, Func<Frame, Ternary>, bool, SourcePosition, Ternary>)Iterating.Test).Method;
    private static readonly MethodInfo Some = ((Func<Frame, Source[], Func<Frame, Value>, SourcePosition, Value>)Iterating.Some).Method;
    private static readonly MethodInfo Every = ((Func<Frame, Source[], Func<Frame, Value>, SourcePosition, Value>)Iterating.Every).Method;
    private static readonly MethodInfo ForEach = ((Func<Frame, Source[], int, Func<Frame, Value>, SourcePosition, Value>)Iterating.For).Method;
    private static readonly MethodInfo FieldOf = ((Func<Value, RecordShape, int, string, Value>)Reach.Field).Method;
    private static readonly MethodInfo PathOf = ((Func<Value, string, Value>)Reach.Path).Method;
    private static readonly MethodInfo FilterBy = ((Func<Frame, Value, int, Func<Frame, Value>, SourcePosition, Value>)Reach.Filter).Method;
    private static readonly MethodInfo IndexedBy = ((Func<Value, Value, Value>)Reach.Indexed).Method;
    private static readonly MethodInfo Calculated = ((Func<Operation, Value, Value, Value>)Calculate.Run).Method;
    private static readonly MethodInfo Negated = ((Func<Value, Value>)Calculate.Negative).Method;
    private static readonly MethodInfo Answered = ((Func<Ternary, Node, Frame, Interpreter, Value>)ToValue).Method;
    private static readonly MethodInfo MakeRange = ((Func<RangeOf, Value, Value, Value>)Ranges.Make).Method;
    private static readonly MethodInfo CallValue = ((Func<Frame, Value, Value[], string[]?, SourcePosition, Value>)Functions.Call).Method;
    private static readonly MethodInfo CallOne = ((Func<BuiltIn, Frame, Value, Value>)Called.One).Method;
    private static readonly MethodInfo CallTwo = ((Func<BuiltIn, Frame, Value, Value, Value>)Called.Two).Method;
    private static readonly MethodInfo CallThree = ((Func<BuiltIn, Frame, Value, Value, Value, Value>)Called.Three).Method;
    private static readonly MethodInfo CallMany = ((Func<BuiltIn, Frame, Value[], Value>)Called.Many).Method;
    private static readonly MethodInfo MakeList = ((Func<Value[], Value>)Called.List).Method;
    private static readonly MethodInfo MakeContext = ((Func<string[], Value[], Value>)Called.Context).Method;
    private static readonly MethodInfo KeepEntry = ((Func<Frame, int, bool, Value, Value>)Called.Keep).Method;
    private static readonly MethodInfo ItemOr = ((Func<Frame, int, string, Value, Value>)Called.ItemOr).Method;
    private static readonly MethodInfo MakeFunction = ((Func<FunctionOf, Func<Frame, Value>, Frame, SourcePosition, Value>)Called.Function).Method;

    private static readonly PropertyInfo Slots = typeof(Frame).GetProperty(nameof(Frame.Slots), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly PropertyInfo Locals = typeof(Frame).GetProperty(nameof(Frame.Locals), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private Expression EmitValue(Node node)
    {
        switch (node)
        {
            case Constant constant:
                return Expression.Constant(constant.Value);
            case SlotName slot:
                return Expression.ArrayIndex(Expression.Property(_frame, Slots), Expression.Constant(slot.Slot));
            case LocalName local:
                return Expression.ArrayIndex(Expression.Property(_frame, Locals), Expression.Constant(local.Local));
            case PathTo { Shape: { } shape } path:
                return Expression.Call(FieldOf, EmitValue(path.Source), Expression.Constant(shape), Expression.Constant(path.Index), Expression.Constant(path.Name));
            case PathTo path:
                return Expression.Call(PathOf, EmitValue(path.Source), Expression.Constant(path.Name));
            case Arithmetic arithmetic:
                return Expression.Call(
                    Calculated, Expression.Constant(arithmetic.Operation), EmitValue(arithmetic.Left), EmitValue(arithmetic.Right));
            case Negative negative:
                return Expression.Call(Negated, EmitValue(negative.Of));
            case BuiltInCall call when !IsNot(call):
                return EmitCall(call);
            case If choice when !IsCondition(node):
                return EmitChoice(choice, EmitValue(choice.Then), EmitValue(choice.Else), EmitUnknown);
            default:
                return IsCondition(node)
                    ? Expression.Call(Answered, EmitCondition(node), Expression.Constant(node), _frame, Expression.Constant(interpreter))
                    : EmitRare(node);
        }
    }

    private Expression EmitUnknown(Node condition) =>
        Expression.Call(Answered, Expression.Constant(Ternary.Unknown), Expression.Constant(condition, typeof(Node)), _frame, Expression.Constant(interpreter));

    private MethodCallExpression EmitRare(Node node)
    {
        var at = Expression.Constant(source.PositionAt(node.At));
        switch (node)
        {
            case Filter filter when filter.Condition.Type == FeelType.Number:
                return Expression.Call(IndexedBy, EmitValue(filter.Source), EmitValue(filter.Condition));
            case Filter filter:
                return Expression.Call(
                    FilterBy, _frame, EmitValue(filter.Source), Expression.Constant(filter.Item), Expression.Constant(ValueOf(filter.Condition)), at);
            case For loop:
                return Expression.Call(
                    ForEach, _frame, Expression.Constant(Sources(loop.Iterations)), Expression.Constant(loop.Partial), Expression.Constant(ValueOf(loop.Body)), at);
            case ListOf list:
                return Expression.Call(MakeList, Values(list.Items));
            case ContextOf context:
                var entries = context.Entries.Select(entry => Expression.Call(
                    KeepEntry, _frame, Expression.Constant(entry.Local), Expression.Constant(entry.Value is FunctionOf), EmitValue(entry.Value)));
                return Expression.Call(
                    MakeContext,
                    Expression.Constant(context.Entries.Select(entry => entry.Name).ToArray()),
                    Expression.NewArrayInit(typeof(Value), entries));
            case RangeOf range:
                return Expression.Call(MakeRange, Expression.Constant(range), EmitValue(range.Start), EmitValue(range.End));
            case ItemName name:
                return Expression.Call(
                    ItemOr,
                    _frame,
                    Expression.Constant(name.Item),
                    Expression.Constant(name.Name),
                    name.Outside is null ? Expression.Constant(Value.Null) : EmitValue(name.Outside));
            case FunctionOf function:
                return Expression.Call(MakeFunction, Expression.Constant(function), Expression.Constant(ValueOf(function.Body)), _frame, at);
            case ValueCall call:
                return Expression.Call(
                    CallValue, _frame, EmitValue(call.Function), Values(call.Arguments), Expression.Constant(call.Names, typeof(string[])), at);
            default:
                throw new InvalidOperationException($"Nothing compiles a {node.GetType().Name}.");
        }
    }

    private MethodCallExpression EmitCall(BuiltInCall call)
    {
        var function = Expression.Constant(call.Function);
        return call.Arguments.Length switch
        {
            1 => Expression.Call(CallOne, function, _frame, EmitValue(call.Arguments[0])),
            2 => Expression.Call(CallTwo, function, _frame, EmitValue(call.Arguments[0]), EmitValue(call.Arguments[1])),
            3 => Expression.Call(
                CallThree, function, _frame, EmitValue(call.Arguments[0]), EmitValue(call.Arguments[1]), EmitValue(call.Arguments[2])),
            _ => Expression.Call(CallMany, function, _frame, Values(call.Arguments)),
        };
    }

    private NewArrayExpression Values(Node[] nodes) => Expression.NewArrayInit(typeof(Value), nodes.Select(EmitValue));
}
