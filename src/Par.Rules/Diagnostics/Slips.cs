namespace Par.Rules.Diagnostics;

/// <summary>What authors often write because other languages, or ordinary writing, have it so, and what to write instead.</summary>
internal static class Slips
{
    private const string Quotes = "Put a text between plain double quotes: \"text\".";
    private const string Count = "Write count(...) around the list, or string length(...) around a text.";
    private const string Length = "Write a length of time as duration(\"P5Y\"), and whole years of age as age(...).";

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["&"] = "Write 'and'.",
        ["AND"] = "Write 'and'.",
        ["|"] = "Write 'or'.",
        ["OR"] = "Write 'or'.",
        ["!"] = "Write 'not(...)'.",
        ["not"] = "Write 'not(...)' around all that is denied, as in not(age in [1..5]).",
        ["is"] = "Write '= null', '!= null' or '= true'.",
        ["IS"] = "Write '= null', '!= null' or '= true'.",
        ["^"] = "Write a ** b for a power.",
        ["if"] = "Write 'if ... then ... else ...', with the condition first.",
        ["then"] = "Begin with 'if': if ... then ... else ....",
        ["else"] = "Begin with 'if': if ... then ... else ....",
        ["for"] = "Write 'for x in list return ...'.",
        ["satisfies"] = "Begin with 'some x in list' or 'every x in list'.",
        ["LIKE"] = "Write contains(text, \"part\"), or matches(text, \"pattern\").",
        ["like"] = "Write contains(text, \"part\"), or matches(text, \"pattern\").",
        ["%"] = "Write modulo(a, b) for the rest of a division.",
        ["@"] = "Write a day as @\"2024-07-01\": the quotes follow the '@' at once.",
        ["'"] = Quotes,
        ["‘"] = Quotes,
        ["’"] = Quotes,
        ["“"] = Quotes,
        ["”"] = Quotes,
        ["„"] = Quotes,
        ["«"] = Quotes,
        ["»"] = Quotes,
        ["`"] = Quotes,
        ["−"] = "Write the plain sign '-' instead of the long one.",
        ["–"] = "Write the plain sign '-' instead of the long one.",
        ["≥"] = "Write '>='.",
        ["≤"] = "Write '<='.",
        ["≠"] = "Write '!='.",
        ["×"] = "Write '*'.",
        ["÷"] = "Write '/'.",
        ["=="] = "Write '='.",
        [".."] = "Write a range between brackets: [1..5].",
        ["to"] = "Write 'between 1 and 5', or 'in [1..5]'.",
        [","] = "Write a decimal number with a point, 1.5, and a large one without separators, 1000000; put several values between brackets: [1, 2], and several tests of 'in' between parentheses: in ([1..3], [5..7]).",
        [")"] = "Remove it, or open it with '(' before.",
        ["]"] = "Remove it, or open it with '[' before.",
        ["?"] = "Write 'if ... then ... else ...'.",
        ["{"] = "Write 'if ... then ... else ...', without braces.",
        [";"] = "Remove it: a condition has no sign at its end.",
    };

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "in", "between", "if", "then", "else", "some", "every", "satisfies", "for", "return", "instance",
    };

    private static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "Write 'a and b'.",
        ["or"] = "Write 'a or b'.",
        ["if"] = "Write 'if ... then ... else ...'.",
        ["in"] = "Write what is asked about before 'in'; in a cell of a table write the values alone.",
        ["mod"] = "Write modulo(a, b).",
        ["year"] = "Write the part after a point: date.year.",
        ["month"] = "Write the part after a point: date.month.",
        ["day"] = "Write the part after a point: date.day.",
        ["weekday"] = "Write the part after a point: date.weekday, 1 for Monday.",
        ["datedif"] = "Subtract the days: (b - a).days; for years write age(a, b).",
        ["edate"] = "Add a length of time: date + duration(\"P3M\").",
        ["countif"] = "Write count(list[condition]).",
        ["sumif"] = "Write sum(list[condition].part).",
        ["left"] = "Write substring(text, 1, length).",
        ["right"] = "Write substring(text, -length).",
        ["mid"] = "Write substring(text, start, length).",
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["length"] = Count,
        ["size"] = Count,
        ["len"] = Count,
        ["true"] = "Write 'true', in small letters.",
        ["false"] = "Write 'false', in small letters.",
        ["null"] = "Write 'null', in small letters.",
        ["none"] = "Write 'null' for no value.",
        ["nil"] = "Write 'null' for no value.",
        ["undefined"] = "Write 'null' for no value.",
        ["isNull"] = "Write '= null' instead of it.",
        ["isEmpty"] = "Compare a list with [], a text with \"\", and anything with null: 'cards = []'.",
        ["years"] = Length,
        ["months"] = Length,
        ["days"] = Length,
        ["avg"] = "Write mean(list).",
        ["average"] = "Write mean(list).",
        ["round"] = "Write round half up(number, 0); the second says how many places stay after the point.",
        ["concat"] = "Write a + b for texts, and concatenate(a, b) for lists.",
        ["upper"] = "Write upper case(text).",
        ["toUpper"] = "Write upper case(text).",
        ["lower"] = "Write lower case(text).",
        ["toLower"] = "Write lower case(text).",
        ["trim"] = "Write replace(text, \"^\\s+|\\s+$\", \"\").",
        ["datediff"] = "Subtract the days: (b - a).days; for years write age(a, b).",
        ["coalesce"] = "Write if a != null then a else b.",
        ["nvl"] = "Write if a != null then a else b.",
        ["ifNull"] = "Write if a != null then a else b.",
        ["indexOf"] = "Write index of(list, value) for lists, and contains(text, part) for texts.",
        ["startsWith"] = "Write starts with(text, part).",
        ["endsWith"] = "Write ends with(text, part).",
        ["exists"] = "Write 'some x in list satisfies ...'.",
        ["isBlank"] = "Write '= null' instead of it.",
        ["decide"] = "Only rule files have it: there it asks a DMN model of the rule book.",
        ["includes"] = "Write list contains(list, value), or 'value in list'.",
    };

    /// <summary>What to write instead of a sign or word that means nothing where it stands; null when no one knows what was meant.</summary>
    public static string? Sign(string written) =>
        Signs.TryGetValue(written, out var mend) ? mend
        : Words.Contains(written) && written.Any(char.IsUpper) ? $"Write '{written.ToLowerInvariant()}', in small letters."
        : written is [>= '\uFF01' and <= '\uFF5E' and var wide, ..] ? $"Write the plain sign '{(char)(wide - 0xFEE0)}' instead of the wide one."
        : null;

    /// <summary>What to write instead of a name that there is not. A unit of time may well be the name that a rule gives to something.</summary>
    public static string? Variable(string written) => Names.TryGetValue(written, out var mend) && mend == Length ? $"{FeelTypeTexts.NameVariable} {Length}" : mend;

    /// <summary>What was meant by a unit or a colon that follows a number.</summary>
    public static string? AfterNumber(string before, string found) => !char.IsAsciiDigit(before.FirstOrDefault('x')) ? null
        : found is ":" ? "Write a time of day as time(\"08:30:00\")."
        : found is "day" or "month" or "year" or "hours" or "minutes" ? Length : Names.TryGetValue(found, out var mend) && mend == Length ? mend : null;

    /// <summary>What to write instead of a function that there is not.</summary>
    public static string? Function(string written) => Functions.GetValueOrDefault(written) ?? Name(written);

    /// <summary>What to write instead of a part or name that there is not.</summary>
    public static string? Name(string written) => Names.GetValueOrDefault(written);
}
