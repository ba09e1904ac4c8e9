using Par.Rules.Catalogue;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Who is due what: one rule, in all the versions the law has given it.</summary>
public sealed class Rule
{
    internal Rule(RuleExpression lawDate) => LawDate = lawDate;

    /// <summary>Its name, for example <c>health-insurance.child-under-6</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The file it is written in.</summary>
    public required string File { get; init; }

    /// <summary>Its versions, the earliest first.</summary>
    public required IReadOnlyList<RuleVersion> Versions
    {
        get;
        init
        {
            field = value;
            foreach (var version in value)
            {
                version.Rule = this;
            }
        }
    }

    /// <summary>What makes it be looked at.</summary>
    public required IReadOnlyList<Trigger> Triggers { get; init; }

    /// <summary>What it is about.</summary>
    public required Entity Subject { get; init; }

    /// <summary>The fewest facts that any of its versions needs.</summary>
    public required FactPlan Facts { get; init; }

    /// <summary>What <c>event</c> says in the rule: the fields that all its triggers share.</summary>
    public required RecordShape EventShape { get; init; }

    internal RuleExpression LawDate { get; }

    /// <summary>How many values its expressions speak of at most.</summary>
    internal int Places { get; init; }

    /// <summary>The version in force on a day, or null.</summary>
    public RuleVersion? VersionOn(DateOnly day) => PlaceOf(day) is var place and >= 0 ? Versions[place] : null;

    /// <summary>The place of the version in force on a day, or -1.</summary>
    internal int PlaceOf(DateOnly day)
    {
        var place = Versions.Count - 1;
        while (place >= 0 && !Versions[place].IsInForceOn(day))
        {
            place--;
        }

        return place;
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>One version of a rule: what the law says from a day on.</summary>
public sealed class RuleVersion
{
    internal RuleVersion(Scope scope, IReadOnlyList<Let> lets, Templates title)
    {
        Scope = scope;
        Lets = lets;
        TitleTemplates = title;
    }

    /// <summary>The rule it is a version of.</summary>
    public Rule Rule { get; internal set; } = null!;

    /// <summary>Its number within the rule.</summary>
    public required int Number { get; init; }

    /// <summary>What people call what is due.</summary>
    public required Wording Title { get; init; }

    /// <summary>1 reminds, 2 prepares and asks, 3 opens at once.</summary>
    public required int Level { get; init; }

    /// <summary>The law it stands on.</summary>
    public required IReadOnlyList<Citation> Law { get; init; }

    /// <summary>The first day on which it is in force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day on which it is in force; null: until the law changes.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What must hold.</summary>
    public required ConditionGroup When { get; init; }

    /// <summary>What is opened, or reminded of.</summary>
    public required OpeningPlan Opening { get; init; }

    /// <summary>The group of rules of which only one opens; null: it competes with none.</summary>
    public ExclusiveGroup? Exclusive { get; init; }

    /// <summary>How far it is tried out; null: it is in full use.</summary>
    public Pilot? Pilot { get; init; }

    /// <summary>How many dossiers a day it may open before a person must look; null: what its history says.</summary>
    public int? BrakePerDay { get; init; }

    /// <summary>The examples its author wrote.</summary>
    public required IReadOnlyList<Example> Examples { get; init; }

    /// <summary>The fewest facts that it needs.</summary>
    public required FactPlan Facts { get; init; }

    internal IReadOnlyList<Let> Lets { get; }

    internal Templates TitleTemplates { get; }

    internal Scope Scope { get; }

    /// <summary>Its conditions, in the order they are written.</summary>
    public IReadOnlyList<Condition> Conditions => field ??= [.. When.Conditions];

    /// <summary>True when it is in force on that day.</summary>
    public bool IsInForceOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>A name that a rule gives to an expression, so that its conditions read well.</summary>
internal sealed record Let(string Name, RuleExpression Expression);
