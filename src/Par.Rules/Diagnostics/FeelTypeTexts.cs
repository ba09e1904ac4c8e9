namespace Par.Rules.Diagnostics;

/// <summary>The words for what is wrong with the names and types in an expression (PAR2xx).</summary>
internal static class FeelTypeTexts
{
    /// <summary>The mend of a name that resembles none; rule files have variables.</summary>
    public const string NameVariable = "Name a variable of the rule, or put a text between double quotes.";

    /// <summary>The mend of a field that resembles none of many; rule files have a catalogue.</summary>
    public const string UseField = "Use a field that the catalogue lists.";

    private const int MostFieldsNamed = 12;

    public static Diagnostic UnknownName(SourcePosition at, string written, string? nearest) => Of("PAR201", at,
        $"nothing here is called '{written}'.", Slips.Variable(written) is null || IsSameButForCase(written, nearest) ? nearest : null, Slips.Variable(written) ?? NameVariable);

    public static Diagnostic UnknownField(SourcePosition at, string owner, string written, string? nearest, IReadOnlyCollection<string> known) => Of("PAR202", at,
        $"{owner} has no field '{written}'.", nearest, known.Count is 0 or > MostFieldsNamed ? UseField : $"It has {string.Join(", ", known)}.") with
    { Missing = written };

    public static Diagnostic UnknownFunction(SourcePosition at, string written, string? nearest) => Of("PAR203", at,
        $"there is no function '{written}'.", Slips.Function(written) is null || IsSameButForCase(written, nearest) ? nearest : null, Slips.Function(written) ?? "Some that there are: age, count, sum, min, max, contains, date, duration. docs/rule-language.md lists them all.");

    public static Diagnostic WrongCount(SourcePosition at, string function, string wanted, int given, string? ways = null) => Of("PAR204", at,
        $"{function} takes {wanted}, not {given}.", null, ways is null ? "Give it what it takes." : $"Write {ways}.");

    public static Diagnostic WrongArgument(SourcePosition at, string function, string parameter, string wanted, string given) => Of("PAR205", at,
        $"{function} takes a {wanted} as '{parameter}', and this is a {given}.", null,
        (function, wanted, given) switch
        {
            ("contains()", _, _) when IsList(given) => "Write list contains(list, value), or 'value in list'.",
            (_, "string", "number") => "Put it between double quotes, or turn it into a text with string(...).",
            (_, "number", "string") => "Write it without quotes, or turn it into a number with number(...).",
            (_, _, "string") when wanted.StartsWith("date", StringComparison.Ordinal) => "Write a day as date(\"2024-07-01\").",
            _ => $"Give it a {wanted}.",
        });

    public static Diagnostic WrongArgumentAt(SourcePosition at, int place, string wanted, string given) => Of("PAR205", at,
        $"the function takes a {wanted} as value {place}, and this is a {given}.", null, $"Give it a {wanted}.");

    public static Diagnostic NotAField(SourcePosition at, string function) => Of("PAR214", at,
        $"{function} takes a date as a registry records it, and this is none.", null,
        $"Write the field itself, such as {function[..^1]}subject.dateOfBirth), and work on with what it gives.");

    public static Diagnostic NeverEqual(SourcePosition at, string left, string right, string? mend) => Of("PAR206", at,
        $"a {left} is compared with a {right}, which can never hold.", null,
        mend is not null ? mend : (left, right) is ("date", "number") or ("number", "date") ? Conversion("date", "string") : Conversion(left, right));

    public static Diagnostic WrongOperands(SourcePosition at, string sign, string left, string right) => Of("PAR207", at,
        $"'{sign}' does not work between a {left} and a {right}.", null, sign == "+" && IsList(left) ? IsList(right) ? "Write concatenate(a, b)." : "Write append(list, value)." : (left, right) is ("date" or "date and time", "string") ? "Write a length of time as duration(\"P5D\"), and a day as date(\"2024-07-01\")." : Conversion(left, right));

