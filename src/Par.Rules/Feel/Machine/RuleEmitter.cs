using System.Reflection.Emit;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// Writes one method for all conditions of a version, in their order: it stops at the first that settles the rule, and notes how far it came. What several rules
/// ask alike is worked out when the first of them asks, and kept in the frame. A name that the rule gives is worked out before the first condition that speaks of it.
/// </summary>
internal sealed class RuleEmitter(ILGenerator il, Held held, Alike alike, Func<Node, Code> rest, Action<CheckedExpression> beginning) : TestEmitter(il, held, rest)
{
    // What came of a part that is asked more than once; nothing is 0.
    private const int No = 1;
    private const int Yes = 2;

    private readonly HashSet<int> _given = [];
    private readonly HashSet<Node> _within = new(ReferenceEqualityComparer.Instance);
    private LocalBuilder _deepest = null!;

    /// <summary>A method for one question: whether any of some conditions holds.</summary>
    /// <param name="of">A rule that asks it.</param>
    /// <param name="anyOf">The conditions.</param>
    /// <param name="known">For a question about the items of a list: how many of its conditions are known to hold for the item at which it starts.</param>
    public void WriteQuestion(FusedRule of, IReadOnlyList<CheckedExpression> anyOf, int known)
    {
        Begin(of);
        var (yes, no) = (IL.DefineLabel(), IL.DefineLabel());
        foreach (var test in anyOf)
        {
            Prepare(test, []);
        }

        foreach (var test in anyOf)
        {
            var next = IL.DefineLabel();
            beginning(test);
            if (known > 0)
            {
                Quantify((Quantified)test.Root, known, yes, next);
            }
            else
            {
                Test(test.Root, yes, next);
            }

            IL.MarkLabel(next);
        }

        IL.MarkLabel(no);
        Give(Sheet.No);
        IL.MarkLabel(yes);
        Give(Sheet.Yes);
        IL.MarkLabel(GiveUp);
        Give(FusedRule.GaveUp);
    }

    /// <summary>A method that works out the whole number or day that some conditions compare.</summary>
    public void WriteMeasure(FusedRule of, CheckedExpression within, Node value)
    {
        Begin(of);
        Reach(value);
        beginning(within);
        var found = Bare(value);
        Push(found, found.Raw);
        IL.Emit(OpCodes.Ret);
        IL.MarkLabel(GiveUp);
        IL.Emit(OpCodes.Ldc_I8, Calls.NoAnswer);
        IL.Emit(OpCodes.Ret);
    }

    /// <summary>A method that finds the first item of a list for which the first of some conditions hold.</summary>
    public void WriteStart(FusedRule of, CheckedExpression test, int known)
    {
        Begin(of);
        Reach(test.Root);
        beginning(test);
        var none = IL.DefineLabel();
        QuantifyStart(
            (Quantified)test.Root,
            known,
            () =>
            {
                IL.Emit(OpCodes.Conv_I8);
                IL.Emit(OpCodes.Ret);
            },
            none);
        IL.MarkLabel(none);
        IL.Emit(OpCodes.Ldc_I8, Sheet.NoItem);
        IL.Emit(OpCodes.Ret);
        IL.MarkLabel(GiveUp);
        IL.Emit(OpCodes.Ldc_I8, Calls.NoAnswer);
        IL.Emit(OpCodes.Ret);
    }

    /// <summary>A method that finds out whether a rule that is due can open, and under which key.</summary>
    public void WriteOpening(FusedRule rule)
    {
        Begin(rule);
        Open(rule);
        Give(FusedRule.Due);
        IL.MarkLabel(GiveUp);
        Give(FusedRule.GaveUp);
    }

    private void Begin(FusedRule rule)
    {
        TakenBefore(0, rule.First);
        TakenBefore(1, rule.Second);
    }

