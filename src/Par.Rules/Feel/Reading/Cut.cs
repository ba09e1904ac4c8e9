using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Reading;

/// <summary>A place on the line of all values of one kind: just before a value, or just after it.</summary>
internal readonly record struct Cut(Value At, bool IsAfter) : IComparable<Cut>
{
    /// <summary>The order of two values of one kind; false comes before true.</summary>
    public static int Order(Value a, Value b) => a.Kind == ValueKind.Boolean ? a.RawBoolean.CompareTo(b.RawBoolean) : Comparison.Order(a, b) ?? 0;

    public int CompareTo(Cut other) => Order(At, other.At) is not 0 and var order ? order : IsAfter.CompareTo(other.IsAfter);
}
