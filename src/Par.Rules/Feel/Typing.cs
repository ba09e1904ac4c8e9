namespace Par.Rules.Feel;

/// <summary>How types relate: what may be what, and what two have in common.</summary>
internal static class Typing
{
    /// <summary>Whether a value of one static type may turn out to be one of another; false only when it never can.</summary>
    public static bool MayBe(FeelType actual, FeelType wanted)
    {
        if (ReferenceEquals(actual, wanted) || actual == FeelType.Any || wanted == FeelType.Any || actual == FeelType.Null)
        {
            return true;
        }

        return (actual, wanted) switch
        {
            (ListType a, ListType b) => MayBe(a.Of, b.Of),
            (RangeType a, RangeType b) => MayBe(a.Of, b.Of),
            (FunctionType, FunctionType) => true,
            (RecordShape a, RecordShape b) => a.Name == b.Name,
            (ContextType a, ContextType b) => b.IsOpen || a.IsOpen || b.Fields.All(field => FieldOf(a, field.Name) is { } type && MayBe(type, field.Type)),
            (RecordShape or ContextType, RecordShape or ContextType) => true,
            _ => false,
        };
    }

    /// <summary>Whether a value of one type may serve as one of another, with the conversions that DMN makes by itself.</summary>
    public static bool MayServe(FeelType given, FeelType wanted) => MayBe(given, wanted)
        || (given == FeelType.Date && wanted == FeelType.DateTime)
        || (given, wanted) switch
        {
            (ListType list, ListType other) => MayServe(list.Of, other.Of),
            (ListType list, _) => MayServe(list.Of, wanted),
            (_, ListType list) => MayServe(given, list.Of),
            _ => false,
        };

    /// <summary>The narrowest type of a value that is at hand; what is null or unknown in it may be anything.</summary>
    public static FeelType Of(Value value) => value.Kind switch
    {
        ValueKind.Boolean => FeelType.Boolean,
        ValueKind.Number => FeelType.Number,
        ValueKind.String => FeelType.String,
        ValueKind.Date => FeelType.Date,
        ValueKind.Time => FeelType.Time,
        ValueKind.DateTime => FeelType.DateTime,
        ValueKind.DaysAndTime => FeelType.DaysAndTimeDuration,
        ValueKind.YearsAndMonths => FeelType.YearsAndMonthsDuration,
        ValueKind.List => FeelType.List(Common(value.RawList.Select(Of))),
        ValueKind.Range => FeelType.Range(Of(value.AsRange.Start.IsNull ? value.AsRange.End : value.AsRange.Start)),
        ValueKind.Context when value.AsContext is Record record => record.Shape,
        ValueKind.Context => FeelType.Context(value.AsContext.Names.Select(name => new ShapeField(name, value.AsContext.TryGet(name, out var field) ? Of(field) : FeelType.Any))),
        ValueKind.Function => value.AsFunction.Type ?? FeelType.Function(value.AsFunction.Parameters.Select(_ => FeelType.Any), FeelType.Any),
        _ => FeelType.Any,
    };

    /// <summary>The type of the items that a loop or filter over a value goes through; a lone value counts as a list of one.</summary>
    public static FeelType ItemOf(FeelType type) => type switch
    {
        ListType list => list.Of,
        _ when type == FeelType.Null => FeelType.Any,
        _ => type,
    };

    public static bool Same(FeelType a, FeelType b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (ListType left, ListType right) => Same(left.Of, right.Of),
        (RangeType left, RangeType right) => Same(left.Of, right.Of),
        (ContextType left, ContextType right) => left.IsOpen == right.IsOpen && left.Fields.Count == right.Fields.Count
            && left.Fields.All(field => FieldOf(right, field.Name) is { } type && Same(type, field.Type)),
        (FunctionType left, FunctionType right) => left.Parameters.Count == right.Parameters.Count
            && left.Parameters.Zip(right.Parameters).All(pair => Same(pair.First, pair.Second)) && Same(left.Result, right.Result),
        _ => false,
    };

    /// <summary>The narrowest type that values of both types have.</summary>
    public static FeelType Common(FeelType a, FeelType b)
    {
        if (Same(a, b) || b == FeelType.Null)
        {
            return a;
        }

        return (a, b) switch
        {
            _ when a == FeelType.Null => b,
            (ListType left, ListType right) => FeelType.List(Common(left.Of, right.Of)),
            (ContextType left, ContextType right) => Merge(left, right),
            _ => FeelType.Any,
        };
    }

