using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Par.Rules.Feel.Running;

namespace Par.Rules.Dmn.Running;

/// <summary>One of two expressions, as a condition has it.</summary>
internal sealed class ConditionalBox(SourcePosition at, ItemType? type, Boxed condition, Boxed then, Boxed otherwise) : Boxed(at, type)
{
    public override IEnumerable<Boxed> Parts => [condition, then, otherwise];

    protected override FeelType Found => Typing.Common(then.Known, otherwise.Known);

    public override void Bind(Scope scope)
    {
        foreach (var part in Parts)
        {
            part.Bind(scope);
        }
    }

    protected override Value Work(Surroundings around)
    {
        var holds = condition.Evaluate(around);
        return holds.Kind switch
        {
            ValueKind.Unknown => holds,
            ValueKind.Boolean when holds.AsBoolean => then.Evaluate(around),
            ValueKind.Boolean or ValueKind.Null => otherwise.Evaluate(around),
            _ => Value.Null,
        };
    }
}

/// <summary>What goes through a list, with the item at hand under a name.</summary>
internal abstract class LoopBox(SourcePosition at, ItemType? type, string item, Boxed source, Boxed body) : Boxed(at, type)
{
    private int _item;

    public override IEnumerable<Boxed> Parts => [source, body];

    protected Boxed Source => source;

    protected Boxed Body => body;

    /// <summary>The place of <c>partial</c>, or -1 when the body does not have it.</summary>
    protected int Partial { get; private set; } = -1;

    protected virtual bool HasPartial => false;

    public override void Bind(Scope scope)
    {
        source.Bind(scope);
        scope = scope.Shadowing(item, Typing.ItemOf(source.Known));
        _item = scope.IndexOf(item);
        if (HasPartial)
        {
            scope = scope.Shadowing("partial", FeelType.List(FeelType.Any));
            Partial = scope.IndexOf("partial");
        }

        body.Bind(scope);
    }

    protected Surroundings Having(Surroundings around, Value value) => around.With(_item, value);

    /// <summary>The list to go through, or what the whole gives instead.</summary>
    protected bool TryList(Surroundings around, out FeelList list, out Value instead)
    {
        var value = source.Evaluate(around);
        list = value.Kind == ValueKind.List ? value.AsList : FeelList.Empty;
        instead = value.IsUnknown ? value : Value.Null;
        if (value.Kind is ValueKind.Null or ValueKind.Unknown)
        {
            return false;
        }

        if (value.Kind == ValueKind.Range)
        {
            return TryRange(around, value.AsRange, out list);
        }

        list = value.Kind == ValueKind.List ? list : new FeelList(value);
        return true;
    }

    /// <summary>Whether a value says that something holds, does not hold, or cannot be told.</summary>
    protected static bool IsCondition(Value value) => value.Kind is ValueKind.Boolean or ValueKind.Null or ValueKind.Unknown;

    private static bool TryRange(Surroundings around, FeelRange range, out FeelList list)
    {
        var scope = Scope.AsInDmn.With("all", FeelType.Any);
        var frame = around.Frame.Inner([Value.Of(range)], []);
        var items = Par.Rules.Feel.Feel.Read(SourceText.Bare("for one in all return one"), scope).Expression!.Interpret(frame);
        around.Frame.StepsLeft = frame.StepsLeft;
        list = items.Kind == ValueKind.List ? items.AsList : FeelList.Empty;
        return items.Kind == ValueKind.List;
    }
}

/// <summary>A new list, one value for each item.</summary>
internal sealed class ForBox(SourcePosition at, ItemType? type, string item, Boxed source, Boxed body) : LoopBox(at, type, item, source, body)
{
    protected override bool HasPartial => true;

    protected override FeelType Found => FeelType.List(Body.Known);

    protected override Value Work(Surroundings around)
    {
        if (!TryList(around, out var list, out var instead))
        {
            return instead;
        }

        var (results, extent) = (new Value[list.Count], Extent.Empty);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Body.Evaluate(Having(around, list[i]).With(Partial, Value.Of(new FeelList(results, i, extent))));
            extent = extent.Plus(in results[i]);
        }

        return Value.Of(new FeelList(results));
    }
}

/// <summary>The items of a list that a condition holds for.</summary>
internal sealed class FilterBox(SourcePosition at, ItemType? type, Boxed source, Boxed match) : LoopBox(at, type, "item", source, match)
{
    private readonly List<(string Name, int Slot)> _fields = [];

    protected override FeelType Found => FeelType.List(Typing.ItemOf(Source.Known));

    // The fields of the item may be named as they are, as in FEEL's own filter.
    public override void Bind(Scope scope)
    {
        Source.Bind(scope);
        var item = Typing.ItemOf(Source.Known);
        foreach (var name in item is ContextType or RecordShape ? Typing.FieldNames(item) : [])
        {
            scope = scope.Shadowing(name, Typing.FieldOf(item, name) ?? FeelType.Any);
            _fields.Add((name, scope.IndexOf(name)));
        }

        base.Bind(scope);
    }

    protected override Value Work(Surroundings around)
    {
        if (!TryList(around, out var list, out var instead))
        {
            return instead;
        }

        var kept = new List<Value>();
        var missing = default(MissingFacts);
        foreach (var item in list)
        {
            var holds = Body.Evaluate(Having(WithFields(around, item), item));
            if (!IsCondition(holds))
            {
                return Value.Null;
            }

            missing = holds.IsUnknown ? Logic.Gather(missing, holds) : missing;
            if (holds.Kind == ValueKind.Boolean && holds.AsBoolean)
            {
                kept.Add(item);
            }
        }

        return missing is null ? Value.Of(new FeelList([.. kept])) : Value.Unknown(missing);
    }

    private Surroundings WithFields(Surroundings around, Value item)
    {
        foreach (var (name, slot) in _fields)
        {
            around = around.With(slot, item.Kind == ValueKind.Context && item.AsContext.TryGet(name, out var value) ? value : Value.Null);
        }

        return around;
    }
}

/// <summary>Whether a condition holds for some or for every item; one that is no condition makes it null.</summary>
internal sealed class QuantifiedBox(SourcePosition at, ItemType? type, bool every, string item, Boxed source, Boxed condition)
    : LoopBox(at, type, item, source, condition)
{
    protected override Value Work(Surroundings around)
    {
        if (!TryList(around, out var list, out var instead))
        {
            return instead;
        }

        var result = Value.Of(every);
        foreach (var one in list)
        {
            var holds = Body.Evaluate(Having(around, one));
            if (!IsCondition(holds))
            {
                return Value.Null;
            }

            result = every ? Logic.And(result, holds) : Logic.Or(result, holds);
        }

        return result;
    }
}
