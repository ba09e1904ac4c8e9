using System.Globalization;

namespace Par.Rules.Diagnostics;

/// <summary>The words for what is wrong with the writing of an expression (PAR1xx).</summary>
internal static class FeelReadingTexts
{
    public static Diagnostic StrangeCharacter(SourcePosition at, string written, string? mend = null) => IsSeen(written)
        ? Of("PAR101", at, $"the character '{written}' means nothing in a condition.", mend ?? Slips.Sign(written) ?? "Remove it, or put it into a text between double quotes.")
        : Of("PAR101", at, $"there is a character here that cannot be seen (U+{char.ConvertToUtf32(written, 0):X4}).", "Delete it, and write the place anew.");

    public static Diagnostic UnclosedText(SourcePosition at) => Of("PAR102", at,
        "the text that begins here has no closing quote.", "Close it with a double quote; write a double quote inside it as \\\".");

    public static Diagnostic UnclosedComment(SourcePosition at) => Of("PAR102", at,
        "the comment that begins here has no end.", "Close it with */.");

    public static Diagnostic StrangeEscape(SourcePosition at, string written) => Of("PAR102", at,
        $"'{written}' is no escape in a text.", "Write \\u with four hexadecimal digits or \\U with six, or a backslash as \\\\.");

    public static Diagnostic Expected(SourcePosition at, string wanted, string? found, string? before = null) => Of("PAR103", at,
        found is null ? $"the expression ends where {wanted} should follow." : $"found '{found}' where {wanted} should stand.",
        found is null ? $"Add {wanted}." : Mend(wanted, found, before) ?? $"Put {wanted} before it, or remove it.");

    /// <param name="at">Where it should stand.</param>
    /// <param name="wanted">What closes.</param>
    /// <param name="found">What stands there; null at the end.</param>
    /// <param name="bracket">The bracket that is open.</param>
    /// <param name="before">What stands before that bracket.</param>
    /// <param name="opened">Where that one stands.</param>
    public static Diagnostic Unclosed(SourcePosition at, string wanted, string? found, string bracket, string before, SourcePosition opened)
    {
        var open = $"the '{bracket}' in {(opened.Line == at.Line ? "" : $"line {opened.Line}, ")}column {opened.Column} is still open";
        return Of("PAR103", at,
            found is null ? $"the expression ends where {wanted} should follow." : $"found '{found}' where {wanted} should stand.",
            found is null ? $"Add {wanted}: {open}." : (bracket, before, found) switch
            {
                ("(", "if" or "IF", ",") => "Write if ... then ... else ..., without parentheses and commas.",
                ("(", "cell", ",") => "Write a range as (0..3), and several values without parentheses.",
                ("(", "between", ",") => "Write 'between 1 and 6', or 'in [1..6]'.",
                ("(" or "[", _, ":") => "Put named values between braces: {rate: 2}.",
                ("(", "in", "and") => "Write what lies between two values as a range, such as (3..7).",
                ("(", "in", "or") => "Write ',' instead of it.",
                ("[", _, "for") => "Write 'for x in list return ...'.",
                _ => null,
            } ?? (char.IsLetter(found[0]) ? Slips.Sign(found) : null) ?? (bracket != "{" && found[0] is '"' or '@' || char.IsLetterOrDigit(found[0])
                ? $"Put ',' before it if it is one more value, or {wanted}: {open}."
                : $"Put {wanted} before it, because {open}, or remove it."));
    }

    public static Diagnostic ValuesInBraces(SourcePosition at, string found) => Of("PAR103", at,
        $"found '{found}' where the name of an entry should stand: braces hold named values.",
        "Put several values between brackets: 'x in (1, 2)', or [1, 2]; name the values in braces: {rate: 2}; write a large number without separators: 1000000.");

    public static Diagnostic Empty(SourcePosition at) => Of("PAR104", at,
        "there is no expression here.", "Write one, for example 'age < 18'.");

