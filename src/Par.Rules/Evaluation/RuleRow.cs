using Par.Rules.Books;

namespace Par.Rules.Evaluation;

/// <summary>A rule on a <see cref="Feel.Machine.Sheet"/>: what stands in its verdict.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="PlacesInRule">The places of its conditions among all of the rule, eight bits for each.</param>
/// <param name="Opening">Which opening it has; rules that open alike share one.</param>
/// <param name="Place">Its place among all rules of the life event.</param>
internal readonly record struct RuleRow(RuleVersion Version, ulong PlacesInRule, int Opening, int Place);
