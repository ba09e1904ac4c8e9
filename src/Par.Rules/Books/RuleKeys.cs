using Par.Rules.Catalogue.Yaml;

namespace Par.Rules.Books;

/// <summary>The keys of rule files. rules/rule.schema.json says the same to editors, and a test compares the two.</summary>
internal static class RuleKeys
{
    public static readonly KeySet Rule = new(
        "a rule",
        "rule",
        "version",
        "title",
        "level",
        "law",
        "inForce",
        "lawDate",
        "trigger",
        "exclusive",
        "pilot",
        "brake",
        "let",
        "when",
        "open",
        "remind",
        "examples");

    public static readonly KeySet Citation = new("a law entry", "ref", "says", "source", "checked", "allowsLevel");

    public static readonly KeySet InForce = new("'inForce'", "from", "until");

    public static readonly KeySet Trigger = new(
        "a trigger", "event", "date", "plus", "missing", "after", "within", "same", "outcome", "result", "subject");

    public static readonly KeySet Exclusive = new("'exclusive'", "group", "rank");

    public static readonly KeySet Pilot = new("'pilot'", "shadow", "areas");

    public static readonly KeySet Brake = new("'brake'", "perDay");

    public static readonly KeySet Condition = new("a condition", "id", "if", "law", "met", "unmet", "unknown", "all", "any", "none");

    public static readonly KeySet Open = new(
        "'open'", "procedure", "agency", "once", "tell", "tellThrough", "deadline", "prefill", "documents", "offer", "requestNeeded", "answerWithin", "ifNoLongerTrue");

    public static readonly KeySet Remind = new("'remind'", "procedure", "agency", "once", "tell", "tellThrough", "text");

    public static readonly KeySet Agency = new("'agency'", "kind", "area");

    public static readonly KeySet Deadline = new(
        "'deadline'", "workingDays", "workingHours", "workingMinutes", "calendarDays", "from", "law", "cutOff", "pausedWhileWaiting");

    public static readonly KeySet Term = new("a term", "workingDays", "workingHours", "workingMinutes", "calendarDays");

    public static readonly KeySet Example = new("an example", "name", "today", "given", "unknown", "expect");

    public static readonly KeySet Given = new("'given'", "event", "subject", "unknown");

    public static readonly KeySet Expect = new("'expect'", "due", "agency", "procedure", "because", "deadline", "tell", "shadow");

    /// <summary>Every set of keys, by the name of its definition in the JSON schema.</summary>
    public static IReadOnlyDictionary<string, KeySet> All { get; } = new Dictionary<string, KeySet>(StringComparer.Ordinal)
    {
        ["rule"] = Rule,
        ["citation"] = Citation,
        ["inForce"] = InForce,
        ["trigger"] = Trigger,
        ["exclusive"] = Exclusive,
        ["pilot"] = Pilot,
        ["brake"] = Brake,
        ["condition"] = Condition,
        ["open"] = Open,
        ["remind"] = Remind,
        ["agency"] = Agency,
        ["deadline"] = Deadline,
        ["term"] = Term,
        ["example"] = Example,
        ["given"] = Given,
        ["expect"] = Expect,
        ["wording"] = Scalars.WordingKeys,
    };
}
