using System.Text;
using Par.Rules.Books;
using Par.Rules.Examples;

namespace Par.Rules.Tests.Shipped;

public sealed class ShippedRulesTests
{
    public static TheoryData<string> Rules => [.. ShippedRules.Book.Rules.Select(rule => rule.Id)];

    [Fact]
    public void The_shipped_rules_load_without_a_diagnostic() =>
        Assert.Equal("", string.Join(Environment.NewLine, ShippedRules.Reading.Diagnostics));

    [Fact]
    public void Every_shipped_example_comes_out_as_its_author_wrote() =>
        Assert.Equal("", string.Join(Environment.NewLine, ExampleRunner.Run(ShippedRules.Book).Where(result => !result.Passed)));

    [Fact]
    public void The_five_rules_of_the_first_delivery_are_there() =>
        Assert.Subset(
            ShippedRules.Book.Rules.Select(rule => rule.Id).ToHashSet(),
            new HashSet<string> { "residence.newborn", "health-insurance.child-under-6", "death.linked", "social-pension.at-75", "identity-card.at-14" });

    [Fact]
    public void The_readme_lists_every_rule_file()
    {
        var readme = File.ReadAllText(Path.Combine(ShippedRules.Folder, "README.md"));

        Assert.Equal([], ShippedRules.Book.Rules.Select(rule => rule.File.Replace(".rule.yaml", "", StringComparison.Ordinal)).Where(file => !readme.Contains($"`{file}`", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_shows_each_answer_in_at_least_six_examples(string rule)
    {
        var examples = ShippedRules.Book.Rule(rule)!.Versions.SelectMany(version => version.Examples).ToList();

        Assert.True(examples.Count >= 6);
        Assert.Equal(
            [ExpectedAnswer.Due, ExpectedAnswer.NotDue, ExpectedAnswer.Undecided, ExpectedAnswer.NotInForce],
            examples.Select(example => example.Expect.Answer).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void An_example_shows_every_condition_deciding(string rule)
    {
        var version = ShippedRules.Book.Rule(rule)!.Versions[^1];
        var shown = version.Examples.SelectMany(example => example.Expect.Because ?? []).ToHashSet();

        Assert.Equal([], version.Conditions.Select(condition => condition.Id).Where(id => !shown.Contains(id)));
    }

    [Fact]
    public void Sentences_for_people_are_whole_and_name_no_area_by_its_id()
    {
        var ids = ShippedRules.Book.Catalogue.Areas.Keys.Where(id => id.Contains('-', StringComparison.Ordinal)).ToList();
        var sentences = ExampleRunner.Run(ShippedRules.Book)
            .SelectMany(result => result.Finding.Explanation.Conditions)
            .SelectMany(condition => new[] { condition.Sentence.Vi, condition.Sentence.En })
            .Distinct()
            .ToList();

        Assert.NotEmpty(sentences);
        Assert.All(sentences, sentence =>
        {
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.True(sentence.IsNormalized(NormalizationForm.FormC));
            Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain(ids, id => sentence.Contains(id, StringComparison.Ordinal));
        });
    }
}
