using System.Reflection.Emit;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>Writes machine code for conditions: it jumps to one place where the condition holds and to another where it does not.</summary>
internal class TestEmitter(ILGenerator il, Held held, Func<Node, Code> rest) : ValueEmitter(il, held, rest)
{
    /// <summary>Whether machine code tests it itself; otherwise it asks <see cref="Code"/>.</summary>
    public static bool IsOwn(Node node) => node switch
    {
        Joined => true,
        Compared compared => IsNullTest(compared) || Comparable(compared.Relation, Raws.Of(compared.Left), Raws.Of(compared.Right)),
        Between between => Comparable(Relation.Less, Raws.Of(between.Low), Raws.Of(between.Value)) && Comparable(Relation.Less, Raws.Of(between.Value), Raws.Of(between.High)),
        Meets meets => meets.Tests.Length < Frame.ItemsInAStep && meets.Tests.All(test => IsOwn(test, Raws.Of(meets.Value))),
        Quantified { Iterations: [{ End: null } only] } => Raws.Of(only.Source) == Raw.List,
        If choice => IsOwn(choice.Then) && IsOwn(choice.Else),
        BuiltInCall { Function.Name: "not", Arguments: [var of] } => IsOwn(of),
        _ => false,
    };

    protected override Operand Choice(Raw raw, If choice)
    {
        var (then, otherwise, done) = (IL.DefineLabel(), IL.DefineLabel(), IL.DefineLabel());
        var local = IL.DeclareLocal(Raws.TypeOf(raw));
        Test(choice.Condition, then, otherwise);
        IL.MarkLabel(then);
        Push(Bare(choice.Then), raw);
        IL.Emit(OpCodes.Stloc, local);
        IL.Emit(OpCodes.Br, done);
        IL.MarkLabel(otherwise);
        Push(Bare(choice.Else), raw);
        IL.Emit(OpCodes.Stloc, local);
        IL.MarkLabel(done);
        return new Operand(raw, local, default);
    }

    private static bool IsOwn(Test test, Raw tested) => test switch
    {
        RelationTest relation => Comparable(relation.Relation, tested, Raws.Of(relation.With)),
        RangeTest { Range: { HasOpenEnd: false, IsAllBut: false } range } => Comparable(Relation.Less, tested, Raws.Of(range.Start)) && Comparable(Relation.Less, tested, Raws.Of(range.End)),
        ValueTest value => (!value.MayBeCondition || value.Of is Constant) && Comparable(Relation.Equal, tested, Raws.Of(value.Of)),
        _ => false,
    };

    private static bool IsNullTest(Compared compared) =>
        compared.Relation is Relation.Equal or Relation.NotEqual && (IsNull(compared.Left) ^ IsNull(compared.Right));

    private static bool IsNull(Node node) => node is Constant { Value.IsNull: true };

    private static bool Comparable(Relation relation, Raw left, Raw right) => Raws.Shared(left, right) switch
    {
        Raw.None or Raw.Flag or Raw.List => false,
        Raw.Text => relation is Relation.Equal or Relation.NotEqual,
        _ => true,
    };

