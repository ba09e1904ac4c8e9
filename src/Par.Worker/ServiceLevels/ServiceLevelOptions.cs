using Par.Rules.Calendars;

namespace Par.Worker.ServiceLevels;

/// <summary>Section <c>ServiceLevels</c>: the promised terms that no law names, and when their ends are announced.</summary>
internal sealed class ServiceLevelOptions
{
    /// <summary>How long an officer may take over one dossier. A term; <c>30 working minutes</c> by default.</summary>
    public string Handling { get; set; } = "30 working minutes";

    /// <summary>How long a person has to say yes or no when the rule does not say. A term; <c>30 working days</c> by default.</summary>
    public string Answer { get; set; } = "30 working days";

    /// <summary>How long a dossier may wait for the person or another agency before that is told. A term; <c>15 working minutes</c> by default.</summary>
    public string Wait { get; set; } = "15 working minutes";

    /// <summary>The term of a procedure whose rule names none. A term; <c>10 working days</c> by default.</summary>
    public string WithoutDeadline { get; set; } = "10 working days";

    /// <summary>How much working time before the end the first rung of escalation comes. 0 to 400 hours; 4 hours by default.</summary>
    public TimeSpan Ahead { get; set; } = TimeSpan.FromHours(4);

    /// <summary>The working time between the rungs after the end. 1 minute to 400 hours; 4 hours by default.</summary>
    public TimeSpan Step { get; set; } = TimeSpan.FromHours(4);

    public Term HandlingTerm => Term.Parse(Handling);

    public Term AnswerTerm => Term.Parse(Answer);

    public Term WaitTerm => Term.Parse(Wait);

    public Term WithoutDeadlineTerm => Term.Parse(WithoutDeadline);
}
