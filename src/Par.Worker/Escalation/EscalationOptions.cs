using Par.Rules.Calendars;

namespace Par.Worker.Escalation;

/// <summary>Section <c>Escalation</c>. When the rungs come is a matter of <c>ServiceLevels:Ahead</c> and <c>ServiceLevels:Step</c>.</summary>
internal sealed class EscalationOptions
{
    /// <summary>How many clocks one transaction takes. 1 to 5000; 500 by default.</summary>
    public int Batch { get; set; } = 500;

    /// <summary>The new date that the letter of apology names, counted from when it is drafted. A term; <c>3 working days</c> by default.</summary>
    public string Promise { get; set; } = "3 working days";

    public Term PromiseTerm => Term.Parse(Promise);

    /// <summary>When a clock that could not be escalated is tried again. 1 minute to 1 day; 10 minutes by default.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(10);
}
