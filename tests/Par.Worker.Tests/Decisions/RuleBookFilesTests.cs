using Par.Worker.Decisions;

namespace Par.Worker.Tests.Decisions;

public sealed class RuleBookFilesTests
{
    [Fact]
    public void The_repositorys_own_book_loads() =>
        Assert.NotEmpty(RuleBookFiles.Load(Path.Combine(Repository.Root, "rules")).Rules);

    [Fact]
    public void A_book_with_problems_does_not_load_and_lists_every_one_of_them()
    {
        using var rules = new CopiedRules(
            ("birth/permanent-residence.rule.yaml", "if: home != null", "if: hom != null"),
            ("identity/card-at-14.rule.yaml", "lawDate: event.onDate", "lawDat: event.onDate"));

        var refused = Assert.Throws<BrokenRuleBookException>(() => RuleBookFiles.Load(rules.Folder));

        Assert.Contains(refused.Diagnostics, problem => problem.At.File == "birth/permanent-residence.rule.yaml");
        Assert.Contains(refused.Diagnostics, problem => problem.At.File == "identity/card-at-14.rule.yaml");
        var lines = refused.Message.Split(Environment.NewLine);
        Assert.Equal(refused.Diagnostics.Select(problem => problem.ToString()), lines[..^1]);
        Assert.Equal(
            $"The rule book in '{rules.Folder}' has {refused.Diagnostics.Count} problems: mend what is listed above. A book with one bad rule does not load.",
            lines[^1]);
    }

    [Fact]
    public void A_model_belongs_to_the_book_wherever_it_lies()
    {
        using var rules = new CopiedRules();
        var hash = RuleBookFiles.Load(rules.Folder).Hash;
        var model = Path.Combine(rules.Folder, "birth", "fees.dmn");

        File.WriteAllText(model, "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"fees\" namespace=\"fees\"/>");
        Assert.NotEqual(hash, RuleBookFiles.Load(rules.Folder).Hash);

        File.WriteAllText(model, "<definitions/>");
        Assert.Equal("birth/fees.dmn", Assert.Single(RuleBookFiles.Read(rules.Folder).Diagnostics).At.File);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_with_the_mend()
    {
        var refused = Assert.Throws<RuleFolderMissingException>(() => RuleBookFiles.Load("no-such-rules"));

        Assert.Equal(
            "There is no folder of rules at 'no-such-rules': set Rules:Folder to the folder that holds catalogue/ and the rule files.",
            refused.Message);
    }
}
