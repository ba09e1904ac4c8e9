using Par.Rules.Facts;

namespace Par.Rules.Evaluation;

/// <summary>A rule's answer for one person and one occasion: due, not due, undecided, not in force, or failed. There is no other.</summary>
public abstract record Finding
{
    private Finding()
    {
    }

    /// <summary>Why: every condition, its facts and its law, in plain words.</summary>
    public required Explanation Explanation { get; init; }

    /// <summary>Every condition holds: open the dossier, or ask, or remind.</summary>
    /// <param name="Opening">What to open.</param>
    public sealed record Due(Opening Opening) : Finding;

    /// <summary>A condition is known not to hold: do nothing.</summary>
    /// <param name="Because">The ids of the conditions that decide it.</param>
    public sealed record NotDue(IReadOnlyList<string> Because) : Finding;

    /// <summary>A registry gave no answer: ask again, and never read silence as "no".</summary>
    /// <param name="Missing">The facts that are missing.</param>
    /// <param name="Because">The ids of the conditions that wait for them; none when the facts are needed for something else.</param>
    public sealed record Undecided(MissingFacts Missing, IReadOnlyList<string> Because) : Finding;

    /// <summary>No version of the rule is in force on the day that counts.</summary>
    public sealed record NotInForce : Finding;

    /// <summary>The rule could not be worked out; somebody must look at it. It says nothing about the person.</summary>
    /// <param name="Message">What went wrong, where, and the mend.</param>
    public sealed record Failed(string Message) : Finding;
}