    public void Write(FusedRule rule)
    {
        _deepest = IL.DeclareLocal(typeof(int));
        Begin(rule);
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

    protected override void Test(Node node, Label yes, Label no)
    {
        if (alike.PlaceOf(node) is not (>= 0 and var place) || Raws.Of(node) != Raw.Flag || !_within.Add(node))
        {
            base.Test(node, yes, no);
            return;
        }

        var (holds, fails) = (IL.DefineLabel(), IL.DefineLabel());
        var answer = Answer(place);
        IL.Emit(OpCodes.Ldloc, answer);
        IL.Emit(OpCodes.Ldc_I4, No);
        IL.Emit(OpCodes.Beq, no);
        IL.Emit(OpCodes.Ldloc, answer);
        IL.Emit(OpCodes.Ldc_I4, Yes);
        IL.Emit(OpCodes.Beq, yes);
        base.Test(node, holds, fails);
        IL.MarkLabel(holds);
        Remember(place, Yes);
        IL.Emit(OpCodes.Br, yes);
        IL.MarkLabel(fails);
        Remember(place, No);
        IL.Emit(OpCodes.Br, no);
        _within.Remove(node);
    }

    protected override Operand Bare(Node node)
    {
        if (alike.PlaceOf(node) is not (>= 0 and var place) || Raws.Of(node) is not (Raw.Whole or Raw.Day or Raw.Months or Raw.Days) || !_within.Add(node))
        {
            return base.Bare(node);
        }

        var (asks, done) = (IL.DefineLabel(), IL.DefineLabel());
        var kept = new Operand(Raws.Of(node), IL.DeclareLocal(typeof(long)), default);
        IL.Emit(OpCodes.Ldloc, Answer(place));
        IL.Emit(OpCodes.Brfalse, asks);
        PushKept(nameof(Frame.Kept), place);
        IL.Emit(OpCodes.Ldelem_I8);
        IL.Emit(OpCodes.Stloc, kept.Local!);
        IL.Emit(OpCodes.Br, done);
        IL.MarkLabel(asks);
        Push(base.Bare(node), kept.Raw);
        IL.Emit(OpCodes.Stloc, kept.Local!);
        PushKept(nameof(Frame.Kept), place);
        IL.Emit(OpCodes.Ldloc, kept.Local!);
        IL.Emit(OpCodes.Stelem_I8);
        Remember(place, Yes);
        IL.MarkLabel(done);
        _within.Remove(node);
        return kept;
    }

    private LocalBuilder Answer(int place)
    {
        var answer = IL.DeclareLocal(typeof(int));
        PushKept(nameof(Frame.Asked), place);
        IL.Emit(OpCodes.Ldelem_I4);
        IL.Emit(OpCodes.Stloc, answer);
        return answer;
    }

    private void Remember(int place, int answer)
    {
        PushKept(nameof(Frame.Asked), place);
        IL.Emit(OpCodes.Ldc_I4, answer);
        IL.Emit(OpCodes.Stelem_I4);
    }

    // Its place is kept beside the code, as constants are.
    private void PushKept(string field, int place)
    {
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldfld, typeof(Frame).GetField(field, Inside)!);
        PushHeld(nameof(Held.Longs), Held.Add(ref Held.Longs, place));
        IL.Emit(OpCodes.Ldelem_I8);
        IL.Emit(OpCodes.Conv_I4);
    }

    // Where anything that opening needs is unknown or empty, the careful way says what follows.
    private void Open(FusedRule rule)
    {
        foreach (var expression in rule.OfOpening)
        {
            Prepare(expression, rule.Lets);
        }

        if (rule.Opening.Area.Root is not Constant { Value.Kind: ValueKind.String })
        {
            Expect(At(rule.Opening.Area), ValueKind.String);
        }

        var once = rule.Opening.Once.Select(part =>
        {
            var place = At(part);
            Expect(place, ValueKind.String);
            return place;
        }).ToList();
        if (rule.Opening.From is { } from)
        {
            Expect(At(from), ValueKind.Date);
        }

        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldarg_0);
        if (once is [var only])
        {
            IL.Emit(OpCodes.Ldloc, only);
            IL.Emit(OpCodes.Ldfld, ValueLayout.Held);
        }

        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Call, typeof(Held).GetMethod(once.Count == 1 ? nameof(Held.KeyOfOne) : nameof(Held.Key))!);
        IL.Emit(OpCodes.Stfld, typeof(Frame).GetField(nameof(Frame.Key), Inside)!);
    }

    private LocalBuilder At(CheckedExpression expression)
    {
        beginning(expression);
        return Place(expression.Root);
    }
}
