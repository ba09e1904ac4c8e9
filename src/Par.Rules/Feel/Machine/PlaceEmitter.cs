using System.Reflection;
using System.Reflection.Emit;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// Writes machine code that finds the places where values stand, and counts the steps. Whatever is not as its type says leads to
/// <see cref="GiveUp"/>.
/// </summary>
internal class PlaceEmitter
{
    protected const BindingFlags Inside = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly Type ValueRef = typeof(Value).MakeByRefType();
    private readonly Func<Node, Code> _rest;
    private readonly Dictionary<int, LocalBuilder> _slots = [];
    private readonly Dictionary<int, LocalBuilder> _items = [];
    private readonly Dictionary<(LocalBuilder Place, RecordShape Shape), LocalBuilder> _fields = [];

    public PlaceEmitter(ILGenerator il, Held held, Func<Node, Code> rest)
    {
        (IL, Held, _rest) = (il, held, rest);
        GiveUp = il.DefineLabel();
    }

    public Held Held { get; }

    protected ILGenerator IL { get; }

    /// <summary>Where the code goes that found something null, unknown or of another kind than declared.</summary>
    protected Label GiveUp { get; }

    /// <summary>Keeps the number of steps left in mind, for starting over.</summary>
    protected LocalBuilder Begin()
    {
        var stepsLeft = IL.DeclareLocal(typeof(int));
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldfld, Frame.StepCount);
        IL.Emit(OpCodes.Stloc, stepsLeft);
        return stepsLeft;
    }

    /// <summary>Takes the first step, looks every variable up once, and takes records apart, before anything else runs.</summary>
    protected void TakeApart(Node root)
    {
        TakeStep();
        Reach(root);
    }

    /// <summary>Looks up the variables of one more expression and takes their records apart, unless an earlier one did.</summary>
    protected void Reach(Node root)
    {
        var places = new HashSet<int>();
        var taken = new HashSet<(int Slot, RecordShape Shape)>();
        Collect(root, places, taken);
        foreach (var slot in places.Where(slot => !_slots.ContainsKey(slot)))
        {
            var place = IL.DeclareLocal(ValueRef);
            PushSlot(slot);
            IL.Emit(OpCodes.Stloc, place);
            _slots[slot] = place;
        }

        foreach (var (slot, shape) in taken.Where(one => !_fields.ContainsKey((_slots[one.Slot], one.Shape))))
        {
            _fields[(_slots[slot], shape)] = Fields(_slots[slot], shape);
        }
    }

    /// <summary>One of the first two variables, whose record was taken apart before the code runs, because whoever runs it knows its shape.</summary>
    protected void TakenBefore(int slot, RecordShape shape)
    {
        var (place, fields) = (IL.DeclareLocal(ValueRef), IL.DeclareLocal(typeof(Value[])));
        PushSlot(slot);
        IL.Emit(OpCodes.Stloc, place);
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldfld, typeof(Frame).GetField(slot == 0 ? nameof(Frame.First) : nameof(Frame.Second), Inside)!);
        IL.Emit(OpCodes.Stloc, fields);
        (_slots[slot], _fields[(place, shape)]) = (place, fields);
    }

    private void PushSlot(int slot)
    {
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Slots);
        IL.Emit(OpCodes.Ldc_I4, slot);
        IL.Emit(OpCodes.Ldelema, typeof(Value));
    }

    private static void Collect(Node node, HashSet<int> places, HashSet<(int, RecordShape)> taken)
    {
        if (node is SlotName slot)
        {
            places.Add(slot.Slot);
        }
        else if (node is PathTo { Shape: { } shape, Source: SlotName source })
        {
            taken.Add((source.Slot, shape));
        }

        foreach (var child in node.Children)
        {
            Collect(child, places, taken);
        }
    }

    /// <summary>Takes a step; where none is left, or where it is time to look up whether to stop, the careful way does that.</summary>
    protected void TakeStep()
    {
        var goesOn = IL.DefineLabel();
        var steps = TakeSteps(() => IL.Emit(OpCodes.Ldc_I4_1));
        IL.Emit(OpCodes.Ldloc, steps);
        IL.Emit(OpCodes.Ldc_I4, Frame.StepsBetweenLooks - 1);
        IL.Emit(OpCodes.And);
        IL.Emit(OpCodes.Brtrue, goesOn);
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Call, typeof(Frame).GetProperty(nameof(Frame.IsCancelled), Inside)!.GetMethod!);
        IL.Emit(OpCodes.Brtrue, GiveUp);
        IL.MarkLabel(goesOn);
    }

    /// <summary>Takes as many steps as a loop has turns, all at once; where there are not as many left, the careful way counts them one by one.</summary>
    /// <returns>Where the number of steps left is kept.</returns>
    protected LocalBuilder TakeSteps(Action turns)
    {
        var steps = IL.DeclareLocal(typeof(int));
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldarg_1);
        IL.Emit(OpCodes.Ldfld, Frame.StepCount);
        turns();
        IL.Emit(OpCodes.Sub);
        IL.Emit(OpCodes.Stloc, steps);
        IL.Emit(OpCodes.Ldloc, steps);
        IL.Emit(OpCodes.Stfld, Frame.StepCount);
        IL.Emit(OpCodes.Ldloc, steps);
        IL.Emit(OpCodes.Ldc_I4_0);
        IL.Emit(OpCodes.Blt, GiveUp);
        return steps;
    }

    /// <summary>Where a value stands: a variable, a field of a record, the item of a loop, or what other code gave.</summary>
    protected LocalBuilder Place(Node node)
    {
        switch (node)
        {
            case SlotName slot:
                return _slots[slot.Slot];
            case LocalName local when _items.TryGetValue(local.Local, out var item):
                return item;
            case PathTo { Shape: { } shape } path:
                var source = Place(path.Source);
                if (!_fields.TryGetValue((source, shape), out var fields))
                {
                    fields = Fields(source, shape);
                }

                var place = IL.DeclareLocal(ValueRef);
                IL.Emit(OpCodes.Ldloc, fields);
                IL.Emit(OpCodes.Ldc_I4, path.Index);
                IL.Emit(OpCodes.Ldelema, typeof(Value));
                IL.Emit(OpCodes.Stloc, place);
                return place;
            case ValueCall call when Calls.FindLookUp(call) is { } lookUp:
                return Looked(lookUp, Array.ConvertAll(call.Arguments, Place));
            default:
                return Other(node);
        }
    }

    /// <summary>Pushes the code for an expression that machine code does not know, and the frame to run it on.</summary>
    protected void PushOther(Node node)
    {
        foreach (var (local, item) in _items)
        {
            IL.Emit(OpCodes.Ldarg_1);
            IL.Emit(OpCodes.Call, typeof(Frame).GetProperty(nameof(Frame.Locals), Inside)!.GetMethod!);
            IL.Emit(OpCodes.Ldc_I4, local);
            IL.Emit(OpCodes.Ldelema, typeof(Value));
            IL.Emit(OpCodes.Ldloc, item);
            IL.Emit(OpCodes.Ldobj, typeof(Value));
            IL.Emit(OpCodes.Stobj, typeof(Value));
        }

        PushHeld(nameof(Held.Codes), Held.Add(ref Held.Codes, _rest(node)));
        IL.Emit(OpCodes.Ldelem_Ref);
        IL.Emit(OpCodes.Ldarg_1);
    }

    /// <summary>Writes the body of a loop in which a name stands for an item; its record is taken apart once for each item.</summary>
    protected void WithItem(int local, LocalBuilder item, RecordShape? shape, Action body)
    {
        _items[local] = item;
        if (shape is not null)
        {
            _fields[(item, shape)] = Fields(item, shape);
        }

        body();
        _items.Remove(local);
    }

    /// <summary>Gives up unless what stands somewhere is of a kind.</summary>
    protected void Expect(LocalBuilder place, ValueKind kind)
    {
        PushKind(place);
        IL.Emit(OpCodes.Ldc_I4, (int)kind);
        IL.Emit(OpCodes.Bne_Un, GiveUp);
    }

    protected void PushKind(LocalBuilder place)
    {
        IL.Emit(OpCodes.Ldloc, place);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Kind);
    }

    protected void PushHeld(string field, int index)
    {
        IL.Emit(OpCodes.Ldarg_0);
        IL.Emit(OpCodes.Ldfld, typeof(Held).GetField(field, Inside)!);
        IL.Emit(OpCodes.Ldc_I4, index);
    }

    // The values of a record of a known shape; anything else gives up.
    private LocalBuilder Fields(LocalBuilder place, RecordShape shape)
    {
        var (record, fields) = (IL.DeclareLocal(typeof(Record)), IL.DeclareLocal(typeof(Value[])));
        IL.Emit(OpCodes.Ldloc, place);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Held);
        IL.Emit(OpCodes.Isinst, typeof(Record));
        IL.Emit(OpCodes.Stloc, record);
        IL.Emit(OpCodes.Ldloc, record);
        IL.Emit(OpCodes.Brfalse, GiveUp);
        IL.Emit(OpCodes.Ldloc, record);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Shape);
        PushHeld(nameof(Held.Shapes), Held.Add(ref Held.Shapes, shape));
        IL.Emit(OpCodes.Ldelem_Ref);
        IL.Emit(OpCodes.Bne_Un, GiveUp);
        IL.Emit(OpCodes.Ldloc, record);
        IL.Emit(OpCodes.Ldfld, ValueLayout.Values);
        IL.Emit(OpCodes.Stloc, fields);
        return fields;
    }

    // A look-up takes values where they stand, and says where its result stands.
    private LocalBuilder Looked(LookUp lookUp, LocalBuilder[] given)
    {
        var place = IL.DeclareLocal(ValueRef);
        PushHeld(nameof(Held.LookUps), Held.Add(ref Held.LookUps, lookUp));
        IL.Emit(OpCodes.Ldelem_Ref);
        for (var i = 0; i < LookUp.Most; i++)
        {
            IL.Emit(OpCodes.Ldloc, given[Math.Min(i, given.Length - 1)]);
        }

        IL.Emit(OpCodes.Callvirt, typeof(LookUp).GetMethod(nameof(LookUp.Find))!);
        IL.Emit(OpCodes.Stloc, place);
        IL.Emit(OpCodes.Ldloc, place);
        IL.Emit(OpCodes.Brfalse, GiveUp);
        return place;
    }

    private LocalBuilder Other(Node node)
    {
        var (room, place) = (IL.DeclareLocal(typeof(Value)), IL.DeclareLocal(ValueRef));
        PushOther(node);
        IL.Emit(OpCodes.Ldloca, room);
        IL.Emit(OpCodes.Callvirt, typeof(Code).GetMethod(nameof(Code.Get), Inside)!);
        IL.Emit(OpCodes.Stloc, place);
        return place;
    }
}