    /// <summary>Tests a condition.</summary>
    protected virtual void Test(Node node, Label yes, Label no)
    {
        switch (node)
        {
            case Joined joined:
                Join(joined, yes, no);
                break;
            case BuiltInCall { Function.Name: "not", Arguments: [var of] } when IsOwn(of):
                Test(of, no, yes);
                break;
            case If choice when IsOwn(choice):
                var (then, otherwise) = (IL.DefineLabel(), IL.DefineLabel());
                Test(choice.Condition, then, otherwise);
                IL.MarkLabel(then);
                Test(choice.Then, yes, no);
                IL.MarkLabel(otherwise);
                Test(choice.Else, yes, no);
                break;
            case Compared compared when IsNullTest(compared):
                TestForNull(Place(IsNull(compared.Left) ? compared.Right : compared.Left), compared.Relation == Relation.Equal ? yes : no, compared.Relation == Relation.Equal ? no : yes);
                break;
            case Compared compared when LastDayTest.Of(compared) is { } test:
                TestLastDay(test, test.IsOver ? yes : no, test.IsOver ? no : yes);
                break;
            case Compared { Right: Constant whole } compared when Raws.Of(whole) == Raw.Whole && Raws.Of(compared.Left) == Raw.Number && Raws.Stands(compared.Left):
                CompareWithWhole(compared.Relation, Place(compared.Left), new Operand(Raw.Whole, null, whole.Value), yes, no);
                break;
            case Compared { Left: Arithmetic { Operation: Operation.Add, Right: Constant length } later } compared
                when Raws.Of(later) == Raw.Day && Raws.Of(length) == Raw.Months && Raws.Of(compared.Right) == Raw.Day && compared.Relation is not (Relation.Equal or Relation.NotEqual):
                CompareLater(compared.Relation, Bare(later.Left), new Operand(Raw.Months, null, length.Value), Bare(compared.Right), yes, no);
                break;
            case Compared compared when IsOwn(compared):
                Compare(compared.Relation, Bare(compared.Left), Bare(compared.Right), yes, no);
                break;
            case Between between when IsOwn(between):
                var (value, low, high) = (Bare(between.Value), Bare(between.Low), Bare(between.High));
                Within(value, low, true, high, true, yes, no);
                break;
            case Meets meets when IsOwn(meets):
                Meet(meets, yes, no);
                break;
            case Quantified quantified when IsOwn(quantified):
                Quantify(quantified, 0, yes, no);
                break;
            default:
                Ask(node, yes, no);
                break;
        }
    }

    private void Join(Joined joined, Label yes, Label no)
    {
        foreach (var part in joined.Parts[..^1])
        {
            var next = IL.DefineLabel();
            Test(part, joined.All ? next : yes, joined.All ? no : next);
            IL.MarkLabel(next);
        }

        Test(joined.Parts[^1], yes, no);
    }

    private void All(Node[] parts, Label yes, Label no)
    {
        foreach (var part in parts[..^1])
        {
            var next = IL.DefineLabel();
            Test(part, next, no);
            IL.MarkLabel(next);
        }

        Test(parts[^1], yes, no);
    }

    private void TestForNull(LocalBuilder place, Label isNull, Label isNot)
    {
        PushKind(place);
        IL.Emit(OpCodes.Ldc_I4, (int)ValueKind.Null);
        IL.Emit(OpCodes.Beq, isNull);
        PushKind(place);
        IL.Emit(OpCodes.Ldc_I4, (int)ValueKind.Unknown);
        IL.Emit(OpCodes.Beq, GiveUp);
        IL.Emit(OpCodes.Br, isNot);
    }

    private void Compare(Relation relation, Operand left, Operand right, Label yes, Label no)
    {
        var raw = Raws.Shared(left.Raw, right.Raw);
        Push(left, raw);
        Push(right, raw);
        switch (raw)
        {
            case Raw.Number:
                IL.Emit(OpCodes.Call, typeof(decimal).GetMethod(
                    relation switch
                    {
                        Relation.Equal => "op_Equality",
                        Relation.NotEqual => "op_Inequality",
                        Relation.Less => "op_LessThan",
                        Relation.LessOrEqual => "op_LessThanOrEqual",
                        Relation.Greater => "op_GreaterThan",
                        _ => "op_GreaterThanOrEqual",
                    },
                    [typeof(decimal), typeof(decimal)])!);
                IL.Emit(OpCodes.Brtrue, yes);
                IL.Emit(OpCodes.Br, no);
                break;
            case Raw.Text:
                if (left.Local is not null && right.Local is not null)
                {
                    IL.Emit(OpCodes.Beq, relation == Relation.Equal ? yes : no);
                    Push(left, raw);
                    Push(right, raw);
                }

                IL.Emit(OpCodes.Call, Calls.SameTexts);
                IL.Emit(OpCodes.Brtrue, relation == Relation.Equal ? yes : no);
                IL.Emit(OpCodes.Br, relation == Relation.Equal ? no : yes);
                break;
            default:
                Branch(relation, yes, no);
                break;
        }
    }

    private void Branch(Relation relation, Label yes, Label no)
    {
        IL.Emit(
            relation switch
            {
                Relation.Equal => OpCodes.Beq,
                Relation.NotEqual => OpCodes.Bne_Un,
                Relation.Less => OpCodes.Blt,
                Relation.LessOrEqual => OpCodes.Ble,
                Relation.Greater => OpCodes.Bgt,
                _ => OpCodes.Bge,
            },
            yes);
        IL.Emit(OpCodes.Br, no);
    }

