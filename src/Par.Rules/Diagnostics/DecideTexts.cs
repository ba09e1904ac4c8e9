namespace Par.Rules.Diagnostics;

/// <summary>The words for what is wrong with a call of <c>decide</c>, which asks a DMN model (PAR37x).</summary>
internal static class DecideTexts
{
    public static Diagnostic UnknownModel(SourcePosition at, string written, string? nearest) => Of("PAR370", at,
        $"the rule book has no file '{written}'.", nearest, "Put the model under the rules, in a file that ends in .dmn, and write the file's name.");

    public static Diagnostic ManyModels(SourcePosition at, string written, IReadOnlyList<string> paths) => Of("PAR371", at,
        $"'{written}' may be any of {Listed(paths)}.", null, "Write more of the path, or give one of the files another name.");

    public static Diagnostic NotWrittenOut(SourcePosition at, string what) => Of("PAR372", at,
        $"decide() takes the name of a {what} here, and this is none that is written out.", null, "Write the name between double quotes, so that it can be looked up before the rule runs.");

    public static Diagnostic BareFile(SourcePosition at, string file) => Of("PAR372", at,
        $"the name of the file {file} stands without quotes.", null, $"Write \"{file}\".");

    public static Diagnostic UnknownDecision(SourcePosition at, string file, string written, string? nearest, IReadOnlyList<string> known) => Of("PAR373", at,
        $"{file} has no decision or decision service '{written}'.", nearest, known.Count == 0 ? "Add it to the model." : $"It has {Listed(known)}.");

    public static Diagnostic WhichDecision(SourcePosition at, string file, IReadOnlyList<string> decisions) => Of("PAR374", at,
        decisions.Count == 0 ? $"{file} has no decision." : $"{file} has several decisions that no other needs, {Listed(decisions)}, and none is named.",
        null,
        decisions.Count == 0 ? "Add one to the model." : $"Name one after the file, such as \"{decisions[0]}\".");

    public static Diagnostic NotAContext(SourcePosition at, string given, IReadOnlyList<string> inputs) => Of("PAR375", at,
        $"decide() takes the inputs as a context that is written out, and this is a {given}.", null, $"Write {{{string.Join(", ", inputs.Select(input => $"{input}: ..."))}}}.");

    public static Diagnostic MissingInput(SourcePosition at, string decision, string input) => Of("PAR376", at,
        $"'{decision}' needs the input '{input}', which is not given.", null, $"Add '{input}: ...' to the context; write null where there is no value.");

    public static Diagnostic UnknownInput(SourcePosition at, string decision, string written, string? nearest, IReadOnlyList<string> inputs) => Of("PAR377", at,
        $"'{decision}' takes no input '{written}'.", nearest, (inputs.Count == 0 ? "It takes none: remove it, " : $"Write one of those that it takes ({Listed(inputs)}), ") + "or give the decision an informationRequirement for it.");

    public static Diagnostic WrongInput(SourcePosition at, string input, string wanted, string given) => Of("PAR378", at,
        $"the input '{input}' is declared as {wanted}, and this is a {given}.", null, "Give it a value of that type.");

    public static Diagnostic MissingField(SourcePosition at, string input, string field) => Of("PAR378", at,
        $"the input '{input}' is declared with '{field}', which is not given.", null, $"Give it '{field}' as well.");

    public static Diagnostic NotAllowed(SourcePosition at, string input, string allowed, string value, string? nearest) => Of("PAR379", at,
        $"the input '{input}' allows {allowed}, and this is {value}.", nearest, "Write an allowed value, or allow this one in the model.");

    public static Diagnostic WholeRecord(SourcePosition at, string input, string shape) => Of("PAR380", at,
        $"a whole {shape} is handed to the input '{input}', of which the model does not declare what it reads.",
        null,
        "Give the input a type with the fields it needs, or hand those over one by one: registries are asked for nothing else.");

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static Diagnostic Of(string code, SourcePosition at, string problem, string? nearest, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = nearest is null ? mend : $"Did you mean '{nearest}'?" };
}
