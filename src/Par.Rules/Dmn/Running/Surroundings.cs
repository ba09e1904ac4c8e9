using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>What an expression is worked out in: the evaluation it belongs to, its limits, and the values of the names around it.</summary>
internal readonly record struct Surroundings(Deciding Run, Frame Frame, Value[] Slots)
{
    /// <summary>The same with one more value; a name given anew keeps its place.</summary>
    public Surroundings With(int slot, Value value)
    {
        var slots = new Value[Math.Max(Slots.Length, slot + 1)];
        Slots.CopyTo(slots, 0);
        slots[slot] = value;
        return this with { Slots = slots };
    }
}