    public static FeelType Common(IEnumerable<FeelType> types) => types.Aggregate(FeelType.Null, Common) is var found && found == FeelType.Null
        ? FeelType.Any
        : found;

    /// <summary>The type of a field; null when the type has no such field for sure.</summary>
    public static FeelType? FieldOf(FeelType type, string name) => type switch
    {
        RecordShape shape => shape.IndexOf(name) is >= 0 and var index ? shape.Fields[index].Type : null,
        ContextType context => context.Fields.FirstOrDefault(field => field.Name == name)?.Type ?? (context.IsOpen ? FeelType.Any : null),
        ListType list => FieldOf(list.Of, name),
        _ => type == FeelType.Any ? FeelType.Any : Properties.TypeOf(type, name),
    };

    public static IEnumerable<string> FieldNames(FeelType type) => type switch
    {
        RecordShape shape => shape.Fields.Select(field => field.Name),
        ContextType context => context.Fields.Select(field => field.Name),
        ListType list => FieldNames(list.Of),
        _ => Properties.NamesOf(type),
    };

    /// <summary>Whether a value conforms to a type; null conforms to all but is an instance of none other than Null and Any.</summary>
    public static bool Holds(FeelType type, Value value) => type switch
    {
        _ when type == FeelType.Any => true,
        ListType list => value.Kind == ValueKind.List && (list.Of == FeelType.Any || HoldsAll(list.Of, value.RawList)),
        RangeType range => value.Kind == ValueKind.Range && HoldsEnds(range.Of, value.AsRange),
        ContextType context => value.Kind == ValueKind.Context && HoldsFields(context, value.AsContext),
        RecordShape shape => value.Kind == ValueKind.Context && value.AsContext is Record record && record.Shape.Name == shape.Name,
        FunctionType function => value.Kind == ValueKind.Function && HoldsFunction(function, value.AsFunction),
        _ => value.Kind == KindOf(type),
    };

    public static ValueKind? KindOf(FeelType type) => (type as SimpleType)?.Kind;

    private static bool HoldsAll(FeelType type, FeelList list)
    {
        foreach (var item in list.Items)
        {
            if (!item.IsNull && !item.IsUnknown && !Holds(type, item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsEnds(FeelType type, FeelRange range) =>
        (range.Start.IsNull || Holds(type, range.Start)) && (range.End.IsNull || Holds(type, range.End));

    private static bool HoldsFields(ContextType type, FeelContext context)
    {
        foreach (var field in type.Fields)
        {
            if (!context.TryGet(field.Name, out var value) || (!value.IsNull && !value.IsUnknown && !Holds(field.Type, value)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsFunction(FunctionType wanted, FeelFunction function) =>
        function.Type is not { } actual
        || (wanted.Parameters.Count == 0 && wanted.Result == FeelType.Any)
        || (wanted.Parameters.Count == actual.Parameters.Count
            && wanted.Parameters.Zip(actual.Parameters).All(pair => Fits(pair.First, pair.Second)) && Fits(actual.Result, wanted.Result));

    private static bool Fits(FeelType actual, FeelType wanted) => wanted == FeelType.Any || Same(actual, wanted)
        || (actual, wanted) switch
        {
            (ContextType a, ContextType b) => b.Fields.All(field => FieldOf(a, field.Name) is { } type && Fits(type, field.Type)),
            (ListType a, ListType b) => Fits(a.Of, b.Of),
            (RangeType a, RangeType b) => Fits(a.Of, b.Of),
            _ => false,
        };

    private static ContextType Merge(ContextType a, ContextType b)
    {
        var names = a.Fields.Concat(b.Fields).Select(field => field.Name).Distinct();
        var same = a.Fields.Count == b.Fields.Count && a.Fields.All(field => b.Fields.Any(other => other.Name == field.Name));
        return new ContextType(
            [.. names.Select(name => new ShapeField(name, Common(Known(a, name), Known(b, name))))],
            a.IsOpen || b.IsOpen || !same);
    }

    private static FeelType Known(ContextType context, string name) =>
        context.Fields.FirstOrDefault(field => field.Name == name)?.Type ?? FeelType.Null;
}
