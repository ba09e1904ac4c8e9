using static Par.Rules.Diagnostics.YamlTexts;

namespace Par.Rules.Diagnostics;

/// <summary>What is said of rules: PAR040 to PAR079.</summary>
internal static class RuleTexts
{
    public static Diagnostic BadRuleName(SourcePosition at, string written) => New(
        "PAR040", at, $"'{written}' cannot be the name of a rule.", "Write lower-case words joined by '.' or '-', such as 'health-insurance.child-under-6'.");

    public static Diagnostic RuleTwice(SourcePosition at, string rule, SourcePosition first) => New(
        "PAR041", at, $"the rule '{rule}' is written twice; the first is at {first}.", "Give one of them another name, or make them versions in one file.");

    public static Diagnostic OtherRuleInFile(SourcePosition at, string written, string rule) => New(
        "PAR042", at, $"this document is of the rule '{written}', and the file of '{rule}'.", "Keep one rule in a file, one document for each version.");

    public static Diagnostic VersionOrder(SourcePosition at, int number, int before) => New(
        "PAR043", at, $"version {number} comes after version {before}.", "Number the versions upwards in the order of their days.");

    public static Diagnostic Overlap(SourcePosition at, int number, string from, int before, string until) => New(
        "PAR044", at, $"version {number} is in force from {from}, and version {before} until {until}.", "Let one end before the other begins, or leave out 'until'.");

    public static Diagnostic SameStart(SourcePosition at, int number, string from, int before) => New(
        "PAR044", at, $"version {number} is in force from {from}, not later than version {before}.", "Put the versions in the order of their days, each with a day of its own.");

    public static Diagnostic EndsBeforeStart(SourcePosition at, string from, string until) => New(
        "PAR046", at, $"the version ends on {until}, before it begins on {from}.", "Write the earlier day as 'from'.");

    public static Diagnostic TriggerForm(SourcePosition at) => New(
        "PAR047", at, "a trigger is one of four: a life event, a day, a life event that did not come, or the outcome of a procedure.", "Write {event: <kind>, subject: <entity>}, {date: subject.<field>, plus: <span>, subject: <entity>}, {missing: <kind>, after: <kind>, within: <span>, subject: <entity>} or {outcome: <procedure>, subject: <entity>}.");

    public static Diagnostic OtherSubject(SourcePosition at, string written, string because, string wanted) => New(
        "PAR048", at, $"the subject is '{written}' here, and {because} '{wanted}'.", $"Write '{wanted}'.");

    public static Diagnostic NotASubjectDay(SourcePosition at, string written, string entity, IEnumerable<string> days) => New(
        "PAR049", at, $"'{written}' is not a day that is recorded of a {entity}.", $"Write one of {string.Join(", ", days.Select(day => $"subject.{day}"))}.");

    public static Diagnostic OtherType(SourcePosition at, string what, string wanted, string found) => New(
        "PAR050", at, $"{what} must give {wanted}, and this gives {found}.", $"Write an expression that gives {wanted}.");

    public static Diagnostic ConditionTwice(SourcePosition at, string id, int firstLine) => New(
        "PAR051", at, $"two conditions have the id '{id}'; the first is in line {firstLine}.", "Give each its own id.");

    public static Diagnostic ConditionForm(SourcePosition at) => New(
        "PAR052", at, "a condition has either 'id' and 'if', or one of 'all', 'any' and 'none'.", "Split it into one condition and one group.");

    public static Diagnostic GroupWord(SourcePosition at, string written, string kind) => New(
        "PAR052", at, $"'{written}' joins conditions within an expression, and a group of them is called '{kind}'.", $"Write '{kind}:'.");

    public static Diagnostic EmptyGroup(SourcePosition at, string kind) => New(
        "PAR053", at, $"'{kind}' has no conditions.", "Add one, or remove the group.");

