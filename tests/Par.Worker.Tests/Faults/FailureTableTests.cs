using System.Reflection;
using System.Text.RegularExpressions;

namespace Par.Worker.Tests.Faults;

/// <summary>docs/failures.md promises a test for each failure; this holds it to its word.</summary>
public sealed partial class FailureTableTests
{
    private const string Page = "docs/failures.md";

    private static string[][] Rows => [.. Repository.Read(Page).Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => line.Trim().Trim('|').Split(" | "))];

    [Fact]
    public void Every_test_that_the_table_names_exists() =>
        Complaints.None(
            from row in Rows
            from test in Name.Matches(row[^1]).Select(match => match.Groups["name"].Value)
            where !Exists(test)
            select $"{Page}: there is no test '{test}': write it, or name the one that took its place.");

    [Fact]
    public void Every_failure_has_a_test_or_says_why_it_has_none()
    {
        Assert.True(Rows.Length > 20);
        Complaints.None(Rows.Where(row => row.Length != 3 || !(Name.IsMatch(row[2]) || row[2].Trim().StartsWith("None: ", StringComparison.Ordinal)))
            .Select(row => $"{Page}: '{row[0].Trim()}' names no test in its third column: write it as `Par.Worker.Tests.Folder.ClassTests.Method`, or say why there is none, after 'None: '."));
    }

    private static bool Exists(string name)
    {
        var dot = name.LastIndexOf('.');
        return typeof(FailureTableTests).Assembly.GetType(name[..dot])?.GetMethod(name[(dot + 1)..])?.GetCustomAttributes()
            .Any(attribute => attribute is Xunit.v3.IFactAttribute) ?? false;
    }

    [GeneratedRegex("`(?<name>Par\\.Worker\\.Tests\\.[A-Za-z0-9_.]+)`")]
    private static partial Regex Name { get; }
}
