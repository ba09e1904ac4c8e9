using Par.Rules.Diagnostics;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>What machine code cannot hold in itself and keeps beside it; and the careful way, for when it gives up.</summary>
internal sealed class Held(Code whole, SourcePosition at)
{
    // The first are asked for by nearly every rule, and lie in one line of the processor's memory.
    public long[] Longs = [];
    public LastDay[] LastDays = [];
    public RecordShape[] Shapes = [];
    public string[] Texts = [];
    public decimal[] Numbers = [];
    public Code[] Codes = [];
    public LookUp[] LookUps = [];
    public (int Slot, CompiledExpression Expression)[] Lets = [];
    public Func<Frame, string>? OnceKey;

    /// <summary>Whether it holds nothing but constants that are shared.</summary>
    public bool IsOfConstantsOnly => Numbers.Length + Codes.Length + LookUps.Length + Lets.Length == 0 && OnceKey is null;

    public static int Add<T>(ref T[] held, T one)
    {
        held = [.. held, one];
        return held.Length - 1;
    }

    /// <summary>Starts over with the steps that were left at first.</summary>
    public Ternary Test(Frame frame, int stepsLeft)
    {
        frame.StepsLeft = stepsLeft;
        frame.Step(at);
        return whole.Test(frame);
    }

    /// <summary>Starts over with the steps that were left at first.</summary>
    public Value Run(Frame frame, int stepsLeft)
    {
        frame.StepsLeft = stepsLeft;
        frame.Step(at);
        return whole.Run(frame);
    }

    /// <summary>A once-key of one text: it stands as it is, unless it holds what keys of several parts are joined by.</summary>
    public string KeyOfOne(string text, Frame frame) => text.AsSpan().IndexOfAny('|', '\\') < 0 ? text : Key(frame);

    /// <summary>Puts a once-key of several parts together.</summary>
    public string Key(Frame frame) => OnceKey!(frame);

    /// <summary>Works out a name that a rule gives to an expression, and puts it in its place.</summary>
    public void Let(Frame frame, int index)
    {
        var (slot, expression) = Lets[index];
        frame[slot] = expression.Evaluate(frame);
    }
}
