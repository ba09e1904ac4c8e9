using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Feel.Reading;

/// <summary>One part of an expression that was read: where it stands, and the type it gives.</summary>
internal abstract record Node(int At, FeelType Type)
{
    /// <summary>How many parts lie within one another below this one; kept small so that running never exhausts the stack.</summary>
    public int Depth { get; set; } = 1;

    /// <summary>The parts directly within this one.</summary>
    public virtual IEnumerable<Node> Children => [];

    /// <summary>This part and all that lie within it.</summary>
    public IEnumerable<Node> AndAllWithin => Children.SelectMany(child => child.AndAllWithin).Prepend(this);

    /// <summary>Whether it has more parts than a number; it counts no further than that.</summary>
    public bool IsLargerThan(int parts) => AndAllWithin.Skip(parts).Any();

    /// <summary>The interpreter for this part as a delegate, made once; loops take it as their body.</summary>
    public Func<Frame, Value>? Run { get; set; }
}

/// <summary>A value written out.</summary>
internal sealed record Constant(int At, FeelType Type, Value Value) : Node(At, Type);

/// <summary>A variable of the scope.</summary>
internal sealed record SlotName(int At, FeelType Type, int Slot) : Node(At, Type);

/// <summary>A name that the expression itself gives: of a loop, a function, a context entry.</summary>
internal sealed record LocalName(int At, FeelType Type, int Local) : Node(At, Type);

/// <summary>A name in a filter over items whose fields are not known beforehand: the item's field, or else what the name means outside.</summary>
internal sealed record ItemName(int At, int Item, string Name, Node? Outside) : Node(At, FeelType.Any)
{
    public override IEnumerable<Node> Children => Outside is null ? [] : [Outside];
}

internal sealed record ListOf(int At, FeelType Type, Node[] Items) : Node(At, Type)
{
    public override IEnumerable<Node> Children => Items;
}

/// <summary>One entry of a context: its value is kept in a place where later entries find it.</summary>
internal sealed record Entry(string Name, int Local, Node Value)
{
    /// <summary>Where its name stands.</summary>
    public int At { get; init; }

    /// <summary>Whether a later entry speaks of it.</summary>
    public bool IsUsed { get; init; }
}

internal sealed record ContextOf(int At, FeelType Type, Entry[] Entries) : Node(At, Type)
{
    public override IEnumerable<Node> Children => Entries.Select(entry => entry.Value);
}

internal sealed record RangeOf(int At, FeelType Type, Node Start, bool StartIncluded, Node End, bool EndIncluded) : Node(At, Type)
{
    /// <summary>Stands for the end that a range such as <c>&lt; 5</c> does not have. A null written as an end is not open; it has no value.</summary>
    public static Constant Open { get; } = new(0, FeelType.Null, Value.Null);

    /// <summary>Whether it is <c>!= 5</c>: everything but its one value.</summary>
    public bool IsAllBut { get; init; }

    public bool HasOpenEnd => ReferenceEquals(Start, Open) || ReferenceEquals(End, Open);

    public override IEnumerable<Node> Children => [Start, End];
}

/// <summary>A part of a value by its name; of a record of a known shape also by its place there.</summary>
internal sealed record PathTo(int At, FeelType Type, Node Source, string Name, RecordShape? Shape, int Index) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Source];
}

internal sealed record Filter(int At, FeelType Type, Node Source, int Item, Node Condition) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Source, Condition];
}

internal sealed record If(int At, FeelType Type, Node Condition, Node Then, Node Else) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Condition, Then, Else];
}

internal enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal sealed record Arithmetic(int At, FeelType Type, Operation Operation, Node Left, Node Right) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Left, Right];
}

internal sealed record Negative(int At, FeelType Type, Node Of) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Of];
}

internal enum Relation
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed record Compared(int At, Relation Relation, Node Left, Node Right) : Node(At, FeelType.Boolean)
{
    public override IEnumerable<Node> Children => [Left, Right];
}

/// <summary>Conditions joined by <c>and</c> (all) or by <c>or</c>.</summary>
internal sealed record Joined(int At, bool All, Node[] Parts) : Node(At, FeelType.Boolean)
{
    public override IEnumerable<Node> Children => Parts;
}

internal sealed record Between(int At, Node Value, Node Low, Node High) : Node(At, FeelType.Boolean)
{
    public override IEnumerable<Node> Children => [Value, Low, High];
}

/// <summary>Whether a value meets any of some tests.</summary>
internal sealed record Meets(int At, Node Value, Test[] Tests) : Node(At, FeelType.Boolean)
{
    public override IEnumerable<Node> Children => [Value, .. Tests.SelectMany(test => test.Parts)];
}

/// <summary>One test that a value is put to.</summary>
internal abstract record Test(Node[] Parts);

/// <summary>The value stands in a relation to another: <c>&lt; 18</c>.</summary>
internal sealed record RelationTest(Relation Relation, Node With) : Test([With]);

/// <summary>The value lies between two ends: <c>[18..65)</c>.</summary>
internal sealed record RangeTest(RangeOf Range) : Test([Range.Start, Range.End]);

/// <summary>The value equals, or is among, what an expression gives; or the expression itself is a condition on it.</summary>
internal sealed record ValueTest(Node Of, bool MayBeCondition) : Test([Of]);

internal sealed record InstanceOf(int At, Node Value, FeelType Wanted) : Node(At, FeelType.Boolean)
{
    public override IEnumerable<Node> Children => [Value];
}

/// <summary>One variable of a loop, and what it goes through: a list, or all whole numbers or days up to an end.</summary>
internal sealed record Iteration(int Local, Node Source, Node? End);

internal sealed record For(int At, FeelType Type, Iteration[] Iterations, int Partial, Node Body) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [.. Loops.Sources(Iterations), Body];
}

/// <summary><c>some</c> or <c>every</c>.</summary>
internal sealed record Quantified(int At, bool Every, Iteration[] Iterations, Node Condition) : Node(At, FeelType.Boolean)
{
    public override IEnumerable<Node> Children => [.. Loops.Sources(Iterations), Condition];
}

/// <summary>A parameter of a function written in an expression.</summary>
internal sealed record FunctionParameter(string Name, int Local, FeelType Type);

internal sealed record FunctionOf(int At, FeelType Type, FunctionParameter[] Parameters, Node Body) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Body];
}

/// <summary>A call of a built-in function.</summary>
internal sealed record BuiltInCall(int At, FeelType Type, BuiltIn Function, Node[] Arguments) : Node(At, Type)
{
    public override IEnumerable<Node> Children => Arguments;
}

/// <summary>A call of a function that is a value; with names when the arguments were given by name.</summary>
internal sealed record ValueCall(int At, FeelType Type, Node Function, Node[] Arguments, string[]? Names) : Node(At, Type)
{
    public override IEnumerable<Node> Children => [Function, .. Arguments];
}

/// <summary>What loops have in common.</summary>
internal static class Loops
{
    public static IEnumerable<Node> Sources(Iteration[] iterations) =>
        iterations.SelectMany(iteration => iteration.End is null ? [iteration.Source] : new[] { iteration.Source, iteration.End });
}
