using static Par.Rules.Diagnostics.YamlTexts;

namespace Par.Rules.Diagnostics;

/// <summary>What is said of how rules stand to one another and to their use: PAR090 to PAR099.</summary>
internal static class BookTexts
{
    public static Diagnostic FollowsItself(SourcePosition at, string kind) => New(
        "PAR090", at, $"'{kind}' cannot be what should follow '{kind}'.", "Name another life event under 'missing' or 'after'.");

    public static Diagnostic NotForward(SourcePosition at, string written) => New(
        "PAR090", at, $"'within' is how long the life event has to come, and '{written}' leaves it no day.", "Write a length of time such as P45D or P2M.");

    public static Diagnostic NotShared(SourcePosition at, string written, string missing, string after, string? nearest, IReadOnlyCollection<string> shared) => New(
        "PAR091",
        at,
        $"'{written}' is not a field that '{missing}' and '{after}' have with the same type.",
        nearest is not null ? $"Did you mean '{nearest}'?"
        : shared.Count > 0 ? $"Write one of {string.Join(", ", shared)}."
        : "They share no field: leave 'same' out, so that they belong together when they are about the same subject.");

    public static Diagnostic NothingToMatch(SourcePosition at, string missing, string entity, string after, string other) => New(
        "PAR092",
        at,
        $"'{missing}' is about a {entity} and '{after}' about a {other}, so nothing tells which of them belong together.",
        "Add 'same' with a field that both life events have.");

    public static Diagnostic Circle(SourcePosition at, IEnumerable<string> steps) => New(
        "PAR093", at, $"this chain of outcomes comes back to where it began: {string.Join(", then ", steps)}.", "Remove one of the triggers, so that the chain ends.");

    public static Diagnostic NobodyOpens(SourcePosition at, string procedure) => New(
        "PAR094", at, $"no rule opens a dossier of the procedure '{procedure}', so it has no outcome.", "Write the procedure of a rule of level 2 or 3.");

    public static Diagnostic RankTwice(SourcePosition at, string group, int rank, string other) => New(
        "PAR095", at, $"the rule '{other}' has rank {rank} in the group '{group}' as well.", "Give each rule of the group a rank of its own: of several that are due the lowest opens.");

    public static Diagnostic AloneInGroup(SourcePosition at, string group, string? nearest) => New(
        "PAR096", at, $"no other rule is in the exclusive group '{group}'.", nearest is null ? "Add the other rules of the group, or remove 'exclusive'." : $"Did you mean '{nearest}'?");

    public static Diagnostic OtherKey(SourcePosition at, string group, string other) => New(
        "PAR097",
        at,
        $"the rules of the group '{group}' must speak of the same thing, and '{other}' has another subject or other parts in 'once'.",
        "Use the same subject, and the same parts in 'once', in every rule of the group.");

    public static Diagnostic PilotForm(SourcePosition at) => New(
        "PAR098", at, "'pilot' says either that the rule is in shadow or in which areas it is tried out.", "Write {shadow: true} or {areas: [<area>]}, or remove 'pilot' when the rule is in full use.");

    public static Diagnostic TellTwice(SourcePosition at) => New(
        "PAR099", at, "'tell' names people, and 'tellThrough' says that an officer tells them.", "Keep one of the two.");

    public static Diagnostic TooSmall(SourcePosition at, string what, int number) => New(
        "PAR098", at, $"{what} must be 1 or more, and here is {number}.", "Write a whole number from 1 on.");
}