    // A decimal number is compared where it stands: most are whole numbers themselves.
    private void CompareWithWhole(Relation relation, LocalBuilder place, Operand whole, Label yes, Label no)
    {
        Expect(place, ValueKind.Number);
        IL.Emit(OpCodes.Ldloc, place);
        IL.Emit(OpCodes.Ldflda, ValueLayout.Bits);
        Push(whole, Raw.Whole);
        IL.Emit(OpCodes.Call, Calls.OrderWithWhole);
        IL.Emit(OpCodes.Ldc_I4_0);
        Branch(relation, yes, no);
    }

    // Nearly always the length of a month need not be known to say which of the days is the later.
    private void CompareLater(Relation relation, Operand from, Operand months, Operand other, Label yes, Label no)
    {
        Push(from, Raw.Day);
        Push(months, Raw.Months);
        Push(other, Raw.Day);
        IL.Emit(OpCodes.Call, Calls.OrderAfterMonths);
        Branch(relation, UnlessNoAnswer(Store(Raw.Whole)), yes, no);
    }

    private void Branch(Relation relation, Operand order, Label yes, Label no)
    {
        Push(order, Raw.Whole);
        IL.Emit(OpCodes.Ldc_I8, 0L);
        Branch(relation, yes, no);
    }

    private void TestLastDay(LastDayTest test, Label over, Label notYet)
    {
        var (from, on) = (Bare(test.From), Bare(test.On));
        var inRange = IL.DefineLabel();
        Push(from, Raw.Day);
        if (test.IsAge)
        {
            Push(on, Raw.Day);
            IL.Emit(OpCodes.Bgt, GiveUp);
            Push(from, Raw.Day);
        }

        // The days that .NET's dates know; others go the careful way.
        IL.Emit(OpCodes.Ldc_I8, (long)DateOnly.MaxValue.DayNumber);
        IL.Emit(OpCodes.Ble_Un, inRange);
        IL.Emit(OpCodes.Br, GiveUp);
        IL.MarkLabel(inRange);
        PushHeld(nameof(Held.LastDays), Held.Add(ref Held.LastDays, new LastDay(test.Months, test.IsAge)));
        IL.Emit(OpCodes.Ldelema, typeof(LastDay));
        Push(from, Raw.Day);
        Push(on, Raw.Day);
        if (test.DayBefore)
        {
            IL.Emit(OpCodes.Ldc_I8, 1L);
            IL.Emit(OpCodes.Sub);
        }

        IL.Emit(OpCodes.Call, typeof(LastDay).GetMethod(nameof(LastDay.IsOver))!);
        IL.Emit(OpCodes.Brtrue, over);
        IL.Emit(OpCodes.Br, notYet);
    }

    private void Within(Operand value, Operand low, bool lowIncluded, Operand high, bool highIncluded, Label yes, Label no)
    {
        var above = IL.DefineLabel();
        Compare(lowIncluded ? Relation.LessOrEqual : Relation.Less, low, value, above, no);
        IL.MarkLabel(above);
        Compare(highIncluded ? Relation.LessOrEqual : Relation.Less, value, high, yes, no);
    }

    private void Meet(Meets meets, Label yes, Label no)
    {
        var value = Bare(meets.Value);
        foreach (var test in meets.Tests)
        {
            var next = IL.DefineLabel();
            switch (test)
            {
                case RelationTest relation:
                    Compare(relation.Relation, value, Bare(relation.With), yes, next);
                    break;
                case RangeTest { Range: var range }:
                    var (low, high) = (Bare(range.Start), Bare(range.End));
                    Within(value, low, range.StartIncluded, high, range.EndIncluded, yes, next);
                    break;
                case ValueTest among:
                    Compare(Relation.Equal, value, Bare(among.Of), yes, next);
                    break;
            }

            IL.MarkLabel(next);
        }

        IL.Emit(OpCodes.Br, no);
    }

