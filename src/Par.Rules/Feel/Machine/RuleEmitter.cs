using System.Reflection.Emit;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// Writes one method for all conditions of a version, in their order: it stops at the first that settles the rule, and notes how far
/// it came. A name that the rule gives is worked out before the first condition that speaks of it.
/// </summary>
internal sealed class RuleEmitter(ILGenerator il, Held held, Func<Node, Code> rest, Action<CheckedExpression> beginning) : TestEmitter(il, held, rest)
{
    private readonly HashSet<int> _given = [];
    private LocalBuilder _deepest = null!;

    public void Write(FusedRule rule)
    {
        _deepest = IL.DeclareLocal(typeof(int));
        TakeStep();
        var stops = IL.DefineLabel();
        foreach (var part in rule.Parts)
        {
            foreach (var test in part.Tests)
            {
                Prepare(test, rule.Lets);
            }

            var next = IL.DefineLabel();
            Test(part, next, stops);
            IL.MarkLabel(next);
        }

        Open(rule);
        Give(FusedRule.Due);
        IL.MarkLabel(stops);
        IL.Emit(OpCodes.Ldloc, _deepest);
        IL.Emit(OpCodes.Ret);
        IL.MarkLabel(GiveUp);
        Give(FusedRule.GaveUp);
    }

    private void Give(int result)
    {
        IL.Emit(OpCodes.Ldc_I4, result);
        IL.Emit(OpCodes.Ret);
    }

    private void Prepare(CheckedExpression expression, IReadOnlyList<FusedLet> lets)
    {
        foreach (var let in lets.Where(let => expression.Root.AndAllWithin.Any(node => node is SlotName name && name.Slot == let.Slot) && !_given.Contains(let.Slot)))
        {
            Prepare(let.Written, lets);
            _given.Add(let.Slot);
            IL.Emit(OpCodes.Ldarg_0);
            IL.Emit(OpCodes.Ldarg_1);
            IL.Emit(OpCodes.Ldc_I4, Held.Add(ref Held.Lets, (let.Slot, let.Compiled)));
            IL.Emit(OpCodes.Call, typeof(Held).GetMethod(nameof(Held.Let))!);
        }

        Reach(expression.Root);
    }

    private void Test(Fused part, Label yes, Label no)
    {
        if (part is Fused.One one)
        {
            beginning(one.Test);
            IL.Emit(OpCodes.Ldc_I4, one.Place);
            IL.Emit(OpCodes.Stloc, _deepest);
            Test(one.Test.Root, yes, no);
            return;
        }

        var group = (Fused.Group)part;
        var (holds, fails) = group.Turned ? (no, yes) : (yes, no);
        foreach (var inner in group.Parts)
        {
            var next = IL.DefineLabel();
            Test(inner, group.Any ? holds : next, group.Any ? next : fails);
            IL.MarkLabel(next);
        }

        IL.Emit(OpCodes.Br, group.Any ? fails : holds);
    }

    // Where anything that opening needs is unknown or empty, the careful way says what follows.
    private void Open(FusedRule rule)
    {
        foreach (var expression in rule.OfOpening)
        {
            Prepare(expression, rule.Lets);
        }

        Expect(At(rule.Opening.Area), ValueKind.String);
        foreach (var part in rule.Opening.Once)
        {
            var place = At(part);
            Expect(place, ValueKind.String);
            IL.Emit(OpCodes.Ldarg_1);
            IL.Emit(OpCodes.Ldloc, place);
            IL.Emit(OpCodes.Ldfld, ValueLayout.Held);
            IL.Emit(OpCodes.Stfld, typeof(Frame).GetField(nameof(Frame.Found), Inside)!);
        }

        if (rule.Opening.From is { } from)
        {
            Expect(At(from), ValueKind.Date);
        }
    }

    private LocalBuilder At(CheckedExpression expression)
    {
        beginning(expression);
        return Place(expression.Root);
    }
}
