using Par.Worker.Decisions;

namespace Par.Worker.Tests.Cli;

/// <summary>What authors of rules see.</summary>
public sealed class RulesVerbTests
{
    [Fact]
    public async Task The_rules_of_this_repository_have_no_problems()
    {
        var (code, said, _) = await WorkerProcess.Run(Repository.Root, null, "rules", "check");

        Assert.Equal(0, code);
        Assert.Matches(@"^\d+ files read in 'rules', no problems: \d+ rules with \d+ examples\.$", said);
    }

    [Fact]
    public async Task Where_there_are_no_rules_those_of_the_repository_are_read()
    {
        var (code, said, _) = await WorkerProcess.Run("/", null, "rules", "check");

        Assert.Equal(0, code);
        Assert.Contains("files read in '", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no option '--folder' of 'rules check'.", "--folder", "rules")]
    [InlineData("There is no option '--nonsense' of 'rules check'.", "--nonsense")]
    public async Task An_option_that_does_not_exist_is_named_and_the_folder_explained(string said, params string[] words)
    {
        var (code, _, error) = await WorkerProcess.Run(Repository.Root, null, ["rules", "check", .. words]);

        Assert.Equal(2, code);
        Assert.Equal(said + "\nIt takes no options. The folder is written by itself, as 'check FOLDER'.", error);
    }

    [Fact]
    public async Task Every_problem_is_a_line_with_its_place_and_its_mend()
    {
        using var copy = new RulesCopy();
        copy.Change("birth/permanent-residence.rule.yaml", text => text.Replace("subject.", "subjekt.", StringComparison.Ordinal));
        copy.Change("old-age/social-pension.rule.yaml", text => text.Replace("lawDate:", "lawDay:", StringComparison.Ordinal));

        var (code, said, _) = await WorkerProcess.Run(copy.Folder, null, "rules", "check");

        var lines = said.Split('\n');
        Assert.Equal(1, code);
        Assert.All(lines[..^1], line => Assert.Matches(@"^rules/[a-z-]+/[a-z-]+\.rule\.yaml:\d+:\d+: error PAR\d{3}: .+\. ?.*$", line));
        Assert.Contains(lines, line => line.StartsWith("rules/birth/permanent-residence.rule.yaml:", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("rules/old-age/social-pension.rule.yaml:", StringComparison.Ordinal) && line.Contains("'lawDate'", StringComparison.Ordinal));
        Assert.Matches(@"^\d+ problems in 2 files; \d+ files read in 'rules'\.$", lines[^1]);
    }

    [Fact]
    public async Task A_file_with_the_other_ending_of_yaml_is_read_here_as_it_is_by_the_service()
    {
        using var copy = new RulesCopy();
        File.WriteAllText(Path.Combine(copy.Folder, "rules", "birth", "card.rule.yml"), "rule: birth.card");

        var (code, said, _) = await WorkerProcess.Run(copy.Folder, null, "rules", "check");

        Assert.Equal(1, code);
        Assert.StartsWith("rules/birth/card.rule.yml:1:1: error PAR", said, StringComparison.Ordinal);
        Assert.Matches(@"\n1 problem in 1 file; \d+ files read in 'rules'\.$", said);
    }

    [Fact]
    public async Task Examples_say_why_each_finding_came_out()
    {
        var (code, said, _) = await WorkerProcess.Run(Repository.Root, null, "rules", "examples", "--verbose", "--rule", "social-pension.at-75");

        Assert.Equal(0, code);
        Assert.Contains("passed social-pension.at-75: ", said, StringComparison.Ordinal);
        Assert.Matches("\n  (met|unmet|unknown) +[a-z-]+: ", said);
        Assert.Matches(@"\n\d+ examples in 'rules': \d+ passed, 0 failed\.$", said);
    }

    [Fact]
    public async Task An_example_that_came_out_otherwise_fails_and_says_why()
    {
        using var copy = new RulesCopy();
        copy.Change("old-age/social-pension.rule.yaml", text => text.Replace("{due: true}", "{due: false}", StringComparison.Ordinal));

        var (code, said, _) = await WorkerProcess.Run(copy.Folder, null, "rules", "examples");

        Assert.Equal(1, code);
        Assert.Contains("failed social-pension.at-75: ", said, StringComparison.Ordinal);
        Assert.Matches(@"\n\d+ examples in 'rules': \d+ passed, [1-9]\d* failed\.$", said);
    }

    [Fact]
    public async Task An_unknown_rule_or_folder_is_named()
    {
        var rule = await WorkerProcess.Run(Repository.Root, null, "rules", "examples", "--rule", "social-pension.at-57");
        Assert.Equal((2, "There is no rule 'social-pension.at-57'. Did you mean 'social-pension.at-75'?"), (rule.Code, rule.Error));

        var folder = await WorkerProcess.Run(Repository.Root, null, "rules", "check", "rulez");
        Assert.Equal((1, "There is no folder 'rulez': go to where the rules are, or name their folder."), (folder.Code, folder.Error));
    }

    /// <summary>A copy of the repository's rules that a test may spoil.</summary>
    private sealed class RulesCopy : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("par-rules-");

        public RulesCopy()
        {
            var from = Path.Combine(Repository.Root, "rules");
            foreach (var file in RuleBookFiles.Paths(from))
            {
                var to = Path.Combine(Folder, "rules", Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        public string Folder => folder.FullName;

        public void Change(string file, Func<string, string> change)
        {
            var path = Path.Combine(Folder, "rules", file);
            var text = File.ReadAllText(path);
            Assert.NotEqual(text, change(text));
            File.WriteAllText(path, change(text));
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
