using System.Reflection.Emit;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>Writes whole methods: an expression in the way that nearly always holds, and the careful way where that gives up.</summary>
internal sealed class MethodEmitter(ILGenerator il, Held held, Func<Node, Code> rest) : TestEmitter(il, held, rest)
{
    /// <summary>The whole of a method that tests a condition.</summary>
    public void WriteTest(Node root) => Write(root, typeof(Ternary), nameof(Held.Test), give =>
    {
        var (yes, no) = (IL.DefineLabel(), IL.DefineLabel());
        Test(root, yes, no);
        IL.MarkLabel(yes);
        IL.Emit(OpCodes.Ldc_I4, (int)Ternary.True);
        give();
        IL.MarkLabel(no);
        IL.Emit(OpCodes.Ldc_I4, (int)Ternary.False);
        give();
    });

    /// <summary>The whole of a method that works out a value.</summary>
    public void WriteRun(Node root) => Write(root, typeof(Value), nameof(Held.Run), give =>
    {
        if (root is ValueCall)
        {
            IL.Emit(OpCodes.Ldloc, Place(root));
            IL.Emit(OpCodes.Ldobj, typeof(Value));
            give();
            return;
        }

        var result = Bare(root);
        Push(result, result.Raw == Raw.Whole ? Raw.Number : result.Raw);
        IL.Emit(OpCodes.Call, typeof(Wrap).GetMethod(result.Raw switch { Raw.Whole => nameof(Raw.Number), var raw => raw.ToString() })!);
        give();
    });

    private void Write(Node root, Type gives, string careful, Action<Action> body)
    {
        var stepsLeft = Begin();
        if (MayOverflow(root))
        {
            // A decimal number that grows too large is null, and only the careful way knows null.
            var (result, over) = (IL.DeclareLocal(gives), IL.DefineLabel());
            var done = IL.BeginExceptionBlock();
            TakeApart(root);
            body(() =>
            {
                IL.Emit(OpCodes.Stloc, result);
                IL.Emit(OpCodes.Leave, done);
            });
            IL.MarkLabel(GiveUp);
            IL.Emit(OpCodes.Leave, over);
            IL.BeginCatchBlock(typeof(ArithmeticException));
            IL.Emit(OpCodes.Pop);
            IL.Emit(OpCodes.Leave, over);
            IL.EndExceptionBlock();
            IL.Emit(OpCodes.Ldloc, result);
            IL.Emit(OpCodes.Ret);
            IL.MarkLabel(over);
        }
        else
        {
            TakeApart(root);
            body(() => IL.Emit(OpCodes.Ret));
            IL.MarkLabel(GiveUp);
        }

        IL.Emit(OpCodes.Ldarg_0);
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldloc, stepsLeft);
        IL.Emit(OpCodes.Call, typeof(Held).GetMethod(careful)!);
        IL.Emit(OpCodes.Ret);
    }

    private static bool MayOverflow(Node node) => (node is Arithmetic && Raws.Of(node) == Raw.Number) || node.Children.Any(MayOverflow);
}
