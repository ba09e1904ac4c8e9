using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>
/// One part of an expression, ready to run. A value that stands somewhere already is handed on by its place, so that
/// reading a variable, a field or a constant copies nothing.
/// </summary>
internal abstract class Code
{
    /// <summary>The value: where it stands already, or else put into the room that the caller gives.</summary>
    public abstract ref readonly Value Get(Frame frame, ref Value room);

    /// <summary>The value as the answer of a condition.</summary>
    public virtual Ternary Test(Frame frame)
    {
        var room = default(Value);
        return Logic.TernaryOf(Get(frame, ref room));
    }

    public Value Run(Frame frame)
    {
        var room = default(Value);
        return Get(frame, ref room);
    }
}

/// <summary>A part that is a condition. When it comes out unknown, the interpreter says which facts were missing.</summary>
internal abstract class ConditionCode(Node node, Interpreter interpreter) : Code
{
    public abstract override Ternary Test(Frame frame);

    public sealed override ref readonly Value Get(Frame frame, ref Value room)
    {
        room = Test(frame) switch
        {
            Ternary.True => Value.Of(true),
            Ternary.False => Value.Of(false),
            Ternary.Null => Value.Null,
            _ => interpreter.Run(node, frame),
        };
        return ref room;
    }
}

/// <summary>A value written out.</summary>
internal sealed class ConstantCode(Value value) : Code
{
    private readonly Value _value = value;
    private readonly Ternary _answer = Logic.TernaryOf(value);

    public override ref readonly Value Get(Frame frame, ref Value room) => ref _value;

    public override Ternary Test(Frame frame) => _answer;
}

/// <summary>A variable of the scope.</summary>
internal sealed class SlotCode(int slot) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room) => ref frame.Slots[slot];
}

/// <summary>A name that the expression itself gives.</summary>
internal sealed class LocalCode(int local) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room) => ref frame.Locals[local];
}

/// <summary>A field of a record whose shape is known: by its place, without looking for its name.</summary>
internal sealed class FieldCode(Code source, PathTo path) : Code
{
    private readonly RecordShape _shape = path.Shape!;
    private readonly int _index = path.Index;

    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        ref readonly var from = ref source.Get(frame, ref room);
        if (from.Kind == ValueKind.Context && from.RawContext is Record record && ReferenceEquals(record.Shape, _shape))
        {
            return ref record.At(_index);
        }

        Reach.PayFor(frame, in from);
        room = Reach.Path(from, path.Name);
        return ref room;
    }
}

/// <summary>A field of a record that stands in a variable of the scope, by far the most frequent of all.</summary>
internal sealed class SlotFieldCode(int slot, PathTo path) : Code
{
    private readonly RecordShape _shape = path.Shape!;
    private readonly int _index = path.Index;

    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        ref readonly var from = ref frame.Slots[slot];
        if (from.Kind == ValueKind.Context && from.RawContext is Record record && ReferenceEquals(record.Shape, _shape))
        {
            return ref record.At(_index);
        }

        Reach.PayFor(frame, in from);
        room = Reach.Path(from, path.Name);
        return ref room;
    }
}

/// <summary>A part of a value by its name. The parts of days that rules ask for most are known without looking.</summary>
internal sealed class PathCode(Code source, string name) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        ref readonly var from = ref source.Get(frame, ref room);
        Reach.PayFor(frame, in from);
        room = from.Kind switch
        {
            ValueKind.Date => Properties.OfDay(from.RawDay, name),
            ValueKind.YearsAndMonths => Properties.OfMonths(from.RawMonths, name),
            _ => Reach.Path(from, name),
        };
        return ref room;
    }
}

/// <summary>A calculation.</summary>
internal sealed class ArithmeticCode(Operation operation, Code left, Code right) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        var other = default(Value);
        ref readonly var a = ref left.Get(frame, ref room);
        ref readonly var b = ref right.Get(frame, ref other);
        room = Calculate.Run(frame, operation, in a, in b);
        return ref room;
    }
}

/// <summary>One of two parts, as a condition has it; null counts as "no", and unknown stays unknown.</summary>
internal sealed class ChoiceCode(If choice, Code condition, Code then, Code otherwise, Interpreter interpreter) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        switch (condition.Test(frame))
        {
            case Ternary.True:
                return ref then.Get(frame, ref room);
            case Ternary.Unknown:
                room = interpreter.Run(choice.Condition, frame);
                return ref room;
            default:
                return ref otherwise.Get(frame, ref room);
        }
    }

    public override Ternary Test(Frame frame) => condition.Test(frame) switch
    {
        Ternary.True => then.Test(frame),
        Ternary.Unknown => Ternary.Unknown,
        _ => otherwise.Test(frame),
    };
}

/// <summary>A part that runs too rarely to have a shape of its own.</summary>
internal sealed class RareCode(Func<Frame, Value> run) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        room = run(frame);
        return ref room;
    }
}
