using Par.Rules.Catalogue;
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
}

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