    public static Diagnostic BadLevel(SourcePosition at, int level) => New(
        "PAR054", at, $"there is no level {level}.", "Write 1 to remind, 2 to prepare and ask, or 3 to open at once.");

    public static Diagnostic LevelNotAllowed(SourcePosition at) => New(
        "PAR055", at, "level 3 opens a dossier at once, and no law entry allows that.", "Add 'allowsLevel: 3' to the law entry that does, or use level 2.");

    public static Diagnostic WrongActForLevel(SourcePosition at, int level, string wanted, string found) => New(
        "PAR056", at, $"a rule of level {level} has '{wanted}', not '{found}'.", $"Write '{wanted}:', or change the level.");

    public static Diagnostic OfferNeeded(SourcePosition at) => New(
        "PAR057", at, "level 2 asks the person, and the question is missing.", "Add 'offer: {vi: ..., en: ...}' to 'open'.");

    public static Diagnostic TermForm(SourcePosition at, int units) => New(
        "PAR058", at, $"a term has one unit, and here are {units}.", "Write one of workingDays, workingHours, workingMinutes and calendarDays.");

    public static Diagnostic TermLength(SourcePosition at, int amount, int longest) => New(
        "PAR058", at, $"a term cannot be {amount} long.", $"Write a number from 0 to {longest}.");

    public static Diagnostic OpenHole(SourcePosition at) => New(
        "PAR059", at, "this brace opens a hole that is never closed.", "Close it with '}', or write '{{' for a brace that is text.");

    public static Diagnostic StrayBrace(SourcePosition at) => New(
        "PAR059", at, "this brace closes a hole that was never opened.", "Remove it, or write '}}' for a brace that is text.");

    public static Diagnostic EmptyHole(SourcePosition at) => New(
        "PAR059", at, "this hole is empty.", "Write an expression between the braces.");

    public static Diagnostic TwoBraces(SourcePosition at, string written) => New(
        "PAR059", at, $"two braces are the sign for one that is text, so '{written}' would be printed as it stands.", $"Write one brace: {{{written}}}.");

    public static Diagnostic DollarBeforeHole(SourcePosition at, string written) => New(
        "PAR059", at, "the '$' before this hole would be printed.", $"Remove it: {written}.");

    public static Diagnostic WholeRecord(SourcePosition at, string entity, string mend) => New(
        "PAR074", at, $"this hole would print a whole record ('{entity}'), with all that is known of it.", mend);

    public static Diagnostic ListOfRecords(SourcePosition at, string entity, string mend) => New(
        "PAR074", at, $"this hole would print a list of whole records ('{entity}'), with all that is known of them.", mend);

    public static Diagnostic WholeContext(SourcePosition at, string mend) => New(
        "PAR074", at, "this hole would print a context with all its names.", mend);

    public static Diagnostic Repealed(SourcePosition at, string procedure, string? replacedBy) => New(
        "PAR060",
        at,
        $"the procedure '{procedure}' is no longer in use.",
        replacedBy is null ? "Name one that is in use, or end the rule with 'until'." : $"Name '{replacedBy}', which took its place, or end the rule with 'until'.");

    public static Diagnostic NotYetAProcedure(SourcePosition at, string procedure, string from, string inForce) => New(
        "PAR060", at, $"the procedure '{procedure}' is in use from {from}, and the rule in force from {inForce}.", "Begin the rule with the procedure.");

    public static Diagnostic ParameterNotSet(SourcePosition at, string parameter, string inForce, string? first) => New(
        "PAR061",
        at,
        $"'param.{parameter}' has no value on {inForce}, when the rule comes into force.",
        first is null ? "Add its value to parameters.yaml." : $"Its first value is from {first}; add the one before, or begin the rule later.") with
    { Missing = first is null ? parameter : null };

    public static Diagnostic NameTaken(SourcePosition at, string name) => New(
        "PAR062", at, $"the name '{name}' has a meaning already.", "Choose another name.");

