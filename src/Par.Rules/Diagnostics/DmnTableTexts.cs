namespace Par.Rules.Diagnostics;

/// <summary>The words for decision tables whose rules leave values out, contradict, or never count (PAR33x).</summary>
internal static class DmnTableTexts
{
    private const string OrDefault = ", or give the output a default.";

    public static Diagnostic NoRule(SourcePosition at, string values) => Of("PAR330", at, $"no rule holds for {values}.", "Add a rule for it" + OrDefault);

    /// <summary>One column may have any text, and its rules name only some.</summary>
    public static Diagnostic NoRuleForTexts(SourcePosition at, string values, string column) => Of("PAR330", at,
        $"no rule holds for {values}.", $"List the values that '{column}' may have in its type" + OrDefault);

    /// <summary>Between two whole numbers there are others.</summary>
    public static Diagnostic NoRuleBetween(SourcePosition at, string values, string next) => Of("PAR330", at,
        $"no rule holds for {values}.", $"End the rule before it with '< {next}' or '..{next})'" + OrDefault);

    public static Diagnostic TwoRules(SourcePosition at, int first, int second, string values) => Of("PAR331", at,
        $"rules {first} and {second} both hold for {values}.", "Narrow one of them, or choose another hit policy.");

    public static Diagnostic SameRules(SourcePosition at, int first, int second) => Of("PAR331", at,
        $"rules {first} and {second} hold for the same values.", "Remove one of them.");

    public static Diagnostic TwoAnswers(SourcePosition at, int first, int second, string values) => Of("PAR331", at,
        $"rules {first} and {second} both hold for {values}, and their answers differ.", "Narrow one of them, or let them answer the same.");

    public static Diagnostic NeverFirst(SourcePosition at, int rule, int? alone) => Of("PAR332", at,
        $"rule {rule} never counts: {(alone is null ? "the rules before it hold" : $"rule {alone} before it holds")} for everything that it holds for.", "Move it up, or remove it.");

    public static Diagnostic NeverChosen(SourcePosition at, int rule, int? alone) => Of("PAR332", at,
        $"rule {rule} never counts: {(alone is null ? "rules whose answers come before its own hold" : $"rule {alone}, whose answer comes before its own, holds")} for everything that it holds for.",
        "Narrow the others, or remove it.");

    public static Diagnostic EmptyCell(SourcePosition at, string cell, string written) => Of("PAR333", at,
        $"{cell}: no value meets '{written}', so the rule never holds.", "Correct its ends (the smaller one stands first), or remove the rule.");

    public static Diagnostic NotAllowed(SourcePosition at, string cell, string compared, string allowed) => Of("PAR334", at,
        $"{cell}: no allowed value ({allowed}) is {compared}.", "Correct the cell, or allow the value.");

    public static Diagnostic Unsettled(SourcePosition at) => Of("PAR335", at,
        "this table is too large or too intertwined to settle whether every value has a rule.", "Split it into smaller tables" + OrDefault);

    private static Diagnostic Of(string code, SourcePosition at, string problem, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = mend };
}
