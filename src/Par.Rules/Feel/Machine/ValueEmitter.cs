using System.Reflection.Emit;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>Writes machine code that works out bare values.</summary>
internal abstract class ValueEmitter(ILGenerator il, Held held, Func<Node, Code> rest) : PlaceEmitter(il, held, rest)
{
    /// <summary>The bare value of an expression whose kind is known.</summary>
    protected virtual Operand Bare(Node node)
    {
        var raw = Raws.Of(node);
        switch (node)
        {
            case Constant constant:
                return new Operand(raw, null, constant.Value);
            case PathTo { Shape: null } path when Raws.IsOwn(path):
                var from = Bare(path.Source);
                Push(from, from.Raw);
                IL.Emit(OpCodes.Call, Calls.Part(from.Raw, path.Name));
                return Store(raw);
            case Arithmetic arithmetic when Raws.IsOwn(arithmetic):
                return Arithmetic(raw, arithmetic.Operation, Bare(arithmetic.Left), Bare(arithmetic.Right));
            case BuiltInCall call when Calls.Find(call) is { } known:
                return Call(known, call);
            case If choice when raw != Raw.None:
                return Choice(raw, choice);
            default:
                return Unwrap(raw, Place(node));
        }
    }

    /// <summary>Puts a bare value on the stack, as another bare kind where the two share one.</summary>
    protected void Push(Operand operand, Raw wanted)
    {
        if (operand.Local is null)
        {
            PushConstant(wanted, operand.Constant);
            return;
        }

        IL.Emit(OpCodes.Ldloc, operand.Local);
        if (operand.Raw == Raw.Whole && wanted == Raw.Number)
        {
            IL.Emit(OpCodes.Call, typeof(decimal).GetMethod("op_Implicit", [typeof(long)])!);
        }
    }

    protected Operand Store(Raw raw)
    {
        var local = IL.DeclareLocal(Raws.TypeOf(raw));
        IL.Emit(OpCodes.Stloc, local);
        return new Operand(raw, local, default);
    }

    /// <summary>One of two bare values, as a condition has it.</summary>
    protected abstract Operand Choice(Raw raw, If choice);

    private Operand Call(Known known, BuiltInCall call)
    {
        var given = Array.ConvertAll(call.Arguments, Bare);
        for (var i = 0; i < given.Length; i++)
        {
            Push(given[i], known.Takes[i]);
        }

        IL.Emit(OpCodes.Call, known.Method);
        return known.Gives == Raw.Number ? Store(known.Gives) : UnlessNoAnswer(Store(known.Gives));
    }

    protected Operand UnlessNoAnswer(Operand answer)
    {
        Push(answer, answer.Raw);
        IL.Emit(OpCodes.Ldc_I8, Calls.NoAnswer);
        IL.Emit(OpCodes.Beq, GiveUp);
        return answer;
    }

    private Operand Arithmetic(Raw raw, Operation operation, Operand left, Operand right)
    {
        if (raw == Raw.Number)
        {
            return Decimal(operation, left, right);
        }

        Push(left, left.Raw);
        Push(right, right.Raw);
        if (raw == Raw.Days)
        {
            IL.Emit(OpCodes.Sub);
            return Store(raw);
        }

        if (operation == Operation.Subtract)
        {
            IL.Emit(OpCodes.Neg);
        }

        IL.Emit(OpCodes.Call, right.Raw == Raw.Months ? Calls.AddMonths : Calls.AddDays);
        return UnlessNoAnswer(Store(raw));
    }

    private Operand Decimal(Operation operation, Operand left, Operand right)
    {
        Push(left, Raw.Number);
        Push(right, Raw.Number);
        IL.Emit(OpCodes.Call, Calls.Decimal(operation));
        return Store(Raw.Number);
    }

    private void PushConstant(Raw raw, Value value)
    {
        switch (raw)
        {
            case Raw.Number:
                PushHeld(nameof(Held.Numbers), Held.Add(ref Held.Numbers, value.RawNumber));
                IL.Emit(OpCodes.Ldelem, typeof(decimal));
                break;
            case Raw.Text:
                PushHeld(nameof(Held.Texts), Held.Add(ref Held.Texts, value.RawString));
                IL.Emit(OpCodes.Ldelem_Ref);
                break;
            case Raw.Flag:
                IL.Emit(value.RawBoolean ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
                break;
            case Raw.Whole:
                PushLong((long)value.RawNumber);
                break;
            case Raw.Day:
                PushLong(value.RawDay);
                break;
            case Raw.Days:
                PushLong((long)(value.RawSpan / FeelTime.Day));
                break;
            default:
                PushLong(value.RawMonths);
                break;
        }
    }

    // Beside the code, so that rules which differ in nothing else share it.
    private void PushLong(long number)
    {
        PushHeld(nameof(Held.Longs), Held.Add(ref Held.Longs, number));
        IL.Emit(OpCodes.Ldelem_I8);
    }

    // A long text costs steps, which are counted the careful way.
    private Operand Text()
    {
        IL.Emit(OpCodes.Ldfld, ValueLayout.Held);
        var text = Store(Raw.Text);
        IL.Emit(OpCodes.Ldloc, text.Local!);
        IL.Emit(OpCodes.Call, typeof(string).GetProperty(nameof(string.Length))!.GetMethod!);
        IL.Emit(OpCodes.Ldc_I4, Frame.LettersInAStep);
        IL.Emit(OpCodes.Bge, GiveUp);
        return text;
    }

    private Operand Unwrap(Raw raw, LocalBuilder place)
    {
        Expect(place, Raws.KindOf(raw));
        IL.Emit(OpCodes.Ldloc, place);
        switch (raw)
        {
            case Raw.Number:
                IL.Emit(OpCodes.Ldflda, ValueLayout.Bits);
                IL.Emit(OpCodes.Ldobj, typeof(decimal));
                break;
            case Raw.Text:
                return Text();
            case Raw.List:
                IL.Emit(OpCodes.Ldfld, ValueLayout.Held);
                break;
            default:
                IL.Emit(OpCodes.Ldflda, ValueLayout.Bits);
                IL.Emit(OpCodes.Ldfld, raw == Raw.Flag ? ValueLayout.Low : ValueLayout.High);
                break;
        }

        if (raw == Raw.Flag)
        {
            IL.Emit(OpCodes.Ldc_I4_0);
            IL.Emit(OpCodes.Conv_I8);
            IL.Emit(OpCodes.Cgt_Un);
        }

        return Store(raw);
    }
}