    public static Diagnostic StandsBelow(SourcePosition at, string name, int line) => New(
        "PAR062", at, $"'{name}' stands below, in line {line}, and an expression may use only the names above it.", $"Move '{name}' up, above this line.");

    public static Diagnostic LetsNeedOneAnother(SourcePosition at, string name, string other) => New(
        "PAR062",
        at,
        name == other ? $"'{name}' is worked out from itself." : $"'{name}' and '{other}' need one another, so neither can be worked out.",
        name == other ? "Write it without its own name." : $"Write '{name}' without '{other}'.");

    public static Diagnostic BadLetName(SourcePosition at, string name) => New(
        "PAR062", at, $"'{name}' cannot be a name in expressions.", "Write letters and digits that are no word of expressions, such as 'ageToday'.");

    public static Diagnostic NoLaw(SourcePosition at) => New(
        "PAR063", at, "the rule stands on no law.", "Add at least one entry to 'law', with 'ref', 'says', 'source' and 'checked'.");

    public static Diagnostic VersionsDiffer(SourcePosition at, string key) => New(
        "PAR064", at, $"'{key}' is not the same as in the version before.", "Write the same in every version, or make a new rule.");

    public static Diagnostic UncitedLaw(SourcePosition at, string written, string? nearest) => New(
        "PAR065",
        at,
        $"'{written}' is not the ref of a law entry of this rule.",
        nearest is null ? "Add it to 'law'." : $"Did you mean '{nearest}'?");

    public static Diagnostic LawInOneLanguage(SourcePosition at, string key, string written) => New(
        "PAR068",
        at,
        $"'{key}' of a law entry is here in one language, and its readers have two.",
        $"Write {key}: {{vi: \"...\", en: \"{Shortened(written)}\"}}.");

    public static Diagnostic FirstVersion(SourcePosition at, int number) => New(
        "PAR069", at, $"the first version of a rule is 1, and here is {number}.", "Write 1, and number the later ones upwards from it.");

    public static Diagnostic TooFewExamples(SourcePosition at, int number, int fewest) => New(
        "PAR070",
        at,
        $"the rule has {(number == 1 ? "1 example" : $"{number} examples")}; at least {fewest} show that it does what the law says.",
        "Add the plain case, the day before and the day of each boundary, nothing on record, a silent registry, and the old law.");

    public static Diagnostic AsksNothing(SourcePosition at) => New(
        "PAR071", at, "this condition asks about no fact, so it comes out the same for everyone.", "Name a fact in it, such as subject.dateOfBirth, or remove it.");

    public static Diagnostic OnceForEverybody(SourcePosition at) => New(
        "PAR071",
        at,
        "'once' names no fact, so after the first person the rule opens nothing for anybody else.",
        "Name whom or what it is about, such as subject.id.");

    public static Diagnostic Clock(SourcePosition at, string function) => New(
        "PAR072", at, $"{function}() has no value in a rule, which is given its day.", "Write today, without parentheses.");

    public static Diagnostic NoPersonalId(SourcePosition at, string field, string owner, IReadOnlyCollection<string> ids) => New(
        "PAR073",
        at,
        $"who is told is named by a personal id, and '{field}' of {owner} is none.",
        ids.Count == 0 ? "Link the field to its person in the catalogue if it is one." : $"In 'tell' name {string.Join(" or ", ids)}; if this field holds one too, link it to its person in the catalogue.");

    public static Diagnostic TooFar(SourcePosition at, int deepest) => New(
        "PAR066", at, $"this expression follows links more than {deepest} records deep.", "Look for a function that calls itself along a link; write the links out.");

    public static Diagnostic NothingInCommon(SourcePosition at, string first, string second, string field) => New(
        "PAR067", at, $"'{field}' is not the same kind of value in '{first}' and in '{second}'.", "Make a rule for each life event.");

    private static string Shortened(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 37), "...");
}
