using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Examples;

namespace Par.Rules.Tests.Shipped;

/// <summary>The examples beside each shipped rule show all that the rule can say.</summary>
public sealed class ShippedExamplesTests
{
    private static readonly Lazy<ILookup<(string Rule, int? Version), ConditionExplanation>> Once = new(() =>
        ExampleRunner.Run(ShippedRules.Book)
            .SelectMany(result => result.Finding.Explanation.Conditions.Select(condition => (result.Finding.Explanation, condition)))
            .ToLookup(said => (said.Explanation.Rule, said.Explanation.Version), said => said.condition));

    public static TheoryData<string, int> Versions =>
        [.. ShippedRules.Book.Rules.SelectMany(rule => rule.Versions.Select(version => (rule.Id, version.Number)))];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_version_has_at_least_eight_examples(string rule, int version) =>
        Assert.InRange(Version(rule, version).Examples.Count, 8, int.MaxValue);

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_condition_is_seen_met_and_unmet(string rule, int version) =>
        Assert.Equal(
            "",
            Lines(
                from condition in Version(rule, version).Conditions
                from outcome in new[] { ConditionOutcome.Met, ConditionOutcome.Unmet }
                where !Seen(rule, version, condition.Id, outcome)
                select $"{condition.Id} is never {outcome}"));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_sentence_about_a_silent_registry_is_seen(string rule, int version) =>
        Assert.Equal(
            "",
            Lines(
                from condition in Version(rule, version).Conditions
                where condition.Unknown is not null && !Seen(rule, version, condition.Id, ConditionOutcome.Unknown)
                select $"{condition.Id} is never unknown"));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_registry_that_conditions_ask_is_seen_silent(string rule, int version)
    {
        var asked = FactPlan.Union(Version(rule, version).Conditions.Select(condition => condition.Facts));
        var silent = Once.Value[(rule, version)].SelectMany(condition => condition.Missing).Select(missing => missing.Registry).ToHashSet();

        Assert.Equal("", Lines(Registries(asked.Event).Concat(Registries(asked.Subject)).Distinct().Where(registry => !silent.Contains(registry))));
    }

    private static RuleVersion Version(string rule, int version) =>
        ShippedRules.Book.Rule(rule)!.Versions.Single(known => known.Number == version);

    private static bool Seen(string rule, int version, string condition, ConditionOutcome outcome) =>
        Once.Value[(rule, version)].Any(said => said.Id == condition && said.Outcome == outcome);

    private static IEnumerable<string> Registries(FactNode node) =>
    [
        .. node is { Entity: { } entity, FieldNames.Count: > 0 } ? [entity.Registry.Id] : Array.Empty<string>(),
        .. node.Links.Select(link => link.Link.Target.Registry.Id),
        .. node.Links.SelectMany(link => Registries(link.Node)),
    ];

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
