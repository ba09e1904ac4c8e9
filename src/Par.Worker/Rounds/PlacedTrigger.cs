using Par.Rules.Books;

namespace Par.Worker.Rounds;

/// <summary>A date trigger and its place among those of its rule, by which it is known in the work database.</summary>
internal sealed record PlacedTrigger(DateTrigger Trigger, short Position)
{
    public Rule Rule => Trigger.Rule;

    public static IReadOnlyList<PlacedTrigger> Of(RuleBook book) =>
    [
        .. book.DateTriggers
            .GroupBy(trigger => trigger.Rule)
            .SelectMany(group => group.Select((trigger, position) => new PlacedTrigger(trigger, (short)position))),
    ];
}
