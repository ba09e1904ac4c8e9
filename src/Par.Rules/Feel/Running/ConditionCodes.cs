using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>Two values in a relation. Numbers and days, by far the most frequent, are compared on the spot.</summary>
internal sealed class ComparedCode(Compared node, Code left, Code right, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    private readonly Relation _relation = node.Relation;

    public override Ternary Test(Frame frame)
    {
        Value one = default, other = default;
        return Comparison.Test(frame, _relation, in left.Get(frame, ref one), in right.Get(frame, ref other));
    }
}

/// <summary>Conditions joined: one that settles the answer ends the work.</summary>
internal sealed class JoinedCode(Joined node, Code[] parts, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    private readonly bool _all = node.All;
    private readonly Ternary _settles = Logic.TernaryOf(!node.All);

    public override Ternary Test(Frame frame)
    {
        var result = Logic.TernaryOf(_all);
        foreach (var part in parts)
        {
            var one = part.Test(frame);
            if (one == _settles)
            {
                return one;
            }

            result = _all ? Logic.And(result, one) : Logic.Or(result, one);
        }

        return result;
    }
}

/// <summary>The opposite of a condition.</summary>
internal sealed class NotCode(BuiltInCall node, Code of, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    public override Ternary Test(Frame frame) => Logic.Not(of.Test(frame));
}

/// <summary>A value between two others.</summary>
internal sealed class BetweenCode(Between node, Code value, Code low, Code high, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    public override Ternary Test(Frame frame)
    {
        Value room = default, lowRoom = default, highRoom = default;
        ref readonly var tested = ref value.Get(frame, ref room);
        frame.Pay(in tested);
        return Comparison.Within(
            in tested, in low.Get(frame, ref lowRoom), true, in high.Get(frame, ref highRoom), true);
    }
}

/// <summary>Whether a value is of a type.</summary>
internal sealed class InstanceCode(InstanceOf node, Code value, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    public override Ternary Test(Frame frame)
    {
        var looked = value.Run(frame);
        frame.Pay(in looked);
        return Logic.TernaryOf(Functions.InstanceOf(looked, node.Wanted));
    }
}

/// <summary>Whether a value meets any of some tests.</summary>
internal sealed class MeetsCode(Meets node, Code value, TestCode[] tests, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    public override Ternary Test(Frame frame)
    {
        var room = default(Value);
        ref readonly var tested = ref value.Get(frame, ref room);
        frame.PayFor(tests.Length);
        var result = Ternary.False;
        foreach (var test in tests)
        {
            var one = test.Test(frame, in tested);
            if (one == Ternary.True)
            {
                return one;
            }

            result = Logic.Or(result, one);
        }

        return result;
    }
}

/// <summary><c>some</c> or <c>every</c> over one list, without making any value.</summary>
internal sealed class QuantifiedCode(Quantified node, Code list, Code condition, SourcePosition at, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    private readonly int _local = node.Iterations[0].Local;
    private readonly Source _source = new(node.Iterations[0].Local, list.Run, null);
    private readonly bool _settles = !node.Every;

    public override Ternary Test(Frame frame)
    {
        var room = default(Value);
        ref readonly var source = ref list.Get(frame, ref room);
        if (source.Kind is not ValueKind.List)
        {
            return Logic.TernaryOf(node.Every
                ? Iterating.Every(frame, [_source], condition.Run, at)
                : Iterating.Some(frame, [_source], condition.Run, at));
        }

        var result = Logic.TernaryOf(!_settles);
        var wanted = Logic.TernaryOf(_settles);
        var items = source.RawList;
        for (var i = 0; i < items.Count; i++)
        {
            frame.Step(at);
            frame.Locals[_local] = items.At(i);
            var holds = condition.Test(frame);
            if (holds == wanted)
            {
                return wanted;
            }

            result = _settles ? Logic.Or(result, holds) : Logic.And(result, holds);
        }

        return result;
    }
}

/// <summary>A condition that runs too rarely to have a shape of its own.</summary>
internal sealed class RareConditionCode(Node node, Func<Frame, Ternary> test, Interpreter interpreter) : ConditionCode(node, interpreter)
{
    public override Ternary Test(Frame frame) => test(frame);
}
