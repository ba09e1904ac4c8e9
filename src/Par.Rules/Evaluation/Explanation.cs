using Par.Rules.Catalogue;
using Par.Rules.Facts;

namespace Par.Rules.Evaluation;

/// <summary>Why a finding came out as it did, complete enough to be kept for ever and read by anyone.</summary>
public sealed record Explanation
{
    /// <summary>The rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The version of the rule that was in force; null when none was, or the day is not known.</summary>
    public int? Version { get; init; }

    /// <summary>The day that picked the version and the values of parameters.</summary>
    public DateOnly? LawDate { get; init; }

    /// <summary>Every condition, in the order of the rule; also those that did not decide.</summary>
    public IReadOnlyList<ConditionExplanation> Conditions { get; init; } = [];
}

/// <summary>Whether a condition holds.</summary>
public enum ConditionOutcome
{
    /// <summary>It does not hold.</summary>
    Unmet,

    /// <summary>It holds.</summary>
    Met,

    /// <summary>A fact it needs is unknown.</summary>
    Unknown,
}

/// <summary>One condition, explained.</summary>
public sealed record ConditionExplanation
{
    /// <summary>Its id within the rule.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it holds.</summary>
    public required ConditionOutcome Outcome { get; init; }

    /// <summary>
    /// Whether that speaks for the rule being due: a condition within "none" speaks for it when it does not hold. Null when
    /// it is unknown.
    /// </summary>
    public bool? SpeaksForTheRule { get; init; }

    /// <summary>The sentence for the person.</summary>
    public required Wording Sentence { get; init; }

    /// <summary>The article of law it stands on, if the rule states one for it.</summary>
    public Wording? Law { get; init; }

    /// <summary>The facts it was worked out from.</summary>
    public required IReadOnlyList<FactUsed> Facts { get; init; }

    /// <summary>The facts it lacks.</summary>
    public MissingFacts Missing { get; init; } = MissingFacts.None;
}

/// <summary>A fact that a condition or a prefilled field used.</summary>
/// <param name="Name">The fact, for example <c>Person.dateOfBirth</c>.</param>
/// <param name="Registry">The registry that supplied it.</param>
/// <param name="AsOf">The moment the registry last confirmed it; of several records, the oldest. Null when the registry does not say.</param>
public sealed record FactUsed(FactName Name, string Registry, DateTimeOffset? AsOf);