    public static Diagnostic NotACondition(SourcePosition at, string place, string given, string? written) => Of("PAR208", at,
        $"{place} needs a condition, and this is a {given}.", null, given switch
        {
            "number" => $"Compare it with something, as in '{written ?? "x"} > 0'.",
            "string" => $"Compare it with something, as in '{written ?? "x"} = \"...\"'.",
            "date" => $"Compare it with another day, as in '{(written is null or "today" ? "x" : written)} <= today'.",
            _ when IsList(given) => $"Ask for what it holds, as in 'count({written ?? "x"}) > 0'.",
            _ when given.StartsWith("range", StringComparison.Ordinal) => "Say what lies in it, as in 'x in [1..5]'.",
            _ => "Compare it with something.",
        });

    /// <summary>A value alone beside a test, where another possibility was meant.</summary>
    public static Diagnostic HalfATest(SourcePosition at, string place, string given) => Of("PAR208", at,
        $"{place} needs a condition, and this is a {given}.", null, "Put several tests between parentheses, as in 'x in ([1..3], [5..7])'.");

    /// <summary>Values joined by a word that joins conditions.</summary>
    public static Diagnostic ValuesJoined(SourcePosition at, string place, string given) => Of("PAR208", at,
        $"{place} joins conditions, and this is a {given}.", null, "List the values, as in 'x in (\"a\", \"b\")'.");

    public static Diagnostic JoinedInCell(SourcePosition at, string word, string given) => Of("PAR208", at,
        $"'{word}' joins conditions, and this is a {given}.", null, word == "or" ? "Write ',' between the values of a cell." : "Write a range, as in [0..4).");

    public static Diagnostic ItselfInCell(SourcePosition at) => Of("PAR208", at,
        "'?' is the value that the cell tests, so this holds for every value.", null, "Write '-' for every value, or a condition such as '? > 3'.");

    public static Diagnostic CalculationInCell(SourcePosition at) => Of("PAR208", at,
        "the cell is a calculation of written-out values.", null, "Write the value that comes out of it.");

    public static Diagnostic ListIsNeverNull(SourcePosition at, bool holds, string? written) => Of(holds ? "PAR221" : "PAR220", at,
        $"a list is never null: it is empty where there is nothing, so this {(holds ? "always holds" : "can never hold")}.", null, $"Write 'count({written ?? "list"}) {(holds ? ">" : "=")} 0'.");

    public static Diagnostic OtherLetters(SourcePosition at, string function, string text) => Of("PAR220", at,
        $"{function}() never gives {text}, so this can never hold.", null, $"Write the text in {(function == "upper case" ? "capital" : "small")} letters.");

    public static Diagnostic InNothing(SourcePosition at) => Of("PAR220", at,
        "the list is empty, so this can never hold.", null, "Write the values that it may be.");

    public static Diagnostic AgeTurnedRound(SourcePosition at) => Of("PAR205", at,
        "age() takes the day of birth first, and today stands there.", null, "Write age(dateOfBirth, today).");

    public static Diagnostic UnquotedText(SourcePosition at, string written) => Of("PAR201", at,
        $"nothing here is called '{written}'.", null, $"Put a text between double quotes: \"{written}\".");

    /// <summary>A value alone beside a comparison, where the other half was meant to hold for it as well.</summary>
    public static Diagnostic HalfAComparison(SourcePosition at, string place, string given, string? left, string sign, string? right, string? alone)
    {
        var either = sign == "=" && place == "'or'" ? $"{left ?? "x"} in ({(left is null ? "1, 2" : $"{right ?? "..."}, {alone ?? "..."}")})" : null;
        var whole = $"{left ?? "x"} {sign} {(left is null ? "2" : alone ?? "...")}";
        return Of("PAR208", at, $"{place} needs a condition, and this is a {given}.", null,
            either is null ? $"Repeat the comparison after it: '{whole}'." : $"List the values, '{either}', or repeat the comparison: '{whole}'.");
    }

    public static Diagnostic PartInBrackets(SourcePosition at, string part) => Of("PAR208", at,
        "a filter needs a condition, and this is a string.", null,
        part.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? $"Take a part by its name after a point: '.{part}'." : $"Take this part with get value(context, \"{part}\").");

    public static Diagnostic NoPlace(SourcePosition at, string written) => Of("PAR215", at,
        $"there is no place {written}: places are counted from 1.", null, "Write 1 for the first, 2 for the next, -1 for the last.");

