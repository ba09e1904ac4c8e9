using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>One test that a value is put to, ready to run.</summary>
internal abstract class TestCode
{
    public abstract Ternary Test(Frame frame, in Value tested);
}

/// <summary>The value stands in a relation to another.</summary>
internal sealed class RelationTestCode(Relation relation, Code with) : TestCode
{
    public override Ternary Test(Frame frame, in Value tested)
    {
        var room = default(Value);
        return Comparison.Test(frame, relation, in tested, in with.Get(frame, ref room));
    }
}

/// <summary>The value lies between two ends.</summary>
internal sealed class RangeTestCode(RangeOf range, Code start, Code end) : TestCode
{
    private readonly bool _startIncluded = range.StartIncluded;
    private readonly bool _endIncluded = range.EndIncluded;
    private readonly bool _isBetweenEnds = !range.HasOpenEnd && !range.IsAllBut;

    public override Ternary Test(Frame frame, in Value tested)
    {
        Value startRoom = default, endRoom = default;
        ref readonly var from = ref start.Get(frame, ref startRoom);
        ref readonly var to = ref end.Get(frame, ref endRoom);
        frame.Pay(in tested);
        return _isBetweenEnds ? Comparison.Within(in tested, in from, _startIncluded, in to, _endIncluded) : Ranges.Within(range, tested, from, to);
    }
}

/// <summary>The value equals, or is among, what a part gives; or the part is a condition on it.</summary>
internal sealed class ValueTestCode(Code of, bool mayBeCondition) : TestCode
{
    public override Ternary Test(Frame frame, in Value tested)
    {
        var room = default(Value);
        ref readonly var others = ref of.Get(frame, ref room);
        frame.Pay(in tested);
        frame.Pay(in others);
        return mayBeCondition ? Called.MeetsOrIs(tested, others) : Reach.Among(in tested, in others);
    }
}
