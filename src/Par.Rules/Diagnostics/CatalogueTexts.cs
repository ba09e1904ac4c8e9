using static Par.Rules.Diagnostics.YamlTexts;

namespace Par.Rules.Diagnostics;

/// <summary>What is said of the catalogue: PAR020 to PAR039.</summary>
internal static class CatalogueTexts
{
    public static Diagnostic Unlisted(SourcePosition at, string what, string written, string listedIn, string? nearest) => New(
        "PAR020",
        at,
        $"the catalogue has no {what} '{written}'.",
        nearest is null ? $"List it in {listedIn}, or write one that is listed." : $"Did you mean '{nearest}'?") with
    { Missing = written };

    public static Diagnostic ListedTwice(SourcePosition at, string what, string name, SourcePosition first) => New(
        "PAR021", at, $"the {what} '{name}' is listed twice; the first is at {first}.", "Keep one of them.");

    public static Diagnostic CodeTwice(SourcePosition at, string code, string first, string second, bool inOneLine) => New(
        "PAR021",
        at,
        $"'{first}' and '{second}' have one code, '{code}', and dossiers are numbered by it.",
        inOneLine ? "Write {n} or {area} in the code where the agencies of this line differ." : "Give each its own code.");

    public static Diagnostic AgencyTwice(SourcePosition at, string agency, SourcePosition first) => New(
        "PAR021",
        at,
        $"'{agency}' stands in two lines for the same days; the first is at {first}.",
        "Keep one of them, or give them 'from' and 'until' that do not overlap.");

    public static Diagnostic UnknownType(SourcePosition at, string written, IEnumerable<string> types, string? nearest) => New(
        "PAR022",
        at,
        $"'{written}' is not a type of value.",
        nearest is null ? $"Choose one of {string.Join(", ", types)}." : $"Did you mean '{nearest}'?");

    public static Diagnostic LinkWay(SourcePosition at, string link) => New(
        "PAR023", at, $"the link '{link}' needs either 'by' or 'from'.", "Write 'by' with the target's field, or 'from' with a field here.");

    public static Diagnostic NoSource(SourcePosition at, string what) => New(
        "PAR024", at, $"{what} has no source.", "Add 'source:' here or at the top of the file; write \"sample, to be checked\" if nobody has checked it.");

    public static Diagnostic ValuesOutOfOrder(SourcePosition at, string name) => New(
        "PAR025", at, $"the values of '{name}' are not in the order of their days.", "Put the earliest first, each with a day of its own.");

    /// <summary>A sentence of the calendar's own check, whose last sentence is the mend.</summary>
    public static Diagnostic CalendarProblem(SourcePosition at, string sentences)
    {
        var end = sentences.LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0
            ? New("PAR026", at, sentences, "Correct the calendar's file.")
            : New("PAR026", at, char.ToLowerInvariant(sentences[0]) + sentences[1..(end + 1)], sentences[(end + 2)..]);
    }

    public static Diagnostic BadName(SourcePosition at, string what, string written, string example) => New(
        "PAR027", at, $"'{written}' cannot be the name of {what}.", $"Write a name such as '{example}'.");

    public static Diagnostic UnknownFeedColumn(SourcePosition at, string written, IEnumerable<string> columns, string? nearest) => New(
        "PAR028",
        at,
        $"the feed of life events has no '{written}'.",
        nearest is null ? $"Write body. and a name, or one of {string.Join(", ", columns)}." : $"Did you mean '{nearest}'?");

    public static Diagnostic NotASession(SourcePosition at, string written) => New(
        "PAR029", at, $"'{written}' is not a session.", "Write opening and closing, such as \"07:30-11:30\", the earlier first.");

    public static Diagnostic NotWeekdays(SourcePosition at, string written) => New(
        "PAR029", at, $"'{written}' is not a weekday or a span of weekdays.", "Write monday, or monday-friday.");

    public static Diagnostic NoCatalogue(SourcePosition at) => New(
        "PAR030", at, "the rule book has no catalogue.", "Add registries, entities and life events under catalogue/.");

    public static Diagnostic StrangeFile(SourcePosition at, string ruleName) => New(
        "PAR031",
        at,
        "this is neither a rule nor part of the catalogue.",
        $"Rename it to {ruleName} if it is a rule, put it under catalogue/ if it is part of the catalogue, or move it away.");

    public static Diagnostic OtherEnding(SourcePosition at, string ending, string name) => New(
        "PAR031", at, $"this file ends in '{ending}', and is not read.", $"Rename it to {name}.");

    public static Diagnostic ValueOfOtherType(SourcePosition at, string what, string type, string written) => New(
        "PAR032", at, $"{what} is a {type}, and '{written}' is not.", $"Write {Example(type)}.");

