using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Facts and the finding an author expects from them, written beside the rule.</summary>
public sealed class Example
{
    /// <summary>What it shows, in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourcePosition At { get; init; }

    /// <summary>The day on which the rule is looked at.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The life event, or the calendar day.</summary>
    public required Record Event { get; init; }

    /// <summary>The subject; unknown when the example says that it is.</summary>
    public required Value Subject { get; init; }

    /// <summary>What is expected.</summary>
    public required Expectation Expect { get; init; }
}

/// <summary>The four answers an example may expect.</summary>
public enum ExpectedAnswer
{
    /// <summary>The rule is due.</summary>
    Due,

    /// <summary>The rule is not due.</summary>
    NotDue,

    /// <summary>A fact is missing, so nothing is decided.</summary>
    Undecided,

    /// <summary>No version of the rule is in force.</summary>
    NotInForce,
}

/// <summary>What an example expects.</summary>
public sealed record Expectation
{
    /// <summary>The answer.</summary>
    public required ExpectedAnswer Answer { get; init; }

    /// <summary>The id of the agency; null when the example does not say.</summary>
    public string? Agency { get; init; }

    /// <summary>The code of the procedure; null when the example does not say.</summary>
    public string? Procedure { get; init; }

    /// <summary>The conditions that decide, by id; null when the example does not say.</summary>
    public IReadOnlyList<string>? Because { get; init; }

    /// <summary>The last day of the term; null when the example does not say.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Whether the rule is only on trial for the area; null when the example does not say.</summary>
    public bool? Shadow { get; init; }

    /// <summary>The personal ids of those who are told, none where the agency tells; null when the example does not say.</summary>
    public IReadOnlyList<string>? Tell { get; init; }
}
