using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>The day that came for a person, when the date it was reckoned from has been corrected since.</summary>
internal static class MovedDay
{
    /// <summary>The right day; null when the day stands, when the question is about no such day, or when the date is not known.</summary>
    public static DateOnly? Of(Question question, Value subject, LocalTime localTime)
    {
        if (CalendarRegistry.RuleOf(question.Event) is not { } rule || subject.Kind != ValueKind.Context)
        {
            return null;
        }

        var triggers = question.Rule.Triggers.OfType<Trigger.OnDay>().ToList();
        var days = triggers.Select(trigger => Day(trigger, subject.AsContext)).ToList();
        var day = localTime.Day(question.Event.OccurredAt);
        if (days.Contains(day))
        {
            return null;
        }

        // The event's identity says which of the rule's triggers it came from.
        var position = Enumerable.Range(0, triggers.Count).FirstOrDefault(
            place => NamedUid.Of(rule, $"{place}", question.Event.Subject, $"{day:O}") == question.Event.EventUid, -1);
        return position < 0 ? null : days[position];
    }

    private static DateOnly? Day(Trigger.OnDay trigger, FeelContext subject) =>
        subject.TryGet(trigger.Field.Name, out var date) && First(date) is { } first ? trigger.Plus.After(first) : null;

    // Of a year or a month the first day counts, as it does where the day was reckoned.
    private static DateOnly? First(Value date) => date.Kind switch
    {
        ValueKind.Date => date.AsDate,
        ValueKind.Unknown => date.Missing.Between?.First,
        _ => null,
    };
}