    public static Diagnostic DividedByNothing(SourcePosition at) => Of("PAR213", at,
        "a division by 0 gives no value.", null, "Divide by another number.");

    public static Diagnostic NoPattern(SourcePosition at, string pattern) => Of("PAR216", at,
        $"the pattern {pattern} cannot be read.", null, "Close its brackets, and write '\\\\' before a sign that stands for itself, as in \"\\\\[[0-9]+\\\\]\".");

    public static Diagnostic NoFlags(SourcePosition at, string flags) => Of("PAR216", at,
        $"the pattern has the flags \"{flags}\".", null, "Use no other flags than i, s, m, x and q.");

    public static Diagnostic UnknownType(SourcePosition at, string written, string? nearest) => Of("PAR209", at,
        $"there is no type '{written}'.", nearest, "Use number, string, boolean, date, time, date and time, list<...> or context<...>.");

    public static Diagnostic NotCallable(SourcePosition at, string given) => Of("PAR210", at,
        $"this is a {given} and cannot be called.", null, "Remove the parentheses after it.");

    public static Diagnostic UnknownParameter(SourcePosition at, string function, string written, string? nearest, IReadOnlyList<string> known) => Of("PAR211", at,
        $"{function} takes nothing named '{written}'.", nearest,
        known.Count == 0 ? "Leave the names out and give the values in order." : $"It takes {string.Join(", ", known.Select(name => $"'{name}'"))}; or leave the names out and give the values in order.");

    public static Diagnostic NoFields(SourcePosition at, string given, string written, string? nearest) => Of("PAR212", at,
        $"a {given} has no part '{written}'.", Slips.Name(written) is null ? nearest : null, Slips.Name(written) ?? "Take the part from a record that has it.");

    public static Diagnostic NoSuchValue(SourcePosition at, string function, string written) => Of("PAR213", at,
        $"{written} gives no value.", null, function switch
        {
            "number" => "Write the number without quotes, or its digits with a point: number(\"1500.5\").",
            "date" => "Write a day that the calendar has as date(\"2024-07-01\"), or as date(2024, 7, 1).",
            "time" => "Write a time of day as time(\"08:30:00\").",
            "date and time" => "Write a moment as date and time(\"2024-07-01T08:30:00\").",
            "duration" => "Write a length of time as duration(\"P1Y6M\"), duration(\"P90D\") or duration(\"PT30M\").",
            _ => "Check the spelling of what it is given.",
        });

    public static Diagnostic WrongOperand(SourcePosition at, string sign, string given) => Of("PAR207", at,
        $"'{sign}' does not work on a {given}.", null, "Use a number or a length of time.");

    private static string Conversion(string left, string right) =>
        (left, right) switch
        {
            ("string", "date") or ("date", "string") => "Write a day as date(\"2024-07-01\").",
            ("date", "number") or ("date and time", "number") => "Write a length of time as duration(\"P5D\"), and a day as date(\"2024-07-01\").",
            ("days and time duration", "number") => "Write days as duration(\"P6D\"), and whole years of age as age(dateOfBirth, today).",
            ("years and months duration", "number") => "Write years as duration(\"P6Y\"), or compare its '.years'.",
            ("boolean", "number") => "Write two comparisons joined by 'and', or a range: 'age in [18..60)'.",
            ("number", "boolean") => "Compare it with a number.",
            ("boolean", "string") => "Write true and false without quotes; to compare twice, join two comparisons with 'and'.",
            ("string", "number") or ("number", "string") => "Write a number without quotes, or turn it into a text with string(...).",
            ("date and time", "date") or ("date", "date and time") => "Take the day of the moment with date(...).",
            _ => "Compare or combine two values of one type.",
        };

    private static bool IsList(string type) => type.StartsWith("list", StringComparison.Ordinal);

    private static bool IsSameButForCase(string written, string? nearest) => string.Equals(written, nearest, StringComparison.OrdinalIgnoreCase);

    private static Diagnostic Of(string code, SourcePosition at, string problem, string? nearest, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = nearest is null ? mend : $"Did you mean '{nearest}'?" };
}
