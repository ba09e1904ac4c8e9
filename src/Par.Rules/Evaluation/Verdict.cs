using Par.Rules.Books;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>What a rule says of a person, in one word.</summary>
public enum VerdictOutcome
{
    /// <summary>No version of the rule is in force on the day that counts.</summary>
    NotInForce,

    /// <summary>A condition is known not to hold.</summary>
    NotDue,

    /// <summary>A fact is missing.</summary>
    Undecided,

    /// <summary>Every condition holds.</summary>
    Due,

    /// <summary>The rule could not be worked out; somebody must look at it.</summary>
    Failed,
}

/// <summary>
/// The short form of a <see cref="Finding"/>: what came out, by which version, and how far the conditions were met. It is worked out without a sentence
/// being made, for replays over many people; <see cref="Evaluator.Evaluate"/> gives the finding that belongs to it, with every sentence and fact.
/// </summary>
public readonly record struct Verdict
{
    private readonly int _place;

    internal Verdict(VerdictOutcome outcome, RuleVersion? version = null, int place = -1, string? onceKey = null) =>
        (Outcome, Version, _place, OnceKey) = (outcome, version, place, onceKey);

    /// <summary>What machine code left of a rule, which is one of the two things it may leave: it is put together without asking which, because nobody can foresee that.</summary>
    /// <param name="version">The version in force.</param>
    /// <param name="result">The place of the condition that settled the rule, or <see cref="FusedRule.Due"/>.</param>
    /// <param name="onceKey">The key, when it is due.</param>
    internal Verdict(RuleVersion version, int result, string? onceKey) =>
        (Outcome, Version, _place, OnceKey) = ((VerdictOutcome)((int)VerdictOutcome.NotDue | (result >> 31 & (VerdictOutcome.Due - VerdictOutcome.NotDue))), version, result, onceKey);

    /// <summary>What came out.</summary>
    public VerdictOutcome Outcome { get; }

    /// <summary>The version that was in force; null when none was, or the day is not known.</summary>
    public RuleVersion? Version { get; }

    /// <summary>
    /// The deepest condition that was reached. The conditions are looked at in the order they are written, and this is the one that settled the rule, or the
    /// first that waits for a fact. Null when the rule is due, or when no condition decided it.
    /// </summary>
    public Condition? Deepest => _place < 0 ? null : Version!.Conditions[_place];

    /// <summary>What, together with the rule's id, makes the dossier open only once; null unless it is due.</summary>
    public string? OnceKey { get; }
}
