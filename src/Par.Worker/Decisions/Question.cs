using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>What one rule is asked: is this person, on this occasion, due what the rule speaks of?</summary>
internal sealed record Question
{
    /// <summary>The event, as it was last corrected.</summary>
    public required InboxEvent Event { get; init; }

    public required Rule Rule { get; init; }

    /// <summary>How often it was asked before without an answer.</summary>
    public int AskedBefore { get; init; }

    /// <summary>What it waited for when it was last asked; null when it did not wait.</summary>
    public IReadOnlyList<string>? Awaited { get; init; }

    /// <summary>True when it was asked before: then an answer may take back what an earlier one brought about.</summary>
    public bool IsAskedAgain { get; init; }
}

/// <summary>A question and its answer.</summary>
internal sealed record DecidedQuestion
{
    public required Guid Id { get; init; }

    public required Question Question { get; init; }

    public required Finding Finding { get; init; }

    /// <summary>The records beside the subject that it was worked out from; for findings that are due or still open.</summary>
    public IReadOnlyList<LinkedRecord> Linked { get; init; } = [];

    /// <summary>The other rules of its exclusive group that were heard beside it, where it was asked again and they were not asked.</summary>
    public IReadOnlyList<Rival> Rivals { get; init; } = [];

    /// <summary>The answer in the word of the database.</summary>
    public string Answer => Finding switch
    {
        Finding.Due => "due",
        Finding.NotDue => "notDue",
        Finding.Undecided => "undecided",
        Finding.NotInForce => "notInForce",
        _ => "failed",
    };

    /// <summary>What would open if its rule were not only tried out there; null for any other answer.</summary>
    public Opening? InShadow => Finding is Finding.Due { Opening: { InShadow: true } opening } ? opening : null;

    /// <summary>
    /// The registries that an answer waits for; null when there is an answer, or when only a correction can bring one: a registry
    /// that records only the year of a birth answers the same however often it is asked. A rule that failed waits for nobody in
    /// particular, and is asked again in case somebody mended what it failed on.
    /// </summary>
    public IReadOnlyList<string>? Awaits => Finding switch
    {
        Finding.Undecided undecided when undecided.Missing.Any(IsToCome) => [.. undecided.Missing.Where(IsToCome).Select(missing => missing.Registry).Distinct().Order(StringComparer.Ordinal)],
        Finding.Failed => [],
        _ => null,
    };

    /// <summary>True when the finding answers the question; false as long as it may still come out either way.</summary>
    public bool IsAnswered => Finding is not (Finding.Undecided or Finding.Failed);

    /// <summary>True when the question stays as open as it was: then nothing new is worth keeping.</summary>
    public bool SaysNothingNew => Awaits is { } awaits && Question.Awaited is { } awaited && awaits.SequenceEqual(awaited, StringComparer.Ordinal);

    private static bool IsToCome(MissingFact missing) => missing.Because != MissingBecause.NotPrecise;
}
