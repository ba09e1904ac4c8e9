using static Par.Rules.Diagnostics.YamlTexts;

namespace Par.Rules.Diagnostics;

/// <summary>What is said of examples in rule files: PAR080 to PAR089.</summary>
internal static class ExampleTexts
{
    public static Diagnostic ExampleTwice(SourcePosition at, string name, int firstLine) => New(
        "PAR080", at, $"two examples are named '{name}'; the first is in line {firstLine}.", "Name each after what it shows.");

    public static Diagnostic UnknownCondition(SourcePosition at, string written, string? nearest, IEnumerable<string> ids) => New(
        "PAR081",
        at,
        $"the rule has no condition '{written}'.",
        nearest is null ? $"Its conditions are {string.Join(", ", ids)}." : $"Did you mean '{nearest}'?");

    public static Diagnostic BadFactName(SourcePosition at, string written) => New(
        "PAR082", at, $"'{written}' is not the name of a fact.", "Write the entity, a dot and the field or link, such as Person.insurances.");

    public static Diagnostic NoEntity(SourcePosition at, string written, IReadOnlyList<string> owners) => New(
        "PAR082", at, $"the entity is missing before '{written}'.", $"Write {string.Join(" or ", owners.Take(5))}.");

    public static Diagnostic NotImprecise(SourcePosition at, string field) => New(
        "PAR084",
        at,
        $"'{field}' is neither a day nor a year or month.",
        $"Write {field}: 1951-03-02; where only the year or the month is recorded, {field}: {{year: 1951}} or {field}: {{year: 1951, month: 3}}.");

    public static Diagnostic AlwaysPrecise(SourcePosition at, string fact) => New(
        "PAR085",
        at,
        $"'{fact}' is always recorded to the day: its entry in the catalogue names no column 'precision'.",
        "Write a day, such as 1951-03-02.");

    public static Diagnostic OnlyWhenDue(SourcePosition at, string key) => New(
        "PAR083", at, $"'{key}' is expected, but the example does not expect the rule to be due.", "Remove it, or write 'due: true'.");
}
