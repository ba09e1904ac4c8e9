namespace Par.Rules.Feel;

/// <summary>The type of a value or of an expression, as FEEL names it.</summary>
public abstract class FeelType
{
    private protected FeelType()
    {
    }

    /// <summary>Nothing is known about the type.</summary>
    public static FeelType Any { get; } = new SimpleType("Any", null);

    /// <summary>The type of <c>null</c> alone.</summary>
    public static FeelType Null { get; } = new SimpleType("Null", ValueKind.Null);

    /// <summary>True or false.</summary>
    public static FeelType Boolean { get; } = new SimpleType("boolean", ValueKind.Boolean);

    /// <summary>A decimal number.</summary>
    public static FeelType Number { get; } = new SimpleType("number", ValueKind.Number);

    /// <summary>A text.</summary>
    public static FeelType String { get; } = new SimpleType("string", ValueKind.String);

    /// <summary>A day.</summary>
    public static FeelType Date { get; } = new SimpleType("date", ValueKind.Date);

    /// <summary>A time of day.</summary>
    public static FeelType Time { get; } = new SimpleType("time", ValueKind.Time);

    /// <summary>A day and a time of day.</summary>
    public static FeelType DateTime { get; } = new SimpleType("date and time", ValueKind.DateTime);

    /// <summary>A length of time in days, hours, minutes and seconds.</summary>
    public static FeelType DaysAndTimeDuration { get; } = new SimpleType("days and time duration", ValueKind.DaysAndTime);

    /// <summary>A length of time in years and months.</summary>
    public static FeelType YearsAndMonthsDuration { get; } = new SimpleType("years and months duration", ValueKind.YearsAndMonths);

    /// <summary>The narrowest type of a value that is at hand; what is null or unknown in it may be anything.</summary>
    public static FeelType OfValue(Value value) => Typing.Of(value);

    /// <summary>A list of values of one type.</summary>
    public static FeelType List(FeelType of) => new ListType(of);

    /// <summary>All values of a type between two ends.</summary>
    public static FeelType Range(FeelType of) => new RangeType(of);

    /// <summary>A context whose names are all known, or an open one, which may hold more.</summary>
    public static FeelType Context(IEnumerable<ShapeField> fields, bool open = false) => new ContextType([.. fields], open);

    /// <summary>A context of which no name is known beforehand.</summary>
    public static FeelType OpenContext { get; } = new ContextType([], true);

    /// <summary>A function.</summary>
    public static FeelType Function(IEnumerable<FeelType> parameters, FeelType result) => new FunctionType([.. parameters], result);
}

/// <summary>A type without parts.</summary>
internal sealed class SimpleType(string name, ValueKind? kind) : FeelType
{
    /// <summary>The kind of its values; null when they may be of any.</summary>
    public ValueKind? Kind => kind;

    public override string ToString() => name;
}

/// <summary>A list of values of one type.</summary>
internal sealed class ListType(FeelType of) : FeelType
{
    public FeelType Of => of;

    public override string ToString() => $"list<{of}>";
}

/// <summary>All values of a type between two ends.</summary>
internal sealed class RangeType(FeelType of) : FeelType
{
    public FeelType Of => of;

    public override string ToString() => $"range<{of}>";
}

/// <summary>A context without a name of its own.</summary>
internal sealed class ContextType(IReadOnlyList<ShapeField> fields, bool open) : FeelType
{
    public IReadOnlyList<ShapeField> Fields => fields;

    public bool IsOpen => open;

    public override string ToString() =>
        fields.Count == 0 ? "context" : $"context<{string.Join(", ", fields.Select(field => $"{field.Name}: {field.Type}"))}>";
}

/// <summary>A function.</summary>
internal sealed class FunctionType(IReadOnlyList<FeelType> parameters, FeelType result) : FeelType
{
    public IReadOnlyList<FeelType> Parameters => parameters;

    public FeelType Result => result;

    public override string ToString() => $"function<{string.Join(", ", parameters)}> -> {result}";
}
