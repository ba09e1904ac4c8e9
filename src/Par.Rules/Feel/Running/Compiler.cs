using System.Linq.Expressions;
using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>
/// Turns an expression into delegates. Conditions flow as <see cref="Ternary"/>, everything else as <see cref="Value"/>,
/// and nothing is boxed. A condition that comes out unknown goes back to the interpreter, which says what was missing.
/// </summary>
internal sealed partial class Compiler(SourceText source, Interpreter interpreter)
{
    private readonly ParameterExpression _frame = Expression.Parameter(typeof(Frame), "frame");

    public CompiledExpression Compile(Node root, int locals)
    {
        var at = source.PositionAt(0);
        if (IsCondition(root))
        {
            var condition = ConditionOf(root);
            return new CompiledExpression(frame => ToValue(condition(frame), root, frame, interpreter), condition, at, locals);
        }

        var value = ValueOf(root);
        return new CompiledExpression(value, frame => Logic.TernaryOf(value(frame)), at, locals);
    }

    /// <summary>A condition's answer as a value; what is unknown is worked out again to name the missing facts.</summary>
    public static Value ToValue(Ternary answer, Node node, Frame frame, Interpreter interpreter) => answer switch
    {
        Ternary.True => Value.True,
        Ternary.False => Value.False,
        Ternary.Null => Value.Null,
        _ => interpreter.Run(node, frame),
    };

    private static bool IsCondition(Node node) => node switch
    {
        Compared or Joined or Meets or Between or InstanceOf or Quantified => true,
        BuiltInCall call => IsNot(call),
        If choice => IsCondition(choice.Then) && IsCondition(choice.Else),
        _ => false,
    };

    private static bool IsNot(BuiltInCall call) => call.Function.Name == "not" && IsCondition(call.Arguments[0]);

    private Func<Frame, Value> ValueOf(Node node) => Expression.Lambda<Func<Frame, Value>>(EmitValue(node), _frame).Compile();

    private Func<Frame, Ternary> ConditionOf(Node node) => Expression.Lambda<Func<Frame, Ternary>>(EmitCondition(node), _frame).Compile();

    private Expression EmitCondition(Node node)
    {
        switch (node)
        {
            case Compared compared:
                return EmitCompared(compared.Relation, EmitValue(compared.Left), EmitValue(compared.Right));
            case Joined joined:
                return EmitJoined([.. joined.Parts.Select(EmitCondition)], joined.All);
            case Between between:
                return Expression.Call(
                    Within, EmitValue(between.Value), EmitValue(between.Low), Expression.Constant(true), EmitValue(between.High), Expression.Constant(true));
            case Meets meets:
                return EmitMeets(meets);
            case Quantified quantified:
                return EmitQuantified(quantified);
            case InstanceOf instance:
                return Expression.Call(AsTernary, Expression.Call(IsInstance, EmitValue(instance.Value), Expression.Constant(instance.Wanted)));
            case BuiltInCall call when IsNot(call):
                return Expression.Call(Not, EmitCondition(call.Arguments[0]));
            case If choice when IsCondition(node):
                return EmitChoice(choice, EmitCondition(choice.Then), EmitCondition(choice.Else), _ => Expression.Constant(Ternary.Unknown));
            case Constant constant:
                return Expression.Constant(Logic.TernaryOf(constant.Value));
            default:
                return Expression.Call(AsTernary, EmitValue(node));
        }
    }

    private static MethodCallExpression EmitCompared(Relation relation, Expression left, Expression right) => relation switch
    {
        Relation.Equal => Expression.Call(AreEqual, left, right),
        Relation.NotEqual => Expression.Call(Not, Expression.Call(AreEqual, left, right)),
        Relation.Less => Expression.Call(Less, left, right),
        Relation.LessOrEqual => Expression.Call(LessOrEqual, left, right),
        Relation.Greater => Expression.Call(Greater, left, right),
        _ => Expression.Call(GreaterOrEqual, left, right),
    };

    // One that settles the answer ends the work; the others are joined as they come.
    private static BlockExpression EmitJoined(Expression[] parts, bool all)
    {
        var settled = Expression.Constant(Logic.TernaryOf(!all));
        var result = Expression.Variable(typeof(Ternary));
        var done = Expression.Label(typeof(Ternary));
        var steps = new List<Expression> { Expression.Assign(result, parts[0]) };
        foreach (var part in parts.Skip(1))
        {
            steps.Add(Expression.IfThen(Expression.Equal(result, settled), Expression.Return(done, settled)));
            steps.Add(Expression.Assign(result, Expression.Call(all ? And : Or, result, part)));
        }

        steps.Add(Expression.Label(done, result));
        return Expression.Block([result], steps);
    }

    private BlockExpression EmitMeets(Meets meets)
    {
        var value = Expression.Variable(typeof(Value));
        var tests = meets.Tests.Select(test => EmitTest(test, value)).ToArray();
        return Expression.Block([value], Expression.Assign(value, EmitValue(meets.Value)), tests.Length == 1 ? tests[0] : EmitJoined(tests, all: false));
    }

    private MethodCallExpression EmitTest(Test test, ParameterExpression value) => test switch
    {
        RelationTest relation => EmitCompared(relation.Relation, value, EmitValue(relation.With)),
        RangeTest { Range: { HasOpenEnd: true } or { IsAllBut: true } } range => Expression.Call(
            WithinWritten, Expression.Constant(range.Range), value, EmitValue(range.Range.Start), EmitValue(range.Range.End)),
        RangeTest { Range: var range } => Expression.Call(
            Within,
            value,
            EmitValue(range.Start),
            Expression.Constant(range.StartIncluded),
            EmitValue(range.End),
            Expression.Constant(range.EndIncluded)),
        ValueTest { MayBeCondition: true, Of: not Constant } among => Expression.Call(MeetsOrIs, value, EmitValue(among.Of)),
        _ => Expression.Call(IsAmong, value, EmitValue(((ValueTest)test).Of)),
    };

    private MethodCallExpression EmitQuantified(Quantified quantified)
    {
        var at = Expression.Constant(source.PositionAt(quantified.At));
        var sources = Sources(quantified.Iterations);
        if (sources.Length == 1)
        {
            return Expression.Call(
                TestEach, _frame, Expression.Constant(sources[0]), Expression.Constant(ConditionOf(quantified.Condition)), Expression.Constant(!quantified.Every), at);
        }

        return Expression.Call(
            AsTernary,
            Expression.Call(
                quantified.Every ? Every : Some, _frame, Expression.Constant(sources), Expression.Constant(ValueOf(quantified.Condition)), at));
    }

    private BlockExpression EmitChoice(If choice, Expression then, Expression otherwise, Func<Node, Expression> unknown)
    {
        var condition = Expression.Variable(typeof(Ternary));
        return Expression.Block(
            [condition],
            Expression.Assign(condition, EmitCondition(choice.Condition)),
            Expression.Condition(
                Expression.Equal(condition, Expression.Constant(Ternary.True)),
                then,
                Expression.Condition(Expression.Equal(condition, Expression.Constant(Ternary.Unknown)), unknown(choice.Condition), otherwise)));
    }

    private Source[] Sources(Iteration[] iterations) =>
        [.. iterations.Select(one => new Source(one.Local, ValueOf(one.Source), one.End is null ? null : ValueOf(one.End)))];
}
