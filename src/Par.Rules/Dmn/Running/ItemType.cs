using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>A type of a model: what its values look like, and which of them are allowed.</summary>
internal sealed class ItemType(string name, FeelType feel)
{
    public string Name => name;

    /// <summary>The type as FEEL sees it: without the constraints.</summary>
    public FeelType Feel { get; set; } = feel;

    /// <summary>The type that each item has besides; null when there is none.</summary>
    public ItemType? Base { get; set; }

    public bool IsCollection { get; set; }

    public IReadOnlyList<KeyValuePair<string, ItemType>> Components { get; set; } = [];

    /// <summary>What a function of this type gives; null when it may give anything, or this is no function.</summary>
    public ItemType? Gives { get; set; }

    /// <summary>The type of a result that is declared by this type: a function's own, or in models of older versions the type itself.</summary>
    public ItemType? Result => Feel is FunctionType ? Gives ?? Base?.Result : this;

    /// <summary>The type of a condition.</summary>
    public static ItemType Condition { get; } = new("boolean", FeelType.Boolean);

    /// <summary>The type of the items when it is a list, or else the type itself; null when nothing is known of them.</summary>
    public ItemType? Item => IsCollection
        ? new ItemType(Name, Typing.ItemOf(Feel)) { Base = Base, Components = Components, Allowed = Allowed, Gives = Gives }
        : Base is not null && Feel is ListType ? Base.Item
        : Feel is ListType ? null : this;

    /// <summary>The type of a component; null when it has none of this name.</summary>
    public ItemType? Component(string component) => Components.FirstOrDefault(one => one.Key == component).Value is { } own
        ? own is { Base: { } named, IsCollection: false, Allowed: null, Whole: null } ? named : own
        : Base?.Component(component);

    /// <summary>Its tests as they are written; null when it has none.</summary>
    public string? AllowedText => (Allowed ?? Whole) is { } tests ? tests.Text.Text.Trim() : Base?.AllowedText;

    /// <summary>What each item must meet.</summary>
    public Constraint? Allowed { get; set; }

    /// <summary>What the value as a whole must meet.</summary>
    public Constraint? Whole { get; set; }

    /// <summary>
    /// The value as one of this type: itself when it is one; a lone value as a list of one, a list of one as its item, a day as
    /// its midnight; or else null, with a note that says so.
    /// </summary>
    public Value Fit(Value value, Surroundings around, SourcePosition at, string what)
    {
        if (Holds(value, around))
        {
            return value;
        }

        if (value.Kind == ValueKind.List && value.AsList.Count == 1 && Holds(value.AsList[0], around))
        {
            return value.AsList[0];
        }

        if (value.Kind == ValueKind.Date && Feel == FeelType.DateTime)
        {
            return Fit(Value.Of(new FeelDateTime(value.RawDay, 0, FeelZone.Utc)), around, at, what);
        }

        var listed = Value.Of(new FeelList(value));
        if (Feel is ListType && value.Kind != ValueKind.List && Holds(listed, around))
        {
            return listed;
        }

        around.Run.Note(DmnTexts.WrongValue(at, what, name, Shortened(value)));
        return Value.Null;
    }

    /// <summary>Whether a value is of this type; null and what is unknown may stand for any.</summary>
    public bool Holds(Value value, Surroundings around)
    {
        if (value.IsNull || value.IsUnknown)
        {
            return true;
        }

        var hasShape = IsCollection
            ? value.Kind == ValueKind.List && value.AsList.All(item => item.IsNull || HoldsOne(item, around))
            : HoldsOne(value, around);
        return hasShape && (Whole is null || Whole.Allows(value, around));
    }

    /// <summary>Whether a value that is written out may stand for one of this type.</summary>
    public bool Fits(Value value)
    {
        var problems = new List<Diagnostic>();
        Fit(value, new Surroundings(new Deciding(FeelContext.Of([]), problems, Written.RunsBeforeCompiling), new Frame(0), []), new SourcePosition("", 1, 1), "");
        return problems.Count == 0;
    }

    public static string Shortened(Value value)
    {
        var text = value.ToString();
        return text.Length <= 60 ? text : text[..57] + "...";
    }

    private bool HoldsOne(Value value, Surroundings around)
    {
        if (value.IsUnknown)
        {
            return true;
        }

        var hasShape = Components.Count > 0
            ? value.Kind == ValueKind.Context && Components.All(part => value.AsContext.TryGet(part.Key, out var own) && part.Value.Holds(own, around))
            : Base?.Holds(value, around) ?? Typing.Holds(IsCollection ? ((ListType)Feel).Of : Feel, value);
        return hasShape && (Allowed is null || Allowed.Allows(value, around));
    }
}

/// <summary>Tests that values must meet, for example <c>[0..100]</c>.</summary>
internal sealed class Constraint(SourceText text, ItemTypes types)
{
    private readonly Written _tests = new(text, isTests: true);

    public Written Written => _tests;

    public Node? Root => _tests.Root;

    public SourceText Text => text;

    public void Bind(FeelType type) => _tests.Bind(types.Scope.Shadowing("?", type));

    public bool Allows(Value value, Surroundings around)
    {
        var met = _tests.Run(around with { Slots = [value] });
        return met.IsUnknown || (met.Kind == ValueKind.Boolean && met.RawBoolean) || _tests.Diagnostics.Count > 0;
    }
}
