using Par.Rules.Calendars;
using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>What a correction of the facts does to a dossier that was opened on them.</summary>
public enum IfNoLongerTrue
{
    /// <summary>The dossier is withdrawn if nobody has worked on it.</summary>
    Withdraw,

    /// <summary>An officer is asked to look at it.</summary>
    Flag,

    /// <summary>It stays as it is.</summary>
    Keep,
}

/// <summary>What a rule opens, or reminds of, when it is due.</summary>
public sealed class OpeningPlan
{
    internal OpeningPlan(RuleExpression area, IReadOnlyList<RuleExpression> once, IReadOnlyList<RuleExpression> tell)
    {
        Area = area;
        Once = once;
        Tell = tell;
    }

    /// <summary>The procedure the dossier runs.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>The kind of agency that decides.</summary>
    public required AgencyKind AgencyKind { get; init; }

    /// <summary>True when the law wants a written request before anything is decided.</summary>
    public bool RequestNeeded { get; init; }

    /// <summary>How long the person has to answer an offer; null: no limit is set.</summary>
    public Term? AnswerWithin { get; init; }

    /// <summary>What a correction does to the dossier.</summary>
    public IfNoLongerTrue IfNoLongerTrue { get; init; }

    /// <summary>The term within which the agency must decide; null for reminders.</summary>
    public DeadlinePlan? Deadline { get; init; }

    internal RuleExpression Area { get; }

    internal IReadOnlyList<RuleExpression> Once { get; }

    /// <summary>Who is told: each expression gives one personal id or several.</summary>
    internal IReadOnlyList<RuleExpression> Tell { get; }

    internal IReadOnlyList<PrefillPlan> Prefill { get; init; } = [];

    /// <summary>What the dossier rests on: by which name its registry finds each document.</summary>
    internal IReadOnlyList<PrefillPlan> Documents { get; init; } = [];

    /// <summary>What the person is asked (level 2) or told (level 1).</summary>
    internal Templates? Message { get; init; }

    internal IEnumerable<RuleExpression> Expressions =>
    [
        Area,
        .. Once,
        .. Tell,
        .. Deadline is null ? [] : new[] { Deadline.From },
        .. Prefill.Select(filled => filled.Source),
        .. Documents.Select(document => document.Source),
        .. Message?.Expressions ?? [],
    ];
}

/// <summary>The term of a procedure: how long, from when, under which law.</summary>
public sealed class DeadlinePlan
{
    internal DeadlinePlan(RuleExpression from) => From = from;

    /// <summary>How long.</summary>
    public required Term Term { get; init; }

    /// <summary>The law that sets it, if stated.</summary>
    public string? Law { get; init; }

    /// <summary>The time of day after which something received counts for the next working day; null: none.</summary>
    public TimeOnly? CutOff { get; init; }

    /// <summary>Whether the law lets the term stand still while the dossier waits for the person or another agency.</summary>
    public bool PausedWhileWaiting { get; init; }

    internal RuleExpression From { get; }
}

/// <summary>One field of a dossier that is filled in with what the State already holds.</summary>
internal sealed record PrefillPlan(string Name, RuleExpression Source, FactPlan Facts);
