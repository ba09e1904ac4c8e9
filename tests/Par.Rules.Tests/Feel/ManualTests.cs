using System.Text.RegularExpressions;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>Runs every line of docs/rule-language.md, so that the manual is never wrong.</summary>
public sealed partial class ManualTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RuleFolder.Repository, "docs", "rule-language.md"));

    public static TheoryData<string, string> Lines()
    {
        var lines = new TheoryData<string, string>();
        foreach (var line in Blocks().Matches(Page).Where(block => block.Groups["kind"].Value == "feel").SelectMany(block => block.Groups["text"].Value.Trim('\n').Split('\n')))
        {
            var arrow = line.LastIndexOf(" -> ", StringComparison.Ordinal);
            lines.Add(line[..arrow], line[(arrow + 4)..]);
        }

        return lines;
    }

    [Fact]
    public void Every_function_is_listed_and_no_other()
    {
        var section = Page[Page.IndexOf("## All functions", StringComparison.Ordinal)..Page.IndexOf("## Decision tables", StringComparison.Ordinal)];
        var listed = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => Regex.Matches(line, "`([^`]+)`").Select(found => found.Groups[1].Value));

        Assert.Equal(Par.Rules.Feel.BuiltIns.Library.Names.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_of_the_manual_gives_what_it_says(string expression, string result)
    {
        var (scope, frame) = Variables();

        var reading = Par.Rules.Feel.Feel.Read(SourceText.Bare(expression), scope);

        if (reading.Expression is not { } read)
        {
            Assert.Equal(result, string.Join(" ", reading.Diagnostics.Select(found => $"error {found.Code}: {found.Problem} {found.Mend}")));
            return;
        }

        Assert.Equal(result, Written(read.Interpret(frame)));
        Assert.Equal(result, Written(read.Compile().WarmUp().Evaluate(frame)));
    }

    [Fact]
    public void The_manual_has_lines_to_run() => Assert.InRange(Lines().Count, 60, 200);

    private static string Written(Value value) => value.IsUnknown ? "unknown" : value.ToString();

    private static (Scope Scope, Frame Frame) Variables()
    {
        var yaml = Blocks().Matches(Page).First(block => block.Groups["kind"].Value == "yaml").Groups["text"].Value;
        var given = GivenValues.Read("given.yaml", yaml);
        Assert.Equal("", string.Join('\n', given.Diagnostics));
        var names = given.Values!.Names;
        var scope = names.Aggregate(Scope.Empty, (known, name) => known.With(name, FeelType.OfValue(ValueOf(given.Values, name)))).With("insured", FeelType.Any);
        var frame = new Frame(scope) { [scope.IndexOf("insured")] = Given.Unknown };
        foreach (var name in names)
        {
            frame[scope.IndexOf(name)] = ValueOf(given.Values, name);
        }

        return (scope, frame);
    }

    private static Value ValueOf(FeelContext values, string name) => values.TryGet(name, out var value) ? value : Value.Null;

    [GeneratedRegex("^```(?<kind>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
