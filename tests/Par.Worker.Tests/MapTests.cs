using System.Text.RegularExpressions;

namespace Par.Worker.Tests;

/// <summary>Keeps the tables of folders true: every folder has a row, and uses only the rows above it.</summary>
public sealed partial class MapTests
{
    public static TheoryData<string> Projects => ["src/Par.Rules", "src/Par.Worker"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_has_its_row(string project) =>
        Complaints.None(Folders(project).Except(Rows(project))
            .Select(folder => $"{project}/{folder} has no row in {project}/README.md: add it where the story needs it, below what it uses."));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_row_has_its_folder(string project) =>
        Complaints.None(Rows(project).Except(Folders(project))
            .Select(folder => $"{project}/README.md has a row for {folder}, and there is no such folder: remove the row, or add the folder."));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_uses_a_row_below_its_own(string project) =>
        Complaints.None(
            from path in Repository.SourcesOf(project)
            where path.Contains('/', StringComparison.Ordinal)
            from complaint in Downward(path, Repository.Read($"{project}/{path}"), Path.GetFileName(project), Rows(project))
            select complaint);

    [Fact]
    public void A_folder_that_reaches_downwards_is_named_with_the_mend() =>
        Assert.Equal(
            ["Intake/Inbox.cs uses Par.Worker.Queues, a row below Intake: turn the call round, or move the row."],
            Downward(
                "Intake/Inbox.cs",
                "using Par.Worker.Storage; using Par.Worker.Queues; using Par.Rules.Feel; var same = Par.Worker.Queues.Item.None;",
                "Par.Worker",
                ["Storage", "Intake", "Queues"]));

    private static IEnumerable<string> Downward(string path, string text, string rootNamespace, IReadOnlyList<string> rows)
    {
        var folder = path.Split('/')[0];
        return from used in Mentions().Matches(text).Where(name => name.Groups["root"].Value == rootNamespace)
                   .Select(name => name.Groups["folder"].Value).Distinct()
               where rows.Contains(used) && rows.Contains(folder) && rows.ToList().IndexOf(used) > rows.ToList().IndexOf(folder)
               select $"{path} uses {rootNamespace}.{used}, a row below {folder}: turn the call round, or move the row.";
    }

    private static IReadOnlyList<string> Rows(string project) =>
        [.. Row().Matches(Repository.Read($"{project}/README.md")).Select(row => row.Groups["folder"].Value)];

    private static IEnumerable<string> Folders(string project) =>
        Repository.SourcesOf(project).Where(path => path.Contains('/', StringComparison.Ordinal))
            .Select(path => path.Split('/')[0]).Except(["bin", "obj"]).Distinct();

    [GeneratedRegex(@"^\| `(?<folder>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(?<root>Par\.(Rules|Worker))\.(?<folder>\w+)")]
    private static partial Regex Mentions();
}