    /// <summary>Goes through a list, or on through it from the item that <see cref="Frame.Start"/> names, for which the first conditions are known to hold.</summary>
    /// <param name="quantified">What is asked of the items.</param>
    /// <param name="known">How many conditions are known to hold for the first item; none when the list is gone through from its start.</param>
    /// <param name="yes">Where to go on when it holds.</param>
    /// <param name="no">Where to go on when it does not.</param>
    protected void Quantify(Quantified quantified, int known, Label yes, Label no)
    {
        var next = IL.DefineLabel();
        Loop(quantified, known > 0, no: quantified.Every ? yes : no, next, index =>
        {
            if (known > 0)
            {
                var (parts, holds) = (((Joined)quantified.Condition).Parts, IL.DefineLabel());
                IL.Emit(OpCodes.Ldloc, index);
                PushStart();
                IL.Emit(OpCodes.Beq, holds);
                All(parts[..known], holds, next);
                IL.MarkLabel(holds);
                All(parts[known..], yes, next);
            }
            else
            {
                Test(quantified.Condition, quantified.Every ? next : yes, quantified.Every ? no : next);
            }
        });
    }

    /// <summary>Leaves the place of the first item for which the first conditions hold on the stack and goes on; below zero when there is none.</summary>
    protected void QuantifyStart(Quantified quantified, int known, Action found, Label no)
    {
        var next = IL.DefineLabel();
        Loop(quantified, false, no, next, index =>
        {
            var holds = IL.DefineLabel();
            All(((Joined)quantified.Condition).Parts[..known], holds, next);
            IL.MarkLabel(holds);
            IL.Emit(OpCodes.Ldloc, index);
            found();
        });
    }

    private void Loop(Quantified quantified, bool fromStart, Label no, Label next, Action<LocalBuilder> body)
    {
        var iteration = quantified.Iterations[0];
        var list = Bare(iteration.Source);
        var (index, item) = (IL.DeclareLocal(typeof(int)), IL.DeclareLocal(typeof(Value).MakeByRefType()));
        var turn = IL.DefineLabel();
        TakeSteps(() =>
        {
            Push(list, Raw.List);
            IL.Emit(OpCodes.Ldfld, ValueLayout.Count);
        });
        if (fromStart)
        {
            PushStart();
        }
        else
        {
            IL.Emit(OpCodes.Ldc_I4_0);
        }

        IL.Emit(OpCodes.Stloc, index);
        IL.MarkLabel(turn);
        IL.Emit(OpCodes.Ldloc, index);
        Push(list, Raw.List);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Count);
        IL.Emit(OpCodes.Bge, no);
        Push(list, Raw.List);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Items);
        IL.Emit(OpCodes.Ldloc, index);
        IL.Emit(OpCodes.Ldelema, typeof(Value));
        IL.Emit(OpCodes.Stloc, item);
        WithItem(iteration.Local, item, ShapeOf(quantified.Condition, iteration.Local), () => body(index));
        IL.MarkLabel(next);
        IL.Emit(OpCodes.Ldloc, index);
        IL.Emit(OpCodes.Ldc_I4_1);
        IL.Emit(OpCodes.Add);
        IL.Emit(OpCodes.Stloc, index);
        IL.Emit(OpCodes.Br, turn);
    }

    private void PushStart()
    {
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldfld, typeof(Frame).GetField(nameof(Frame.Start), Inside)!);
    }

    // The shape that the fields of a loop's items are read by; null when none are.
    private static RecordShape? ShapeOf(Node node, int local) =>
        node is PathTo { Shape: { } shape, Source: LocalName name } && name.Local == local
            ? shape
            : node.Children.Select(child => ShapeOf(child, local)).FirstOrDefault(found => found is not null);

    private void Ask(Node node, Label yes, Label no)
    {
        var answer = IL.DeclareLocal(typeof(int));
        PushOther(node);
        IL.Emit(OpCodes.Callvirt, typeof(Code).GetMethod(nameof(Code.Test))!);
        IL.Emit(OpCodes.Stloc, answer);
        IL.Emit(OpCodes.Ldloc, answer);
        IL.Emit(OpCodes.Ldc_I4, (int)Ternary.True);
        IL.Emit(OpCodes.Beq, yes);
        IL.Emit(OpCodes.Ldloc, answer);
        IL.Emit(OpCodes.Ldc_I4, (int)Ternary.False);
        IL.Emit(OpCodes.Beq, no);
        IL.Emit(OpCodes.Br, GiveUp);
    }
}
