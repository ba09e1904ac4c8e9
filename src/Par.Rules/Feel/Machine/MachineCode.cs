using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>A condition: true or false, or anything else when the values are not all there.</summary>
internal delegate Ternary MachineTest(Frame frame);

/// <summary>A value: whether it could be worked out.</summary>
internal delegate bool MachineRun(Frame frame, ref Value result);

/// <summary>
/// An expression whose types are known as machine code, for the case that nearly always holds: every fact is there and of its
/// declared type. Where one is not, it gives up without an answer, and <see cref="Code"/>, which knows null and unknown, works
/// the expression out from the start.
/// </summary>
internal sealed class MachineCode
{
    // The compiler of .NET takes its time over long methods, and what is long runs long in any case.
    private const int MostParts = 400;

    private readonly MachineTest? _test;
    private readonly MachineRun? _run;
    private readonly bool _mayOverflow;

    private MachineCode(MachineTest? test, MachineRun? run, bool mayOverflow) => (_test, _run, _mayOverflow) = (test, run, mayOverflow);

    /// <summary>Machine code for an expression; null when too little about its types is known to be worth it.</summary>
    public static MachineCode? Of(Node root, Func<Node, Code> rest) =>
        Parts(root) > MostParts ? null : TestEmitter.IsOwn(root) ? Test(root, rest) : IsCalculated(root) ? Run(root, rest) : null;

    /// <summary>Whether a condition holds; neither true nor false when it gave up.</summary>
    public Ternary Test(Frame frame)
    {
        if (_test is not { } test)
        {
            return Ternary.Null;
        }

        var left = frame.StepsLeft;
        var answer = !frame.TakesTurn() ? Ternary.Null : _mayOverflow ? Guarded(test, frame) : test(frame);
        if (answer > Ternary.True)
        {
            frame.StepsLeft = left;
        }

        return answer;
    }

    /// <summary>Works a value out; false when it gave up.</summary>
    public bool Run(Frame frame, ref Value result)
    {
        var left = frame.StepsLeft;
        if (_run is not { } run)
        {
            var answer = Test(frame);
            result = Value.Of(answer == Ternary.True);
            return answer <= Ternary.True;
        }

        if (frame.TakesTurn() && (_mayOverflow ? Guarded(run, frame, ref result) : run(frame, ref result)))
        {
            return true;
        }

        frame.StepsLeft = left;
        return false;
    }

    private static MachineCode Test(Node root, Func<Node, Code> rest)
    {
        var method = Method(typeof(Ternary), typeof(Held), typeof(Frame));
        var emitter = new TestEmitter(method.GetILGenerator(), rest);
        emitter.WriteTest(root);
        return new MachineCode(Ready(method.CreateDelegate<MachineTest>(emitter.Held)), null, emitter.MayOverflow);
    }

    private static MachineCode Run(Node root, Func<Node, Code> rest)
    {
        var method = Method(typeof(bool), typeof(Held), typeof(Frame), typeof(Value).MakeByRefType());
        var emitter = new TestEmitter(method.GetILGenerator(), rest);
        emitter.WriteRun(root);
        return new MachineCode(null, Ready(method.CreateDelegate<MachineRun>(emitter.Held)), emitter.MayOverflow);
    }

    // What only stands somewhere needs no machine code to be fetched.
    private static bool IsCalculated(Node root) =>
        root is not (Constant or SlotName or LocalName or PathTo { Shape: not null }) && Raws.IsOwn(root) && Raws.Of(root) is not (Raw.Flag or Raw.List);

    private static int Parts(Node node)
    {
        var parts = 1;
        foreach (var child in node.Children)
        {
            parts += Parts(child);
            if (parts > MostParts)
            {
                break;
            }
        }

        return parts;
    }

    private static DynamicMethod Method(Type gives, params Type[] takes) => new("expression", gives, takes, typeof(MachineCode).Module, skipVisibility: true);

    private static T Ready<T>(T made)
        where T : Delegate
    {
        RuntimeHelpers.PrepareDelegate(made);
        return made;
    }

    // A number that grows too large is null, and machine code knows no null: the careful way says so.
    private static Ternary Guarded(MachineTest test, Frame frame)
    {
        try
        {
            return test(frame);
        }
        catch (ArithmeticException)
        {
            return Ternary.Null;
        }
    }

    private static bool Guarded(MachineRun run, Frame frame, ref Value result)
    {
        try
        {
            return run(frame, ref result);
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }
}

/// <summary>What machine code cannot hold in itself: it lies beside it.</summary>
internal sealed class Held
{
    public decimal[] Numbers = [];
    public string[] Texts = [];
    public RecordShape[] Shapes = [];
    public Code[] Codes = [];

    public static int Add<T>(ref T[] held, T one)
    {
        held = [.. held, one];
        return held.Length - 1;
    }
}
