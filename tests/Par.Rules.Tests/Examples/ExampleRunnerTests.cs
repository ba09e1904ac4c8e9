using Par.Rules.Books;
using Par.Rules.Examples;

namespace Par.Rules.Tests.Examples;

public class ExampleRunnerTests
{
    [Fact]
    public void The_rules_of_this_repository_load_and_their_examples_pass()
    {
        var book = RuleFolder.Book(RuleFolder.Read(Path.Combine(RuleFolder.Repository, "rules")));

        var failed = ExampleRunner.Run(book).Where(result => !result.Passed);

        Assert.Equal("", string.Join('\n', failed));
    }

    [Fact]
    public void Each_rule_of_this_repository_has_six_examples_and_among_them_both_answers()
    {
        var book = RuleFolder.Book(RuleFolder.Read(Path.Combine(RuleFolder.Repository, "rules")));

        Assert.NotEmpty(book.Rules);
        foreach (var rule in book.Rules)
        {
            var answers = rule.Versions.SelectMany(version => version.Examples).Select(example => example.Expect.Answer).ToList();
            Assert.True(answers.Count >= 6, $"{rule.Id} has {answers.Count} examples.");
            Assert.Contains(ExpectedAnswer.Due, answers);
            Assert.Contains(ExpectedAnswer.NotDue, answers);
        }
    }

    [Fact]
    public void The_examples_of_the_good_files_pass()
    {
        var results = ExampleRunner.Run(RuleFolder.Book(RuleFolder.Good()));

        Assert.Equal("", string.Join('\n', results.Where(result => !result.Passed)));
        Assert.Equal(16, results.Count);
    }
}
