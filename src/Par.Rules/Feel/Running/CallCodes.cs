using System.Runtime.CompilerServices;
using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Feel.Running;

/// <summary>A call of a built-in function with one argument.</summary>
internal sealed class CallOneCode(BuiltIn function, Code first) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        var given = default(Value);
        given = first.Get(frame, ref given);
        room = function.Call(frame, new Span<Value>(ref given));
        return ref room;
    }
}

/// <summary>A call of a built-in function with two arguments, which takes no memory.</summary>
internal sealed class CallTwoCode(BuiltIn function, Code first, Code second) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        var given = default(TwoValues);
        given[0] = first.Get(frame, ref given[0]);
        given[1] = second.Get(frame, ref given[1]);
        room = function.Call(frame, given);
        return ref room;
    }

    [InlineArray(2)]
    private struct TwoValues
    {
        private Value _first;
    }
}

/// <summary>A call of a built-in function with three arguments, which takes no memory.</summary>
internal sealed class CallThreeCode(BuiltIn function, Code first, Code second, Code third) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        var given = default(ThreeValues);
        given[0] = first.Get(frame, ref given[0]);
        given[1] = second.Get(frame, ref given[1]);
        given[2] = third.Get(frame, ref given[2]);
        room = function.Call(frame, given);
        return ref room;
    }

    [InlineArray(3)]
    private struct ThreeValues
    {
        private Value _first;
    }
}

/// <summary>A call of a built-in function with any number of arguments.</summary>
internal sealed class CallManyCode(BuiltIn function, Code[] arguments) : Code
{
    public override ref readonly Value Get(Frame frame, ref Value room)
    {
        room = function.Call(frame, Array.ConvertAll(arguments, argument => argument.Run(frame)));
        return ref room;
    }
}
