namespace Par.Rules.Diagnostics;

/// <summary>What is said of a file that is not the YAML rule files are made of: PAR001 to PAR019.</summary>
internal static class YamlTexts
{
    public static Diagnostic NotYaml(SourcePosition at, string reason) => New(
        "PAR001", at, $"the file cannot be read as YAML: {Sentence(reason)}", "Check indentation, quotes and colons on this line and the one above.");

    public static Diagnostic OpenQuote(SourcePosition at, char quote) => New(
        "PAR001", at, "the quote that opens here is never closed.", $"Close the text with {quote} at its end, in the same line.");

    public static Diagnostic OpenBracket(SourcePosition at, char bracket) => New(
        "PAR001", at, $"the '{bracket}' here is never closed.", $"Close it with '{(bracket == '[' ? ']' : '}')}'.");

    public static Diagnostic QuoteInText(SourcePosition at) => New(
        "PAR001",
        at,
        "the quote before this place closes the text, and more follows.",
        "Write \\\" for a quote within the text, and look whether the text before it was closed.");

    public static Diagnostic ColonInText(SourcePosition at) => New(
        "PAR001", at, "a colon stands in a text without quotes, as if another key began.", "Put the sentence between quotes.");

    public static Diagnostic MustBeQuoted(SourcePosition at, char first, string value) => New(
        "PAR001", at, $"a value that begins with '{first}' must stand between quotes as a whole.", Quote(value));

    public static Diagnostic ValueGoesOn(SourcePosition at, char open, char close, string value) => New(
        "PAR001", at, $"this value begins with {(open == close ? "a text between quotes" : $"'{open}'")} and goes on behind {(open == close ? "it" : $"'{close}'")}, so that YAML does not know where it ends.", Quote(value));

    public static Diagnostic HoleInCondition(SourcePosition at, string written, string bare) => New(
        "PAR001", at, $"braces make holes in sentences; here '{written}' is no sentence.", $"Write it without braces: {bare}.");

    public static Diagnostic ColonInValue(SourcePosition at, string value) => New(
        "PAR001", at, "a colon stands in a value without quotes, as if another key began.", Quote(value));

    public static Diagnostic CommentInText(SourcePosition at, string value) => New(
        "PAR001", at, "the value ends here: a blank and '#' begin a comment.", $"{Quote(value).TrimEnd('.')}; if it is a comment, write it in a line of its own.");

    public static Diagnostic CommaInText(SourcePosition at, string key, string value) => New(
        "PAR001", at, $"between braces a comma ends the text, so '{key}' ends before this place.", $"Put the whole text between quotes: {key}: {Quoted(value)}.");

    public static Diagnostic CommaInNumber(SourcePosition at, string written, string number) => New(
        "PAR009", at, $"'{written}' has a comma in it, and between braces a comma ends the number.", $"Write {number}.");

    public static Diagnostic NoBlank(SourcePosition at, string key, string value) => New(
        "PAR001", at, $"a blank is missing after the colon of '{key}'.", $"Write {key}: {value}.");

    public static Diagnostic NoComma(SourcePosition at, string key) => New(
        "PAR001", at, $"between braces a comma must stand before the next key, and '{key}' has none.", $"Put a comma before '{key}'.");

    public static Diagnostic EqualsForColon(SourcePosition at, string key, string value) => New(
        "PAR001", at, $"'=' stands after '{key}', where a colon and a blank belong.", $"Write {key}: {value}.");

    public static Diagnostic NoDash(SourcePosition at, string key) => New(
        "PAR001", at, $"'{key}' begins a new entry of the list here, and no dash stands before it.", $"Write '- {key}:', the dash below that of the entry above.");

    public static Diagnostic NoColon(SourcePosition at) => New(
        "PAR001", at, "this line has no key: a colon and a blank must follow one.", "Write it as 'key: value'.");

    public static Diagnostic Indentation(SourcePosition at, int own, int neighbours) => New(
        "PAR001",
        at,
        $"this line is indented by {own}, its neighbours by {neighbours}.",
        neighbours == 0 ? "Begin it at the very left if it belongs to them." : $"Indent it by {neighbours} if it belongs to them.");

    public static Diagnostic Tab(SourcePosition at) => New(
        "PAR002", at, "a tab indents this line.", "Use blanks: two for each level.");

    public static Diagnostic OtherBlank(SourcePosition at, char blank) => New(
        "PAR002",
        at,
        $"the blank here is not the one of the space bar (U+{(int)blank:X4}), as in text copied from a document or a page, so it is none to YAML.",
        "Delete it, and type it anew.");

    public static Diagnostic OtherDash(SourcePosition at, char written) => New(
        "PAR001", at, $"'{written}' begins this line, and the entries of a list begin with '-'.", "Write '-' and a blank.");

    public static Diagnostic DoubledKey(SourcePosition at, string key, int firstLine) => New(
        "PAR003", at, $"'{key}' stands here twice; the first is in line {firstLine}.", "Keep one of them.");

    public static Diagnostic Anchor(SourcePosition at, string name) => New(
        "PAR004", at, $"the anchor '&{name}' is not used in rule files.", "Remove it, and write the text out where it is needed.");

    public static Diagnostic Alias(SourcePosition at, string name) => New(
        "PAR004", at, $"the alias '*{name}' is not used in rule files.", "Write the text out, or put it in quotes if the star belongs to it.");

    public static Diagnostic Tag(SourcePosition at, string name) => New(
        "PAR004", at, $"the tag '{name}' is not used in rule files.", "Remove it, or put the text in quotes if the '!' belongs to it.");

