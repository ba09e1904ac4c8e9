namespace Par.Rules.Diagnostics;

/// <summary>The words for conditions that decide nothing: they can never hold, or they always do (PAR22x).</summary>
internal static class FeelSenseTexts
{
    private const string Remove = "Remove it, or ask for something that can be one way or the other.";

    public static Diagnostic Outside(SourcePosition at, bool holds, string operand, string? possible) => Of(holds ? "PAR221" : "PAR220", at,
        possible is null
            ? $"no value of '{operand}' makes this {(holds ? "false: it always holds" : "true: it can never hold")}."
            : $"'{operand}' can only be {possible}, so this {(holds ? "always holds" : "can never hold")}.",
        holds ? Remove : "Compare it with a value that it can have.");

    public static Diagnostic Itself(SourcePosition at, bool holds, string operand) => Of(holds ? "PAR221" : "PAR220", at,
        $"'{operand}' is compared with itself, so this {(holds ? "always holds" : "can never hold")}.", "Compare it with something else.");

    public static Diagnostic Fixed(SourcePosition at, bool holds) => Of(holds ? "PAR221" : "PAR220", at,
        $"this asks about no fact, so it {(holds ? "always holds" : "can never hold")}.", "Name a fact in it, or remove it.");

    public static Diagnostic Reversed(SourcePosition at, string low, string high) => Of("PAR220", at,
        $"nothing lies between {low} and {high}, so this can never hold.", "Write the smaller end first.");

    public static Diagnostic Clash(SourcePosition at, string? operand, string? left) => Of("PAR222", at,
        operand is null || left is null
            ? "this can never hold together with the conditions around it."
            : $"this can never hold here: the conditions around it leave only {left} for '{operand}'.",
        "Change one of the two; if either is enough, join them with 'or'.");

    public static Diagnostic Covering(SourcePosition at) => Of("PAR223", at,
        "together with what stands before it this always holds: every value meets one of the two.", "Change one of the two; if both must hold, join them with 'and'; to ask whether there is a value, write '!= null'.");

    public static Diagnostic NeverReached(SourcePosition at, string word) => Of("PAR224", at,
        $"what follows '{word}' is never reached: the conditions before it have settled the matter.", $"Remove what follows '{word}', or change one of the conditions.");

    public static Diagnostic Twice(SourcePosition at, string? written) => Of("PAR225", at,
        written is null ? "what stands before it in the list has this already." : $"{written} stands in the list already.", "Remove it, or write the value that was meant.");

    private static Diagnostic Of(string code, SourcePosition at, string problem, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = mend };
}
