using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>What makes a rule be looked at.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>What the rule is about.</summary>
    public required Entity Subject { get; init; }

    /// <summary>Where it is written.</summary>
    internal SourcePosition? At { get; init; }

    /// <summary>What <c>event</c> says in the rule.</summary>
    public abstract RecordShape EventShape { get; }

    /// <summary>A life event that a registry reports.</summary>
    public sealed record OnLifeEvent(LifeEvent LifeEvent) : Trigger
    {
        /// <inheritdoc/>
        public override RecordShape EventShape => LifeEvent.Shape;
    }

    /// <summary>A day that comes a span after a recorded day, for example a birthday.</summary>
    /// <param name="Field">The field of the subject that holds the recorded day.</param>
    /// <param name="Plus">The span after that day.</param>
    public sealed record OnDay(EntityField Field, CalendarSpan Plus) : Trigger
    {
        /// <inheritdoc/>
        public override RecordShape EventShape => RuleCatalogue.DayShape;
    }

    /// <summary>A life event that should have followed another within a span, and did not.</summary>
    /// <param name="Missing">The life event that should have come.</param>
    /// <param name="After">The life event that it should have followed.</param>
    /// <param name="Within">How long it had, from the day of the life event that it should have followed.</param>
    /// <param name="Same">The fields by which the two are known to belong together; none: they are about the same subject.</param>
    public sealed record WhenMissing(LifeEvent Missing, LifeEvent After, CalendarSpan Within, IReadOnlyList<string> Same) : Trigger
    {
        /// <inheritdoc/>
        public override RecordShape EventShape => After.Shape;
    }

    /// <summary>The end of a dossier: the next link of a chain.</summary>
    /// <param name="Procedure">The procedure of the dossier.</param>
    /// <param name="Result">How it ended: <c>approved</c>, <c>rejected</c>, <c>declined</c>, <c>expired</c> or <c>withdrawn</c>.</param>
    public sealed record OnOutcome(Procedure Procedure, string Result) : Trigger
    {
        /// <inheritdoc/>
        public override RecordShape EventShape => RuleCatalogue.OutcomeShape;
    }
}

/// <summary>A rule that waits for a life event which should follow another.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Trigger">What should follow what, and within how long.</param>
public sealed record MissingTrigger(Rule Rule, Trigger.WhenMissing Trigger);

/// <summary>A rule that the calendar sets off: every subject whose recorded day, plus the span, has come.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Trigger">The recorded day and the span.</param>
public sealed record DateTrigger(Rule Rule, Trigger.OnDay Trigger)
{
    /// <summary>What the rule is about, for example a person.</summary>
    public Entity Subject => Trigger.Subject;

    /// <summary>The field of the subject that holds the recorded day.</summary>
    public EntityField Field => Trigger.Field;

    /// <summary>The span after that day.</summary>
    public CalendarSpan Plus => Trigger.Plus;
}
