using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Par.Worker.Tests;

/// <summary>./par, the command that people type first.</summary>
public sealed partial class ParTests
{
    [Theory]
    [InlineData]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Bare_or_asked_for_help_it_lists_its_verbs(params string[] arguments)
    {
        var (code, output, errors) = await Par(arguments);

        Assert.Equal(0, code);
        Assert.Equal("", errors);
        Assert.Equal(["demo", "test", "check", "rules", "feel", "tck", "serve", "migrate", "alarms", "registry", "quarantine", "brake", "agencies", "sla", "officers", "reconcile", "audit", "bench", "faults", "fuzz", "schema", "pack"], VerbsIn(output));
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("demo; echo")]
    [InlineData(".*")]
    public async Task An_unknown_verb_lists_the_verbs_as_an_error_and_ends_with_2(string verb)
    {
        var (code, output, errors) = await Par(verb);

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.StartsWith($"par: there is no verb '{verb}'. The verbs are:\n", errors, StringComparison.Ordinal);
        Assert.Contains("demo", VerbsIn(errors));
    }

    [Fact]
    public void Every_verb_the_README_names_is_one()
    {
        var verbs = VerbDefinition().Matches(Repository.Read("par")).Select(verb => verb.Groups["verb"].Value);
        var named = VerbUse().Matches(Repository.Read("README.md")).Select(verb => verb.Groups["verb"].Value).Distinct();

        Complaints.None(named.Except(verbs).Select(verb => $"README.md names './par {verb}', and par has no such verb."));
    }

    private static IEnumerable<string> VerbsIn(string text) => VerbLine().Matches(text).Select(line => line.Groups["verb"].Value);

    private static async Task<(int Code, string Output, string Errors)> Par(params string[] arguments)
    {
        // From another folder: people call it from wherever they are.
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "par"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    [GeneratedRegex(@"^  \./par (?<verb>\w+) +\S", RegexOptions.Multiline)]
    private static partial Regex VerbLine();

    [GeneratedRegex(@"^par_(?<verb>\w+)\(\)", RegexOptions.Multiline)]
    private static partial Regex VerbDefinition();

    [GeneratedRegex(@"\./par (?<verb>[a-z]+)")]
    private static partial Regex VerbUse();
}