    /// <param name="at">Where it stands.</param>
    /// <param name="found">What is left over.</param>
    /// <param name="before">What stands before it, which may be the slip.</param>
    /// <param name="isCell">Whether it is the cell of a table.</param>
    public static Diagnostic LeftOver(SourcePosition at, string found, string before, bool isCell) => Of("PAR105", at,
        $"'{found}' is left over after the end of the expression.", isCell && found is "and" or "to" or ".." ? "Write a range, as in [0..4) or [1..5]." : isCell && found is "or" ? "Write ',' between the values of a cell." : Slips.Sign(before == "not" ? before : found) ?? Slips.AfterNumber(before, found) ?? "Join the parts with an operator such as 'and', or remove it.");

    public static Diagnostic TooDeep(SourcePosition at) => Of("PAR106", at,
        "the expression is nested too deeply.", "Split it into several named parts.");

    public static Diagnostic NumberTooLarge(SourcePosition at, string written) => Of("PAR107", at,
        $"the number {written} is too large.", "Numbers have at most 28 digits.");

    public static Diagnostic NotATimeLiteral(SourcePosition at, string written) => Of("PAR108", at,
        $"'{written}' is no day, time or length of time.", "Write for example @\"2024-07-01\", @\"08:30:00\", @\"2024-07-01T08:30:00\" or @\"P1Y6M\".");

    public static Diagnostic BareDay(SourcePosition at, string written) => Of("PAR108", at,
        $"{written} is a subtraction when it stands like this.", $"Write the day as @\"{written}\".");

    public static Diagnostic RangeInCell(SourcePosition at, string found) => Of("PAR103", at,
        $"found '{found}' where a value should stand.", "Write a range, as in [1..5].");

    public static Diagnostic BareRange(SourcePosition at, string low, string high) => Of("PAR108", at,
        $"{low}-{high} is a subtraction when it stands like this.", $"Write the range as [{low}..{high}].");

    public static Diagnostic ThousandsWithPoint(SourcePosition at, string written, decimal number) => Of("PAR111", at,
        FormattableString.Invariant($"{written} is {number:0.###} here: a point begins the part after the whole."), FormattableString.Invariant($"Write {written.Replace(".", "", StringComparison.Ordinal)}, or {number:0.###} if that is meant."));

    public static Diagnostic TwiceInContext(SourcePosition at, string name) => Of("PAR109", at,
        $"the context has two entries '{name}'.", "Rename or remove one of them.");

    public static Diagnostic OtherComparison(SourcePosition at, string written, string meant) => Of("PAR110", at,
        $"'{written}' is no comparison.", $"Did you mean '{meant}'?");

    public static Diagnostic DoubledEquals(SourcePosition at) => Of("PAR110", at,
        "'==' is no comparison: FEEL compares with one '='.", "Write '='.");

    private static bool IsSeen(string written) =>
        char.IsSurrogate(written, 0) || char.GetUnicodeCategory(written, 0) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // Only where a whole value, 'then' or 'and' is missing does the sign itself tell what was meant; a number goes on only when it was grouped.
    private static string? Mend(string wanted, string found, string? before) => wanted switch
    {
        "':'" when found is "=" or "->" => $"Write ':' instead of '{found}'.",
        "'in'" when found is "=" or ":" or "of" => $"Write 'in' instead of '{found}'.",
        "'then'" or "'else'" when found is ":" or "," or "?" => $"Write {wanted} instead of '{found}'.",
        "'satisfies'" when found.StartsWith("satisf", StringComparison.OrdinalIgnoreCase) => $"Write {wanted} instead of '{found}'.",
        "'and'" when found is "," or ".." => $"Write {wanted} instead of '{found}'.",
        "a name" when char.IsAsciiDigit(found[0]) => "Write a number without separators, as 1000000.",
        "a value" when found is "'" => Slips.Sign(found),
        "a value" when before is "and" or "or" && found is "<" or "<=" or ">" or ">=" => $"Repeat what is compared before it, as in 'x > 1 and x {found} 9'.",
        "a value" when found is "=" or "+" or "-" => $"Write a value before '{found}': a condition changes nothing, it only compares.",
        "'satisfies'" or "'return'" when found is ":" or "where" or "->" or "|" => $"Write {wanted} instead of '{found}'.",
        "'then'" when found is "{" => Slips.Sign(found),
        "'and'" when found is "to" => Slips.Sign(found),
        _ => null,
    };

    private static Diagnostic Of(string code, SourcePosition at, string problem, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = mend };
}
