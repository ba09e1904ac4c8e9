using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>What must hold for a rule: one condition, or a group of them.</summary>
public abstract class Requirement
{
    private protected Requirement()
    {
    }

    /// <summary>The conditions in it, in the order they are written.</summary>
    public abstract IEnumerable<Condition> Conditions { get; }
}

/// <summary>One condition, with the sentences that explain it.</summary>
public sealed class Condition : Requirement
{
    internal Condition(string id, RuleExpression test, Templates met, Templates unmet, Templates? unknown)
    {
        Id = id;
        Test = test;
        Met = met;
        Unmet = unmet;
        Unknown = unknown;
    }

    /// <summary>Its name within the rule.</summary>
    public string Id { get; }

    /// <summary>The article it stands on, if stated.</summary>
    public Wording? Law { get; internal init; }

    /// <summary>The condition as it is written.</summary>
    public string Text => Test.Source.Text;

    /// <summary>What the condition needs to know.</summary>
    public FactPlan Facts { get; internal init; } = FactPlan.Nothing;

    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => [this];

    /// <summary>Its place among the conditions of its version.</summary>
    internal int Place { get; init; }

    /// <summary>True when the groups it stands in turn its outcome round: then it speaks for the rule when it does not hold.</summary>
    internal bool Turned { get; init; }

    internal RuleExpression Test { get; }

    internal Templates Met { get; }

    internal Templates Unmet { get; }

    internal Templates? Unknown { get; }
}

/// <summary>How the parts of a group are taken together.</summary>
public enum GroupKind
{
    /// <summary>All parts must hold.</summary>
    All,

    /// <summary>At least one part must hold.</summary>
    Any,

    /// <summary>No part may hold.</summary>
    None,
}

/// <summary>Conditions taken together.</summary>
/// <param name="kind">How they are taken together.</param>
/// <param name="parts">The parts, in the order they are written.</param>
public sealed class ConditionGroup(GroupKind kind, IReadOnlyList<Requirement> parts) : Requirement
{
    /// <summary>How the parts are taken together.</summary>
    public GroupKind Kind { get; } = kind;

    /// <summary>The parts, in the order they are written.</summary>
    public IReadOnlyList<Requirement> Parts { get; } = parts;

    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => Parts.SelectMany(part => part.Conditions);
}