    public static Diagnostic NoField(SourcePosition at, string what, string written, string? nearest, IEnumerable<string> fields) => New(
        "PAR033",
        at,
        $"{what} has no '{written}'.",
        nearest is not null ? $"Did you mean '{nearest}'?" : fields.Any() ? $"It has {string.Join(", ", fields)}." : "It has no fields yet; add them first.") with
    { Missing = written };

    public static Diagnostic SubjectOfOtherKind(SourcePosition at, string problem) => New("PAR034", at, problem, "Make both the same.");

    public static Diagnostic NotAFactOfTheSubject(SourcePosition at, string written, string entity, string? nearest) => New(
        "PAR035",
        at,
        $"'{written}' is no fact of the event's subject, a {entity}.",
        nearest is null ? $"Write the entity and one of its fields or links, such as {entity}.id." : $"Did you mean '{nearest}'?");

    public static Diagnostic NoTimeOutsideLife(SourcePosition at, string written, string? nearest) => New(
        "PAR028",
        at,
        $"'{written}' is no time outside of a life.",
        nearest is null ? "Write beforeBirth, afterDeath or both." : $"Did you mean '{nearest}'?");

    public static Diagnostic ProcedureEndsBeforeStart(SourcePosition at, string procedure, string from, string until) => New(
        "PAR036", at, $"the procedure '{procedure}' ends on {until}, before it begins on {from}.", "Write the earlier day as 'from'.");

    public static Diagnostic ReplacedInACircle(SourcePosition at, IEnumerable<string> circle) => New(
        "PAR036",
        at,
        $"the procedures take one another's place in a circle: {string.Join(", then ", circle)}.",
        "Leave 'replacedBy' out of the one that is in use.");

    public static Diagnostic PrecisionOfNoDate(SourcePosition at, string field, string type) => New(
        "PAR037", at, $"'{field}' has a precision, and is a {type}: only a date may be known to the month or the year alone.", "Remove 'precision', or make the type 'date'.");

    public static Diagnostic PredecessorGoesOn(SourcePosition at, string area, string until) => New(
        "PAR038", at, $"the area '{area}' has successors and no last day.", $"Write until: {until} at the area, or remove the succession.");

    public static Diagnostic SuccessionOnOtherDay(SourcePosition at, string area, string until, string on, string mend) => New(
        "PAR038", at, $"the area '{area}' ends on {until}, and its succession is on {on}.", $"Write on: {mend}, the day after, or correct the area's 'until'.");

    public static Diagnostic SuccessorNotThere(SourcePosition at, string area, string on) => New(
        "PAR038", at, $"the area '{area}' does not exist on {on}, when it is to succeed.", "Write an area that exists on that day, or correct the days.");

    public static Diagnostic SplitIntoOne(SourcePosition at, string area) => New(
        "PAR038", at, $"the split of '{area}' has one successor.", "Write the others too, or 'merge' or 'rename' as its kind.");

    public static Diagnostic SeveralSuccessors(SourcePosition at, string kind, string area, int count) => New(
        "PAR038", at, $"the {kind} of '{area}' has {count} successors.", "Keep one, or write 'split' as its kind.");

    public static Diagnostic SucceedsItself(SourcePosition at, string area) => New(
        "PAR038", at, $"the area '{area}' is its own successor, itself or through others.", "Remove the succession that leads back to it.");

    public static Diagnostic FeedAndTables(SourcePosition at, string registry, string feed, string table) => New(
        "PAR039",
        at,
        $"'{feed}' has no 'readFrom', and '{table}' of the same registry '{registry}' has one: a registry keeps a feed of all its life events, or of none.",
        "Write 'readFrom' for all life events of the registry, or for none.");

    public static Diagnostic NotReadFromTheTable(SourcePosition at, string kind, string written, string what) => New(
        "PAR039", at, $"'{kind}' is read from a table, and nothing there gives '{written}'.", $"Add {what}.");

    public static Diagnostic OverlapOutOfRange(SourcePosition at, string written) => New(
        "PAR039", at, $"the overlap '{written}' is negative or longer than seven days.", "Write a length from PT0S to P7D, or leave it out for PT10M.");

    private static string Example(string type) => type switch
    {
        "number" => "digits only, such as 500000",
        "boolean" => "true or false",
        "date" => "year-month-day, such as 2024-07-01",
        "date and time" => "a moment such as 2024-07-01T08:30:00+07:00",
        "time" => "a time such as \"08:30:00\"",
        "string" => "a text",
        _ => $"a {type}",
    };
}
