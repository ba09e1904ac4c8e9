using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Feel.Reading;

/// <summary>Something whose value a condition asks about, and which is the same wherever it is written the same: a fact, a part of it, a call.</summary>
internal sealed record Operand(string Key, string Written, ValueKind Kind, bool IsWhole, ValueSet Possible)
{
    private const string Calculation = "this calculation";

    private static readonly Dictionary<string, (int Low, int? High)> Parts = new(StringComparer.Ordinal)
    {
        ["month"] = (1, 12),
        ["day"] = (1, 31),
        ["weekday"] = (1, 7),
        ["hour"] = (0, 23),
        ["minute"] = (0, 59),
    };

    private static readonly Dictionary<string, (int Low, int? High)> Calls = new(StringComparer.Ordinal)
    {
        ["count"] = (0, null),
        ["age"] = (0, null),
        ["string length"] = (0, null),
        ["day of year"] = (1, 366),
        ["week of year"] = (1, 53),
    };

    private static readonly Dictionary<string, ValueSet> Words = new(StringComparer.Ordinal)
    {
        ["day of week"] = OneOf("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ["month of year"] = OneOf("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    };

    private readonly record struct Name(string Key, string Written);

    /// <summary>The operand that a part of an expression is; null when nothing can be said of it.</summary>
    public static Operand? Of(Node node, Scope scope, string text)
    {
        if (node.Type is not SimpleType
            {
                Kind: ValueKind.Number or ValueKind.Date or ValueKind.String or ValueKind.Boolean
            or ValueKind.DaysAndTime or ValueKind.YearsAndMonths
            } type || NameOf(node, scope, text) is not { } name)
        {
            return null;
        }

        var kind = type.Kind!.Value;
        (int Low, int? High)? limits = node switch
        {
            _ when kind == ValueKind.Boolean => (0, 1),
            PathTo { Shape: null } part when IsTime(part.Source.Type) && Parts.TryGetValue(part.Name, out var found) => found,
            BuiltInCall call when Calls.TryGetValue(call.Function.Name, out var found) => found,
            _ => null,
        };
        var isWhole = kind is ValueKind.Date || limits is not null || node is BuiltInCall { Function.Name: "age" }
            || (node is PathTo { Shape: null, Name: "year" } year && IsTime(year.Source.Type));
        var possible = limits is { } known ? Within(known.Low, known.High)
            : node is BuiltInCall { Function.Name: var function } && Words.TryGetValue(function, out var words) ? words : ValueSet.All;
        return new Operand(name.Key, name.Written, kind, isWhole, possible);
    }

    /// <summary>A name for what is the same wherever it is written the same; null for what has none.</summary>
    public static string? KeyOf(Node node, Scope scope, string text) => NameOf(node, scope, text)?.Key;

    /// <summary>A part of an expression as its author would write it; null for what is too long to be repeated.</summary>
    public static string? WrittenOf(Node node, Scope scope, string text) =>
        NameOf(node, scope, text)?.Written is { } written && !written.Contains(Calculation, StringComparison.Ordinal) ? written : null;

    /// <summary>The values that stand in a relation to one that is written out.</summary>
    public ValueSet Standing(Relation relation, Value to)
    {
        if (to.IsNull)
        {
            return relation == Relation.Equal ? ValueSet.JustNull : relation == Relation.NotEqual ? Possible.WithoutNull : ValueSet.All.Rest;
        }

        var equal = ValueSet.Between(At(to, after: false), At(to, after: true));
        return Possible.And(relation switch
        {
            Relation.Equal => equal,
            Relation.NotEqual => equal.Rest,
            Relation.Less => ValueSet.Before(At(to, after: false)),
            Relation.LessOrEqual => ValueSet.Before(At(to, after: true)),
            Relation.Greater => ValueSet.Before(At(to, after: true)).Rest.WithoutNull,
            _ => ValueSet.Before(At(to, after: false)).Rest.WithoutNull,
        });
    }

    public bool Takes(Value value) => value.IsNull || value.Kind == Kind;

    /// <summary>The values as an author would write them.</summary>
    public string? Left(ValueSet values) => Kind == ValueKind.Boolean
        ? string.Join(" or ", new[] { (Value.Of(0m), "false"), (Value.Of(1m), "true") }
            .Where(each => !values.And(ValueSet.Between(new(each.Item1, false), new(each.Item1, true))).IsEmpty).Select(each => each.Item2))
        : values.Written();

    private static ValueSet Within(int low, int? high) => (high is { } last
        ? ValueSet.Between(new(Value.Of((decimal)low), false), new(Value.Of((decimal)last), true))
        : ValueSet.Before(new(Value.Of((decimal)low), false)).Rest) with
    { HasNull = true };

    private static ValueSet OneOf(params IEnumerable<string> texts) =>
        texts.Select(Value.Of).Select(text => ValueSet.Between(new(text, false), new(text, true))).Aggregate(ValueSet.JustNull, (all, one) => all.Or(one));

    private static bool IsTime(FeelType type) => type == FeelType.Date || type == FeelType.DateTime || type == FeelType.Time;

    // Between two whole values lies nothing: a place there is written as just after the lower one, or just before the first at all.
    private Cut At(Value value, bool after) => value switch
    {
        { Kind: ValueKind.Boolean } => new(Value.Of(value.AsBoolean ? 1m : 0m), after),
        { Kind: ValueKind.Number } when IsWhole && decimal.Abs(value.AsNumber) < decimal.MaxValue / 2 => Whole(value.AsNumber, after),
        { Kind: ValueKind.Date } when !after => new(Value.OfDay(value.RawDay - 1), true),
        _ => new(value, after),
    };

    private Cut Whole(decimal number, bool after)
    {
        var last = after ? decimal.Floor(number) : decimal.Ceiling(number) - 1;
        var lowest = Possible is { HasLowest: false, Cuts: [{ At: var first }, ..] } ? first.AsNumber : decimal.MinValue;
        return last < lowest ? new(Value.Of(lowest), false) : new(Value.Of(last), true);
    }

    private static Name? NameOf(Node node, Scope scope, string text)
    {
        switch (node)
        {
            case SlotName slot:
                var name = scope.Variables[slot.Slot].Name;
                return new(name, name);
            case LocalName local:
                return new($"#{local.Local}", Word(text, local.At));
            case PathTo path when NameOf(path.Source, scope, text) is { } source:
                return new($"{source.Key}.{path.Name}", path.Source is LocalName && source.Written == Word(path.Name, 0) ? path.Name : $"{source.Written}.{path.Name}");
            case Constant constant:
                return new(constant.Value.ToString(), constant.Value.ToString());
            case Arithmetic sum when NameOf(sum.Left, scope, text) is { } left && NameOf(sum.Right, scope, text) is { } right:
                return new($"({left.Key} {sum.Operation} {right.Key})", Calculation);
            case BuiltInCall call when !call.Function.Traits.HasFlag(Traits.NeedsFrame):
                var given = call.Arguments.Select(argument => NameOf(argument, scope, text)).ToArray();
                return Array.TrueForAll(given, one => one is not null)
                    ? new($"{call.Function.Name}({string.Join(", ", given.Select(one => one!.Value.Key))})", $"{call.Function.Name}({string.Join(", ", given.Select(one => one!.Value.Written))})")
                    : call.Function.Name is "count" ? new($"{call.Function.Name}@{call.At}", $"{call.Function.Name}(...)") : null;
            default:
                return null;
        }
    }

    private static string Word(string text, int at) =>
        new([.. text.Skip(at).TakeWhile(letter => char.IsLetterOrDigit(letter) || letter == '_')]);
}
