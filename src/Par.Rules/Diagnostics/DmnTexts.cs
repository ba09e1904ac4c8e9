namespace Par.Rules.Diagnostics;

/// <summary>The words for what is wrong with a DMN model: its file and structure (PAR31x, PAR32x), and what came up while deciding (PAR34x).</summary>
internal static class DmnTexts
{
    public static Diagnostic NotXml(SourcePosition at, string reason) => Of("PAR310", at,
        $"the file is not well-formed XML: {reason.TrimEnd('.')}.", "Save the model again with the tool that made it.");

    public static Diagnostic RawSign(SourcePosition at, char sign, string written) => Of("PAR310", at,
        $"the file is not well-formed XML: '{sign}' begins something else here.", $"Write '{sign}' in a text as {written}.");

    public static Diagnostic Empty(SourcePosition at) => Of("PAR310", at,
        "the file is empty.", "Save the model into it again.");

    public static Diagnostic NoMarkup(SourcePosition at, string start) => Of("PAR310", at,
        $"the file is no XML: it begins with '{start}'.", "Give a model as a modelling tool saves it, which begins with '<'.");

    public static Diagnostic OtherEncoding(SourcePosition at) => Of("PAR309", at,
        "the file is not in UTF-8: some of its characters cannot be read.", "Save it again in UTF-8.");

    public static Diagnostic HasDtd(SourcePosition at) => Of("PAR311", at,
        "the file has a DOCTYPE, which a model never needs and which may reach outside.", "Remove the DOCTYPE.");

    public static Diagnostic TooLarge(SourcePosition at, int limit) => Of("PAR312", at,
        "the file is too large.", $"Split it into models of at most {limit / 1_000_000} million characters that import one another.");

    public static Diagnostic TooDeep(SourcePosition at) => Of("PAR313", at,
        "the elements are nested too deeply.", "Split the expression into several decisions.");

    public static Diagnostic NotDmn(SourcePosition at, string root, string language, string newest) => Of("PAR314", at,
        $"this is no DMN model of version 1.1 to 1.5: it begins with '{root}' of '{language}'.", $"Save it as DMN 1.5, which begins with <definitions xmlns=\"{newest}\">.");

    public static Diagnostic MissingAttribute(SourcePosition at, string element, string attribute) => Of("PAR315", at,
        $"this {element} has no {attribute}.", $"Give it {A(attribute)}.");

    public static Diagnostic MissingPart(SourcePosition at, string element, string part) => Of("PAR316", at,
        $"this {element} has no {part}.", $"Give it {A(part)}.");

    public static Diagnostic UnknownElement(SourcePosition at, string written, string nearest) => Of("PAR338", at,
        $"DMN has no element '{written}', so it would be passed over.", nearest, "");

    public static Diagnostic UnknownAttribute(SourcePosition at, string element, string written, string nearest) => Of("PAR338", at,
        $"a DMN {element} has no attribute '{written}', so it would be passed over.", nearest, "");

    public static Diagnostic NoText(SourcePosition at) => Of("PAR338", at,
        "this inputEntry has no text, so it would hold for every value.", "Put what it tests between <text> and </text>, or '-' for every value.");

    public static Diagnostic Twice(SourcePosition at, string kind, string name) => Of("PAR317", at,
        $"there are two {kind} '{name}'.", "Rename or remove one of them.");

    public static Diagnostic UnknownType(SourcePosition at, string written, string? nearest) => Of("PAR318", at,
        $"there is no type '{written}'.", nearest, "Define it with an itemDefinition, or use number, string, boolean, date, time, date and time, days and time duration, years and months duration or Any.");

    public static Diagnostic TypeOfItself(SourcePosition at, string name) => Of("PAR319", at,
        $"the type '{name}' is defined by itself.", "Give it another typeRef.");

    public static Diagnostic UnknownReference(SourcePosition at, string wanted, string href, string? nearest) => Of("PAR320", at,
        $"'{href}' leads to no {wanted}.", nearest, "Point it at an element of this model, or of one that is imported.");

