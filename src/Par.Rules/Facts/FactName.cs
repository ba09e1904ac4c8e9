namespace Par.Rules.Facts;

/// <summary>The name of a fact: what is known about which kind of thing, for example <c>Person.insurances</c>.</summary>
/// <param name="Entity">The kind of thing the fact is about, for example <c>Person</c>.</param>
/// <param name="Field">What is known about it, for example <c>insurances</c>.</param>
public readonly record struct FactName(string Entity, string Field) : IComparable<FactName>
{
    /// <summary>Reads a fact name written as <c>Entity.field</c>, or says in one sentence what is wrong with it.</summary>
    public static FactName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < text.Length - 1
            ? new FactName(text[..dot], text[(dot + 1)..])
            : throw new FormatException($"'{text}' is not a fact name. Write the kind of thing, a dot and the field, such as 'Person.insurances'.");
    }

    /// <summary>Orders names by entity, then by field, so that lists of facts always read the same.</summary>
    public int CompareTo(FactName other)
    {
        var byEntity = string.CompareOrdinal(Entity, other.Entity);
        return byEntity != 0 ? byEntity : string.CompareOrdinal(Field, other.Field);
    }

    /// <summary>True when the first name comes before the second.</summary>
    public static bool operator <(FactName left, FactName right) => left.CompareTo(right) < 0;

    /// <summary>True when the first name comes before the second, or is the same.</summary>
    public static bool operator <=(FactName left, FactName right) => left.CompareTo(right) <= 0;

    /// <summary>True when the first name comes after the second.</summary>
    public static bool operator >(FactName left, FactName right) => left.CompareTo(right) > 0;

    /// <summary>True when the first name comes after the second, or is the same.</summary>
    public static bool operator >=(FactName left, FactName right) => left.CompareTo(right) >= 0;

    /// <summary>The name as rule authors write it.</summary>
    public override string ToString() => $"{Entity}.{Field}";
}