    public static Diagnostic Exclamation(SourcePosition at) => New(
        "PAR004", at, "a text without quotes begins with '!' here, which YAML takes for a tag.", "Put the text in quotes; a condition denies with 'not(...)'.");

    public static Diagnostic UnknownKey(SourcePosition at, string key, string where, string? nearest, IEnumerable<string> known) => New(
        "PAR005",
        at,
        $"'{key}' is not a key of {where}.",
        nearest is null ? $"The keys are {string.Join(", ", known)}." : $"Did you mean '{nearest}'?");

    public static Diagnostic MissingKey(SourcePosition at, string key, string where) => New(
        "PAR006", at, $"{where} lacks '{key}'.", $"Add '{key}:'.");

    public static Diagnostic NothingWritten(SourcePosition at, string key, string where) => New(
        "PAR012", at, $"'{key}' of {where} is empty.", "Write what it says after the colon.");

    public static Diagnostic NoWhen(SourcePosition at) => New(
        "PAR006", at, "the conditions of the rule begin here, and no 'when:' stands above them.", "Write 'when:' in a line of its own before this one.");

    public static Diagnostic MapForList(SourcePosition at, string what, string key) => New(
        "PAR007", at, $"{what} is a list, and no dash begins its first entry.", $"Write '- ' before '{key}', and two more blanks before the keys below it.");

    public static Diagnostic WrongKind(SourcePosition at, string what, string wanted, string found) => New(
        "PAR007", at, $"{what} needs {wanted}, and here is {found}.", found == "a map" && wanted == "a text"
            ? "Put the text in quotes if it starts with a brace."
            : found == "a list" && wanted == "a map" ? "Write 'name: value' in each line, without dashes." : $"Write {wanted}.");

    public static Diagnostic NotAMap(SourcePosition at, string what, string found, IEnumerable<string> keys) => New(
        "PAR007", at, $"{what} needs a map, and here is {found}.", $"Write it with its keys: {string.Join(", ", keys)}.");

    public static Diagnostic EmptyList(SourcePosition at, string key) => New(
        "PAR018", at, $"'{key}' is an empty list.", "Add at least one entry.");

    public static Diagnostic NotADay(SourcePosition at, string written) => New(
        "PAR008", at, $"'{written}' is not a day.", "Write year-month-day, such as 2024-07-01.");

    public static Diagnostic NotANumber(SourcePosition at, string what, string written, string example) => New(
        "PAR009", at, $"{what} needs a number, and here is '{written}'.", $"Write digits only, such as {example}.");

    public static Diagnostic PointOfThousands(SourcePosition at, string written, string asRead, string number) => New(
        "PAR009", at, $"{written} is {asRead} here, because a point begins the decimals.", $"Write {number}, or {asRead} if that is meant.");

    public static Diagnostic SeparatorsInNumber(SourcePosition at, string written, string number) => New(
        "PAR009", at, $"the number '{written}' has signs between its digits.", $"Write {number}.");

    public static Diagnostic NotAFlag(SourcePosition at, string what, string written) => New(
        "PAR010", at, $"{what} is true or false, and here is '{written}'.", "Write true or false.");

    public static Diagnostic NotADuration(SourcePosition at, string written, string example) => New(
        "PAR011", at, $"'{written}' is not a length of time.", $"Write it as ISO 8601 does, such as {example}.");

    public static Diagnostic Empty(SourcePosition at, string what) => New(
        "PAR012", at, $"{what} is empty.", "Write its text, or remove the key.");

    public static Diagnostic NotAmong(SourcePosition at, string what, string written, IEnumerable<string> choices, string? nearest) => New(
        "PAR013",
        at,
        $"{what} cannot be '{written}'.",
        nearest is null ? $"Choose one of {string.Join(", ", choices)}." : $"Did you mean '{nearest}'? Choose one of {string.Join(", ", choices)}.");

    public static Diagnostic TooDeep(SourcePosition at, int deepest) => New(
        "PAR014", at, $"the file nests more than {deepest} levels deep.", "Rule files need fewer than ten; check brackets and indentation.");

    public static Diagnostic TooLong(SourcePosition at, int longest) => New(
        "PAR014", at, $"the file is longer than {longest} characters.", "Split it; a rule has a file of its own.");

    public static Diagnostic KeyIsNotText(SourcePosition at, string found) => New(
        "PAR015", at, $"a key is a word, and here is {found}.", "Write a word before the colon; put a text that starts with a brace in quotes.");

    public static Diagnostic NoDocument(SourcePosition at, string what) => New(
        "PAR016", at, $"the file is empty; {what} was expected.", "Fill it, or delete the file.");

    public static Diagnostic NotATime(SourcePosition at, string written) => New(
        "PAR017", at, $"'{written}' is not a time of day.", "Write hours and minutes, such as \"15:00\", in quotes.");

    public static Diagnostic OtherEncoding(SourcePosition at) => New(
        "PAR019", at, "this character is no text, as in a file that was saved in another encoding.", "Save the file as UTF-8.");

    /// <summary>A text between single quotes, as YAML has them: one within it is doubled.</summary>
    internal static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    internal static Diagnostic New(string code, SourcePosition at, string problem, string mend) => new()
    {
        Code = code,
        At = at,
        Problem = problem,
        Mend = mend,
    };

    private static string Quote(string value) => $"Put the whole value between single quotes: {Quoted(value)}.";

    private static string Sentence(string reason)
    {
        var bare = reason.Trim().TrimEnd('.');
        return bare.Length == 0 ? "it stops making sense here." : char.ToLowerInvariant(bare[0]) + bare[1..] + ".";
    }
}