    public static Diagnostic MissingImport(SourcePosition at, string name, string space) => Of("PAR321", at,
        $"the imported model '{name}' is not at hand: no file has the namespace '{space}'.", "Put its file beside this one, or remove the import.");

    public static Diagnostic ImportCycle(SourcePosition at, string name) => Of("PAR322", at,
        $"the import '{name}' leads back to this model.", "Move what both need into a third model.");

    public static Diagnostic RequirementCycle(SourcePosition at, IEnumerable<string> names) => Of("PAR323", at,
        $"a decision needs itself: {string.Join(" -> ", names)}.", "Remove one of these requirements.");

    public static Diagnostic UnknownHitPolicy(SourcePosition at, string written) => Of("PAR324", at,
        $"there is no hit policy '{written}'.", "Use UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT.");

    public static Diagnostic UnknownAggregation(SourcePosition at, string written) => Of("PAR325", at,
        $"there is no aggregation '{written}'.", "Use SUM, COUNT, MIN or MAX.");

    public static Diagnostic AggregatesOne(SourcePosition at, string aggregation, string policy) => Of("PAR336", at,
        $"the aggregation {aggregation} stands beside the hit policy {policy}, which never aggregates.", "Make the hit policy COLLECT, or remove the aggregation.");

    public static Diagnostic AggregatesMany(SourcePosition at, string aggregation, int outputs) => Of("PAR336", at,
        $"the aggregation {aggregation} cannot put {outputs} output columns together.", "Make a table of its own for each output, or remove the aggregation.");

    public static Diagnostic BuiltInType(SourcePosition at, string name) => Of("PAR337", at,
        $"'{name}' is a type that FEEL has itself.", "Give the itemDefinition another name.");

    public static Diagnostic WrongCellCount(SourcePosition at, string rule, string kind, int wanted, int given) => Of("PAR326", at,
        $"{rule} has {given} {(given == 1 ? kind : kind + "s")}, and the table has {(wanted == 1 ? "1 column" : $"{wanted} columns")} for them.", "Give the rule one cell for each column.");

    public static Diagnostic OtherLanguage(SourcePosition at, string language) => Of("PAR327", at,
        $"this is written in '{language}', which is never run here.", "Write it in FEEL.");

    public static Diagnostic LongChain(SourcePosition at, string name, int limit) => Of("PAR328", at,
        $"'{name}' needs others along a chain of more than {limit}.", "Put several of them into one decision with a context.");

    public static Diagnostic ManyImports(SourcePosition at, string name, string space, IEnumerable<string> files) => Of("PAR329", at,
        $"the import '{name}' may be any of {string.Join(", ", files)}: all of them have the namespace '{space}'.", "Give each model a namespace of its own.");

    public static Diagnostic WrongValue(SourcePosition at, string what, string type, string value) => Of("PAR340", at,
        $"{what} should be a {type}, and is {value}.", "Correct the value or the type.");

    public static Diagnostic ManyRules(SourcePosition at, IEnumerable<int> rules) => Of("PAR341", at,
        $"rules {string.Join(", ", rules)} hold at once, and the hit policy allows one.", "Narrow the rules, or choose another hit policy.");

    public static Diagnostic NotInput(SourcePosition at, string cell, string value) => Of("PAR342", at,
        $"{cell} is {value}, which is none of its allowed values.", "Correct the value, or allow it.");

    public static Diagnostic NothingToAggregate(SourcePosition at, string aggregation) => Of("PAR343", at,
        $"the outputs cannot be put together by {aggregation}.", "Give numbers, or values that have an order, in one output column.");

    private static string A(string what) => what[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? $"an {what}" : $"a {what}";

    private static Diagnostic Of(string code, SourcePosition at, string problem, string mend) => Of(code, at, problem, null, mend);

    private static Diagnostic Of(string code, SourcePosition at, string problem, string? nearest, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = nearest is null ? mend : $"Did you mean '{nearest}'?" };
}
