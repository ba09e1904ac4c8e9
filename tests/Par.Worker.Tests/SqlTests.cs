using System.Text.RegularExpressions;

namespace Par.Worker.Tests;

/// <summary>House rules of the .sql files: each says what it does, speaks in lower case, and is read by somebody.</summary>
public sealed partial class SqlTests
{
    private const string Project = "src/Par.Worker";
    private const string Dump = "Storage/schema.sql";

    private static IEnumerable<string> Files =>
        Repository.SourcesOf(Project).Where(path => path.EndsWith(".sql", StringComparison.Ordinal) && path != Dump);

    [Fact]
    public void The_first_line_says_what_the_statement_does() =>
        Complaints.None(Files.Where(path => !SaysWhat().IsMatch(Repository.Read($"{Project}/{path}")))
            .Select(path => $"{path}: begin with a comment of one sentence that says what it does, such as '-- Takes the most pressing item.'"));

    [Fact]
    public void Keywords_are_lower_case() =>
        Complaints.None(
            from path in Files
            let words = UpperCaseWords(Repository.Read($"{Project}/{path}"))
            where words.Count > 0
            select $"{path}: write {string.Join(", ", words)} in lower case.");

    [Theory]
    [InlineData("SELECT 'NOT this' as \"Or That\" -- NOR This", "SELECT")]
    [InlineData("select $$ BEGIN $$; /* NO */ select 1 FROM par.x", "FROM")]
    [InlineData("select id as \"Id\" from par.inbox where kind = @Kind", "")]
    public void Upper_case_is_seen_in_keywords_only(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', UpperCaseWords(text)));

    [Fact]
    public void Every_path_that_is_read_is_a_file()
    {
        Assert.NotEmpty(PathsRead());
        Complaints.None(PathsRead().Except(Files).Select(path => $"Sql.Read(\"{path}\"): there is no such file in {Project}."));
    }

    [Fact]
    public void Every_file_is_read_by_somebody()
    {
        var folders = FoldersRead().Select(folder => folder + "/").ToList();

        Complaints.None(Files.Except(PathsRead()).Where(path => !folders.Exists(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .Select(path => $"{path} is read by nobody: call Sql.Read(\"{path}\"), or remove it."));
    }

    private static IReadOnlyList<string> UpperCaseWords(string text) =>
        [.. UpperCase().Matches(NotCode().Replace(text, " ")).Select(word => word.Value).Distinct()];

    private static IEnumerable<string> PathsRead() => Arguments(ReadPath());

    private static IEnumerable<string> FoldersRead() => Arguments(ReadFolder());

    private static IEnumerable<string> Arguments(Regex call) =>
        Repository.SourcesOf(Project).Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(path => call.Matches(Repository.Read($"{Project}/{path}")))
            .Select(match => match.Groups["path"].Value).Distinct();

    [GeneratedRegex(@"\A-- \S.{15,}\n")]
    private static partial Regex SaysWhat();

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|'[^']*'|""[^""]*""|\$(\w*)\$.*?\$\1\$", RegexOptions.Singleline)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\b[A-Z][A-Z]+\b")]
    private static partial Regex UpperCase();

    [GeneratedRegex(@"Sql\.Read\(""(?<path>[^""]+)""\)")]
    private static partial Regex ReadPath();

    [GeneratedRegex(@"Sql\.Under\(""(?<path>[^""]+)""\)")]
    private static partial Regex ReadFolder();
}
