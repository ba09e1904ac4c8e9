using Par.Rules.Books;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>What to open, to offer or to remind of, ready to be written down.</summary>
public sealed record Opening
{
    /// <summary>1 reminds, 2 prepares and asks, 3 opens at once.</summary>
    public required int Level { get; init; }

    /// <summary>What people call it.</summary>
    public required Wording Title { get; init; }

    /// <summary>The question to the person (level 2) or the notice (level 1); null where there is neither.</summary>
    public Wording? Message { get; init; }

    /// <summary>The procedure the dossier runs.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>The kind of agency that decides.</summary>
    public required string AgencyKind { get; init; }

    /// <summary>The area whose agency is competent; null when no area is on record.</summary>
    public string? Area { get; init; }

    /// <summary>The competent agency; null when there is none for the area: then a person must route the dossier.</summary>
    public Agency? Agency { get; init; }

    /// <summary>Who shares the once-key: the rule's id, or <c>exclusive/&lt;group&gt;</c> for the rules of an exclusive group.</summary>
    public required string Gate { get; init; }

    /// <summary>True while the rule is only tried out there: the finding is kept, nothing is opened and nobody is told.</summary>
    public bool InShadow { get; init; }

    /// <summary>What, together with the gate, makes the dossier open only once.</summary>
    public required string OnceKey { get; init; }

    /// <summary>
    /// The personal ids of those who are told, each once, in the order of the rule. Empty when none of them is known: then the
    /// competent agency is told, so that an officer tells the family.
    /// </summary>
    public IReadOnlyList<string> Tell { get; init; } = [];

    /// <summary>The term of the agency; null for reminders.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>What the dossier already knows.</summary>
    public IReadOnlyList<Prefilled> Prefill { get; init; } = [];

    /// <summary>The documents it rests on, as references: the value is what its registry finds the document by.</summary>
    public IReadOnlyList<Prefilled> Documents { get; init; } = [];

    /// <summary>True when the law wants a written request before anything is decided.</summary>
    public bool RequestNeeded { get; init; }

    /// <summary>How long the person has to answer; null: no limit is set.</summary>
    public Term? AnswerWithin { get; init; }

    /// <summary>What a correction of the facts does to the dossier.</summary>
    public IfNoLongerTrue IfNoLongerTrue { get; init; }

    /// <summary>The law the rule stands on.</summary>
    public required IReadOnlyList<Citation> Law { get; init; }
}

/// <summary>A field that the dossier already knows.</summary>
/// <param name="Name">The name of the field in the dossier.</param>
/// <param name="Value">Its value; unknown when the registry gave no answer, which does not hold the dossier up.</param>
/// <param name="Sources">The facts it comes from.</param>
public sealed record Prefilled(string Name, Value Value, IReadOnlyList<FactUsed> Sources);

/// <summary>A term that has a start: enough to work out its due date, and to prove it.</summary>
public sealed record Deadline
{
    /// <summary>How long.</summary>
    public required Term Term { get; init; }

    /// <summary>The day from which it runs, when only the day is known.</summary>
    public DateOnly? FromDay { get; init; }

    /// <summary>The moment from which it runs, when it is known.</summary>
    public DateTimeOffset? FromMoment { get; init; }

    /// <summary>The time of day after which something received counts for the next working day; null: none.</summary>
    public TimeOnly? CutOff { get; init; }

    /// <summary>The law that sets it, if the rule states it.</summary>
    public string? Law { get; init; }

    /// <summary>Whether it stands still while the dossier waits for the person or another agency.</summary>
    public bool PausedWhileWaiting { get; init; }

    /// <summary>When it ends by a working calendar.</summary>
    public DueDate DueBy(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return FromMoment is { } moment
            ? calendar.Due(moment, Term, TimeSpan.Zero, CutOff)
            : calendar.Due(FromDay!.Value, Term);
    }
}
