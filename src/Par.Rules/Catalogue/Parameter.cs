using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>A number, text or day set by law, with the days from which each of its values holds.</summary>
public sealed record Parameter
{
    /// <summary>Its name in rules, after <c>param.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required Wording Title { get; init; }

    /// <summary>What kind of value it is.</summary>
    public required FeelType Type { get; init; }

    /// <summary>Its values, the earliest first.</summary>
    public required IReadOnlyList<ParameterValue> Values { get; init; }

    /// <summary>The value that holds on a day, or null when the law had set none yet.</summary>
    public ParameterValue? On(DateOnly day) => Values.LastOrDefault(value => value.From <= day);
}

/// <summary>A value of a parameter, and the law that set it.</summary>
/// <param name="From">The first day on which it holds.</param>
/// <param name="Value">The value.</param>
/// <param name="Law">The article that sets it.</param>
/// <param name="Provenance">Where the entry comes from.</param>
public sealed record ParameterValue(DateOnly From, Value Value, string Law, Provenance Provenance);
