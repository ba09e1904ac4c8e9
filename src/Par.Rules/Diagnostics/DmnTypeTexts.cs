namespace Par.Rules.Diagnostics;

/// <summary>The words for names and types that do not go together in a DMN model (PAR35x).</summary>
internal static class DmnTypeTexts
{
    public static Diagnostic WrongType(SourcePosition at, string place, string given, string wanted) => Of("PAR350", at,
        $"{place}: this gives a {given}, and a {wanted} is declared.", "Correct the expression or the typeRef.");

    public static Diagnostic WrongValue(SourcePosition at, string place, string value, string wanted) => Of("PAR350", at,
        $"{place}: {value} is no {wanted}.", "Correct the value or the typeRef.");

    public static Diagnostic ManyAnswers(SourcePosition at, string place, string wanted) => Of("PAR350", at,
        $"{place}: the hit policy gives a list of all answers, and a {wanted} is declared.", "Make the hit policy UNIQUE, give it an aggregation, or declare a list.");

    public static Diagnostic NotACondition(SourcePosition at, string place, string given) => Of("PAR350", at,
        $"{place}: a condition belongs here, and this gives a {given}.", "Compare it with something, for example with '= true'.");

    public static Diagnostic NotAllowed(SourcePosition at, string place, string value, string type, string allowed) => Of("PAR351", at,
        $"{place}: {value} is none of the values that {type} allows ({allowed}).", "Correct the value, or allow it.");

    public static Diagnostic MissingEntry(SourcePosition at, string place, string type, string entry) => Of("PAR352", at,
        $"{place}: this context has no '{entry}', which {type} declares.", "Add it; its value may be null.");

    public static Diagnostic NotRequired(SourcePosition at, string place, string owner, string name, string requirement) => Of("PAR353", at,
        $"{place}: the {owner} needs '{name}', but has no {requirement} to it.", $"Add the {requirement}.");

    public static Diagnostic NotAParameter(SourcePosition at, string place, string owner, string name) => Of("PAR353", at,
        $"{place}: the {owner} needs '{name}', but has no parameter of this name.", "Give it one, and let those who call it hand the value over.");

    public static Diagnostic UnknownArgument(SourcePosition at, string place, string function, string name, string? nearest) => Of("PAR354", at,
        $"{place}: '{function}' has no parameter '{name}'.", nearest is null ? "Remove the binding, or add the parameter." : $"Did you mean '{nearest}'?");

    public static Diagnostic MissingArgument(SourcePosition at, string place, string function, string name) => Of("PAR355", at,
        $"{place}: the call of '{function}' gives nothing for '{name}'.", "Bind it; its value may be null.");

    public static Diagnostic NoLogic(SourcePosition at, string place) => Of("PAR356", at,
        $"{place} has no logic, so it always gives null.", "Give it an expression, or make it an input.");

    public static Diagnostic NoRules(SourcePosition at, string place) => Of("PAR357", at,
        $"{place}: the table has no rules.", "Add rules, or remove it.");

    /// <summary>The same finding with the place in the model in front, and with mends that hold for models.</summary>
    public static Diagnostic Placed(Diagnostic found, string place) => found with
    {
        Problem = $"{place}: {found.Problem}",
        Mend = found.Mend switch
        {
            FeelTypeTexts.NameVariable => "Name something that is required here, or put a text between double quotes.",
            FeelTypeTexts.UseField => "Use a name that its type has.",
            _ => found.Mend,
        },
    };

    private static Diagnostic Of(string code, SourcePosition at, string problem, string mend) =>
        new() { Code = code, At = at, Problem = problem, Mend = mend };
}
